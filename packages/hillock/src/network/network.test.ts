import {
  type Activation,
  activation,
  dense,
  HillockError,
  linear,
  type Network,
  network,
  prelu,
  relu,
  sigmoid,
  softmax,
  tanh,
  train,
} from "hillock";
import { describe, expect, test } from "vitest";

const swish = activation("swish", "x / (1 + exp(-beta * x))", { beta: 1 });
const inputs = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i * 1.7));
const ROWS = 8;

type Case = readonly [
  name: string,
  hidden: Activation,
  output: Activation,
  units: number,
  labels: readonly number[],
];
const classes = [0, 1, 2, 1, 0, 2, 1, 0];
const cases: readonly Case[] = [
  ...[linear, sigmoid, tanh, relu, prelu, swish].map(
    (f): Case => [`${f.name} under softmax`, f, softmax, 3, classes],
  ),
  ["binary", tanh, sigmoid, 1, classes.map((c) => c % 2)],
  ["regression", prelu, linear, 1, classes.map((c) => c - 0.7)],
];

const make = ([, hidden, output, units]: Case, seed = 3): Network =>
  network({ inputs: 3, layers: [dense(5, hidden), dense(6, hidden), dense(units, output)], seed });

/** The loss in float64, straight from the lecture's definitions. */
function lossOf(
  net: Network,
  [, hidden, output, units, labels]: Case,
  values: Map<string, Float64Array>,
): number {
  let total = 0;
  for (let r = 0; r < ROWS; r++) {
    let a = Array.from(inputs.subarray(r * 3, r * 3 + 3), Number);
    let z: number[] = [];
    net.layers.forEach((layer, l) => {
      const w = values.get(`${l}.weight`) ?? new Float64Array();
      const b = values.get(`${l}.bias`) ?? new Float64Array();
      z = Array.from({ length: layer.units }, (_, u) =>
        a.reduce((sum, v, k) => sum + v * w[u * a.length + k], b[u]),
      );
      const f = l === net.layers.length - 1 ? output : hidden;
      if (f.kind === "row") {
        a = f(z);
        return;
      }
      a = z.map((v, u) => {
        const learned = f.learnable.map((name): [string, number] => [
          name,
          values.get(`${l}.${name}`)?.[u] ?? Number.NaN,
        ]);
        return (learned.length > 0 ? f.with(Object.fromEntries(learned)) : f)(v);
      });
    });
    if (units === 3) total -= Math.log(a[labels[r]]);
    else if (output === sigmoid) total -= labels[r] === 1 ? Math.log(a[0]) : Math.log(1 - a[0]);
    else total += (a[0] - labels[r]) ** 2;
  }
  return total / ROWS;
}

describe.each(cases.map((c) => [c[0], c] as const))("gradients of a network: %s", (_name, c) => {
  test("one step of w ← w − α·gradient agrees with numeric gradients", async () => {
    const net = make(c);
    const before = net.parameters();
    const values = new Map(before.map((p) => [p.name, Float64Array.from(p.data)]));
    const rate = 0.5;
    const history = await train(
      net,
      { inputs, labels: c[4] },
      { epochs: 1, batchSize: ROWS, learningRate: rate, shuffle: false },
    );
    expect(history.trainLoss[0]).toBeCloseTo(lossOf(net, c, values), 5);
    for (const after of net.parameters()) {
      const own = values.get(after.name) ?? new Float64Array();
      for (let i = 0; i < own.length; i++) {
        const kept = own[i];
        const h = 1e-5;
        own[i] = kept + h;
        const up = lossOf(net, c, values);
        own[i] = kept - h;
        const down = lossOf(net, c, values);
        own[i] = kept;
        expect((kept - after.data[i]) / rate).toBeCloseTo((up - down) / (2 * h), 4);
      }
    }
  });
});

test("the same seed gives the same bits, another seed others", async () => {
  const run = async (seed: number) => {
    const net = make(cases[4], seed);
    const history = await train(
      net,
      { inputs, labels: classes },
      { epochs: 20, batchSize: 3, optimizer: "adam", seed },
    );
    return [history.trainLoss, ...net.parameters().map((p) => Array.from(p.data))];
  };
  expect(await run(1)).toEqual(await run(1));
  expect(await run(1)).not.toEqual(await run(2));
});

