import { dense, diagnose, type ElementwiseActivation, network, relu, softmax, tanh, train } from "hillock";
import { expect, test } from "vitest";

const ROWS = 40;
const inputs = Float32Array.from({ length: ROWS * 3 }, (_, i) => 3 * Math.sin(i * 1.7));
const labels = Array.from({ length: ROWS }, (_, r) => (r * r) % 3);
const data = { inputs, labels };
/** So small that weights stay as they are. */
const STILL = 1e-30;

const make = (f: ElementwiseActivation, units: number, measurements = true) =>
  network({ inputs: 3, layers: [dense(units, f), dense(3, softmax)], seed: 5, measurements });

/** Of these rows, in float64, from the definitions. */
function reference(f: ElementwiseActivation, units: number, rows: readonly number[], batch: number) {
  const [w, b, v, c] = make(f, units).parameters();
  const dot = (a: ArrayLike<number>, from: number, x: readonly number[]): number =>
    x.reduce((sum, each, k) => sum + each * a[from + k], 0);
  const z: number[] = [];
  const gradients: number[] = [];
  const output: number[] = [];
  for (const r of rows) {
    const x = Array.from(inputs.subarray(3 * r, 3 * r + 3));
    const hidden = Array.from({ length: units }, (_, u) => b.data[u] + dot(w.data, 3 * u, x));
    const a = hidden.map((each) => f(each));
    const s = softmax([0, 1, 2].map((u) => c.data[u] + dot(v.data, units * u, a)));
    const dz = s.map((each, u) => (each - (labels[r] === u ? 1 : 0)) / batch);
    z.push(...hidden);
    output.push(...dz);
    gradients.push(
      ...hidden.map(
        (each, k) => f.derivative(each) * dz.reduce((t, d, u) => t + d * v.data[units * u + k], 0),
      ),
    );
  }
  const a = z.map((each) => f(each));
  const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
  const share = (is: readonly boolean[]): number => mean(is.map(Number));
  const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((x) => x * x)));
  return {
    gradientNorm: rootMeanSquare(gradients),
    outputGradientNorm: rootMeanSquare(output),
    saturatedShare: share(z.map((x) => x < f.tails.saturatedBelow || x > f.tails.saturatedAbove)),
    activationMean: mean(a),
    activationSpread: Math.sqrt(mean(a.map((x) => x * x)) - mean(a) ** 2),
    sparsity: share(a.map((x) => x === 0)),
  };
}

test.each([
  [tanh, 5, 8],
  [relu, 8, 8],
  [relu, 6, 4],
] as const)("%s, %i units, batches of %i: figures as defined", async (f, units, batchSize) => {
  const { layers } = await train(make(f, units), data, {
    epochs: 1,
    batchSize,
    learningRate: STILL,
    shuffle: false,
  });
  const rows = Array.from({ length: ROWS }, (_, r) => r);
  const expected = reference(f, units, rows, batchSize);
  expect(layers[0].gradientNorm[0]).toBeCloseTo(expected.gradientNorm, 5);
  expect(layers[1].gradientNorm[0]).toBeCloseTo(expected.outputGradientNorm, 5);
  expect(layers[0].saturatedShare[0]).toBeCloseTo(expected.saturatedShare, 5);
  expect(layers[0].activationMean[0]).toBeCloseTo(expected.activationMean, 5);
  expect(layers[0].activationSpread[0]).toBeCloseTo(expected.activationSpread, 5);
  expect(layers[0].sparsity[0]).toBeCloseTo(expected.sparsity, 5);
});

test("every batch of a long epoch is measured", async () => {
  const options = { epochs: 1, batchSize: 1, learningRate: STILL, shuffle: false };
  const { layers } = await train(make(relu, 8), data, options);
  const all = Array.from({ length: ROWS }, (_, row) => row);
  const expected = reference(relu, 8, all, 1);
  expect(layers[0].gradientNorm[0]).toBeCloseTo(expected.gradientNorm, 5);
  expect(layers[0].activationMean[0]).toBeCloseTo(expected.activationMean, 5);
  expect(layers[0].sparsity[0]).toBe(expected.sparsity);
});

test("measureEvery asks for some, evenly; that a unit lives is seen in all", async () => {
  const options = { epochs: 1, batchSize: 1, learningRate: STILL, shuffle: false, measureEvery: 5 };
  const net = make(relu, 8);
  const { layers } = await train(net, data, options);
  // 40 steps, eight of them
  const expected = reference(relu, 8, [0, 5, 10, 15, 20, 25, 30, 35], 1);
  expect(layers[0].gradientNorm[0]).toBeCloseTo(expected.gradientNorm, 5);
  expect(layers[0].activationMean[0]).toBeCloseTo(expected.activationMean, 5);
  expect(layers[0].sparsity[0]).toBe(expected.sparsity);
  // one unit, alive for row 39 alone, which is not measured
  const lonely = network({ inputs: 1, layers: [dense(1, relu), dense(3, softmax)], seed: 1 });
  lonely.load(
    lonely.parameters().map((p) => (p.name.startsWith("0.") ? { ...p, data: p.data.map(() => 1) } : p)),
  );
  const inOneRow = Float32Array.from({ length: ROWS }, (_, r) => (r === ROWS - 1 ? 1 : -5));
  const history = await train(lonely, { inputs: inOneRow, labels }, options);
  expect(history.layers[0].deadShare).toEqual([0]);
  expect(history.layers[0].sparsity).toEqual([1]);
});

test("of a larger batch as many rows count, its first ones", async () => {
  const options = { epochs: 1, batchSize: 8, learningRate: STILL, shuffle: false, measureEvery: 3 };
  const { layers } = await train(make(relu, 20), data, options);
  const counted = [0, 1, 2, 8, 9, 10, 16, 17, 24, 25, 26, 32, 33, 34];
  const expected = reference(relu, 20, counted, 8);
  expect(layers[0].gradientNorm[0]).toBeCloseTo(expected.gradientNorm, 5);
  expect(layers[1].gradientNorm[0]).toBeCloseTo(expected.outputGradientNorm, 5);
  expect(layers[0].activationMean[0]).toBeCloseTo(expected.activationMean, 5);
  expect(layers[0].activationSpread[0]).toBeCloseTo(expected.activationSpread, 5);
  expect(layers[0].sparsity[0]).toBe(expected.sparsity);
});

test("measureEvery that makes no sense is refused", async () => {
  for (const measureEvery of [0, 1.5, -1, Number.NaN])
    await expect(train(make(relu, 8), data, { epochs: 1, measureEvery })).rejects.toThrow(
      /measureEvery is .*whole number of at least 1/,
    );
});

test("measuring changes no bit of a training; without it there is nothing to diagnose", async () => {
  const run = async (measurements: boolean) => {
    const net = make(tanh, 7, measurements);
    const history = await train(net, data, { epochs: 30, batchSize: 4, optimizer: "adam" });
    return { history, weights: net.parameters().map((p) => Array.from(p.data)) };
  };
  const [measured, not] = [await run(true), await run(false)];
  expect(not.weights).toEqual(measured.weights);
  expect(not.history.trainLoss).toEqual(measured.history.trainLoss);
  expect(not.history.layers[0].gradientNorm).toEqual([]);
  expect(() => diagnose(not.history)).toThrow(/measurements/);
});

test("the module of a repeated shape is compiled once, and few are kept", () => {
  const { WebAssembly: engine } = globalThis as unknown as {
    WebAssembly: { Module: new (bytes: Uint8Array<ArrayBuffer>) => object };
  };
  const { Module } = engine;
  let compiled = 0;
  engine.Module = class extends Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      super(bytes);
      compiled++;
    }
  };
  try {
    const made = (units: number): number => {
      compiled = 0;
      make(tanh, units);
      return compiled;
    };
    expect(made(100)).toBe(1);
    expect(made(100)).toBe(0);
    for (let units = 101; units < 150; units++) expect(made(units)).toBe(1);
    expect(made(149)).toBe(0);
    expect(made(100)).toBe(1);
  } finally {
    engine.Module = Module;
  }
});