test("batch blocks do not change predictions, and load brings back what parameters gave", async () => {
  const net = make(cases[3]);
  const all = net.predict(inputs);
  for (let r = 0; r < ROWS; r++)
    expect(net.predict(inputs.subarray(r * 3, r * 3 + 3))).toEqual(all.slice(r * 3, r * 3 + 3));
  const kept = net.parameters();
  expect(kept.map((p) => [p.name, p.shape])).toEqual([
    ["0.weight", [5, 3]],
    ["0.bias", [5]],
    ["1.weight", [6, 5]],
    ["1.bias", [6]],
    ["2.weight", [3, 6]],
    ["2.bias", [3]],
  ]);
  await train(net, { inputs, labels: classes }, { epochs: 3 });
  expect(net.predict(inputs)).not.toEqual(all);
  expect(() =>
    net.load([{ ...kept[0], data: kept[0].data.map(() => Number.NaN) }, ...kept.slice(1)]),
  ).toThrow(/finite/);
  net.load(kept);
  expect(net.predict(inputs)).toEqual(all);
});

test.each(cases.map((c) => [c[0], c] as const))(
  "%s: initialised anew, or loaded, a network trains as a new one does, even where it diverged before",
  async (_, own) => {
    const data = { inputs, labels: own[4] };
    const options = { epochs: 6, batchSize: 3, optimizer: "adam", seed: 4 } as const;
    const net = make(own, 1);
    const start = net.parameters();
    const courseOf = async (trained: Network) => {
      const { trainLoss, evidence } = await train(trained, data, options);
      return [trainLoss, trained.parameters(), evidence.path.step];
    };
    const expected = await courseOf(net);
    await train(net, data, { epochs: 50, batchSize: 3, learningRate: 1e30 });
    net.initialize(1);
    expect(net.parameters()).toEqual(start);
    expect(await courseOf(net)).toEqual(expected);
    await train(net, data, { epochs: 50, batchSize: 3, learningRate: 1e30 });
    net.load(start);
    expect(await courseOf(net)).toEqual(expected);
  },
);

test("dead units and vanishing gradients are measured", async () => {
  const net = network({ inputs: 3, layers: [dense(4, relu), dense(3, softmax)], seed: 1 });
  const start = net.parameters();
  net.load(
    start.map((p) => (p.name === "0.bias" ? { ...p, data: Float32Array.of(-100, -100, -100, 5) } : p)),
  );
  const { layers } = await train(net, { inputs, labels: classes }, { epochs: 2 });
  expect(layers[0].deadShare).toEqual([0.75, 0.75]);
  expect(layers[0].sparsity[0]).toBeGreaterThanOrEqual(0.75);
  const deep = network({
    inputs: 3,
    layers: [...Array.from({ length: 6 }, () => dense(8, sigmoid)), dense(3, softmax)],
    seed: 1,
  });
  const history = await train(deep, { inputs, labels: classes }, { epochs: 1 });
  expect(history.layers[0].gradientNorm[0]).toBeLessThan(history.layers[6].gradientNorm[0] / 100);
});

test("a loss that is no longer a number ends training as a result", async () => {
  const net = make(cases[7]);
  const history = await train(net, { inputs, labels: cases[7][4] }, { epochs: 200, learningRate: 1e6 });
  expect(history.status).toBe("diverged");
  expect(history.trainLoss.length).toBeLessThan(200);
});

test("what makes no sense is refused with its name and value", async () => {
  expect(() => dense(0, relu)).toThrow(HillockError);
  expect(() => network({ inputs: 3, layers: [dense(3, softmax), dense(2, relu)] })).toThrow(/last layer/);
  await expect(
    train(make(cases[0]), { inputs, labels: [9, ...classes.slice(1)] }, { epochs: 1 }),
  ).rejects.toThrow(/label of row 0 is 9/);
  await expect(train(make(cases[0]), { inputs, labels: classes }, { epochs: 0 })).rejects.toThrow(
    /epochs is 0/,
  );
});
