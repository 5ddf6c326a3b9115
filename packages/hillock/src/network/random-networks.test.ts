import fc from "fast-check";
import { expect, test } from "vitest";
import type { Activation, ElementwiseActivation } from "../functions/activation.ts";
import { functions } from "../functions/catalogue.ts";
import { activation } from "../functions/custom.ts";
import { OPTIMIZERS } from "./compile/update.ts";
import { dense } from "./layers.ts";
import { type Network, network } from "./network.ts";
import { type Schedule, scheduleFactor } from "./schedule.ts";
import { type TrainOptions, train } from "./train.ts";

type Values = ReadonlyMap<string, Float64Array>;
const copyOf = (net: Network): Values =>
  new Map(net.parameters().map(({ name, data }) => [name, Float64Array.from(data)]));
const zeros = (values: Values): Values =>
  new Map([...values].map(([name, { length }]) => [name, new Float64Array(length)]));
const read = (values: Values, name: string): Float64Array => values.get(name) ?? new Float64Array();

/** A layer's function with the values of each of its units, and how far it goes with each value. */
function unitsOf(f: ElementwiseActivation, values: Values, layer: number, units: number) {
  const numbers = (unit: number) => f.learnable.map((name) => read(values, `${layer}.${name}`)[unit]);
  const bind = (numbers: readonly number[]) =>
    numbers.length === 0 ? f : f.with(Object.fromEntries(f.learnable.map((name, i) => [name, numbers[i]])));
  const STEP = 1e-5;
  return Array.from({ length: units }, (_, unit) => {
    const own = numbers(unit);
    const moved = own.map((_, i) =>
      [STEP, -STEP].map((step) => bind(own.map((value, j) => (i === j ? value + step : value)))),
    );
    return {
      f: bind(own),
      byParameter: (z: number) => moved.map(([above, below]) => (above(z) - below(z)) / (2 * STEP)),
    };
  });
}

/** One row of the textbook: the gradients of its loss are added up. */
function gradientsOf(
  net: Network,
  values: Values,
  rows: readonly (readonly [readonly number[], number])[],
): Values {
  const sums = zeros(values);
  const layers = net.layers.map(({ activation: f, units }, l) => ({
    units,
    own: f.kind === "row" ? undefined : unitsOf(f, values, l, units),
  }));
  for (const [inputs, label] of rows) {
    const taken: (readonly number[])[] = [];
    const weighed: number[][] = [];
    let a = inputs;
    layers.forEach(({ units, own }, l) => {
      const [w, b] = [read(values, `${l}.weight`), read(values, `${l}.bias`)];
      taken.push(a);
      const z = Array.from({ length: units }, (_, u) =>
        a.reduce((sum, v, k) => sum + v * w[u * a.length + k], b[u]),
      );
      weighed.push(z);
      a = own === undefined ? shares(z) : z.map((v, u) => own[u].f(v));
    });
    const output = a;
    const last = layers[layers.length - 1];
    /** By pre-activation. */
    let delta = output.map((value, u) => {
      if (net.loss === "softmaxCrossEntropy") return value - (u === label ? 1 : 0);
      if (net.loss === "binaryCrossEntropy") return value - label;
      return (
        (2 / output.length) *
        (value - label) *
        (last.own?.[u].f.derivative(weighed[layers.length - 1][u]) ?? Number.NaN)
      );
    });
    if (net.loss === "meanSquaredError")
      addLearned(
        sums,
        layers.length - 1,
        last.own,
        weighed[layers.length - 1],
        output.map((value) => (2 / output.length) * (value - label)),
        rows.length,
        net,
      );
    for (let l = layers.length - 1; l >= 0; l--) {
      const w = read(values, `${l}.weight`);
      const before = taken[l];
      delta.forEach((d, u) => {
        read(sums, `${l}.bias`)[u] += d / rows.length;
        before.forEach((v, k) => {
          read(sums, `${l}.weight`)[u * before.length + k] += (d * v) / rows.length;
        });
      });
      if (l === 0) break;
      const back = before.map((_, k) => delta.reduce((sum, d, u) => sum + d * w[u * before.length + k], 0));
      const { own } = layers[l - 1];
      addLearned(sums, l - 1, own, weighed[l - 1], back, rows.length, net);
      delta = back.map((g, k) => g * (own?.[k].f.derivative(weighed[l - 1][k]) ?? Number.NaN));
    }
  }
  return sums;
}

function addLearned(
  sums: Values,
  layer: number,
  own: ReturnType<typeof unitsOf> | undefined,
  z: readonly number[],
  gradients: readonly number[],
  rows: number,
  net: Network,
): void {
  const f = net.layers[layer].activation;
  if (own === undefined || f.kind === "row") return;
  own.forEach(({ byParameter }, u) => {
    byParameter(z[u]).forEach((slope, i) => {
      read(sums, `${layer}.${f.learnable[i]}`)[u] += (gradients[u] * slope) / rows;
    });
  });
}

function shares(z: readonly number[]): number[] {
  const powers = z.map((v) => Math.exp(v - Math.max(...z)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

interface Settings {
  readonly optimizer: (typeof OPTIMIZERS)[number];
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number | undefined;
}

/** Updates as PyTorch defines them. */
class Updates {
  readonly #settings: Settings;
  readonly #first: Values;
  readonly #second: Values;
  #steps = 0;

  constructor(settings: Settings, values: Values) {
    this.#settings = settings;
    this.#first = zeros(values);
    this.#second = zeros(values);
  }

  /** One step. @param factor of the learning rate */
  step(values: Values, gradients: Values, factor: number): void {
    const { optimizer, learningRate, weightDecay, clipNorm = Infinity } = this.#settings;
    const rate = learningRate * factor;
    const norm = Math.hypot(...[...gradients.values()].flatMap((each) => [...each]));
    const clip = Math.min(1, clipNorm / norm);
    this.#steps++;
    for (const [name, own] of values) {
      const [m, v] = [read(this.#first, name), read(this.#second, name)];
      own.forEach((value, i) => {
        const decays = optimizer === "adamw";
        const g = read(gradients, name)[i] * clip + (decays ? 0 : weightDecay * value);
        const start = decays ? value * (1 - rate * weightDecay) : value;
        own[i] = start - rate * this.#direction(m, v, i, g);
      });
    }
  }

  #direction(m: Float64Array, v: Float64Array, i: number, g: number): number {
    const { optimizer } = this.#settings;
    if (optimizer === "sgd") return g;
    if (optimizer === "momentum" || optimizer === "nesterov") {
      m[i] = 0.9 * m[i] + g;
      return optimizer === "momentum" ? m[i] : g + 0.9 * m[i];
    }
    if (optimizer === "rmsprop") {
      v[i] = 0.99 * v[i] + 0.01 * g * g;
      return g / (Math.sqrt(v[i]) + 1e-8);
    }
    m[i] = 0.9 * m[i] + 0.1 * g;
    v[i] = 0.999 * v[i] + 0.001 * g * g;
    const size = Math.sqrt(v[i] / (1 - 0.999 ** this.#steps));
    return m[i] / (1 - 0.9 ** this.#steps) / (size + 1e-8);
  }
}

const swish = activation("mine", "x / (1 + exp(-b * x)) + c * x", { b: 1, c: 0.1 });
const hidden: readonly Activation[] = [...functions.values(), swish].filter(
  (f) => f.kind === "elementwise" && !["rrelu", "exp", "hardShrink", "thresholdedRelu"].includes(f.name),
);
const find = (name: string): Activation => functions.get(name) ?? swish;

const cases = fc.record({
  seed: fc.nat(1000),
  inputs: fc.integer({ min: 1, max: 9 }),
  layers: fc.array(fc.tuple(fc.integer({ min: 1, max: 19 }), fc.constantFrom(...hidden.map((f) => f.name))), {
    maxLength: 3,
  }),
  output: fc.constantFrom("softmax", "logSoftmax", "sigmoid", "linear", "tanh", "prelu", "mine"),
  units: fc.integer({ min: 1, max: 12 }),
  rows: fc.integer({ min: 1, max: 23 }),
  batchSize: fc.integer({ min: 1, max: 23 }),
  optimizer: fc.constantFrom(...OPTIMIZERS),
  weightDecay: fc.constantFrom(0, 0.01),
  clipNorm: fc.constantFrom(undefined, 0.1),
  schedule: fc.constantFrom<Schedule>({ kind: "constant" }, { kind: "step", every: 1, factor: 0.5 }),
  measurements: fc.boolean(),
});
const EPOCHS = 2;
const LARGEST = 20;

test("networks of any kind train as the textbook has it", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (sketch) => {
      const { seed, inputs, layers, rows, batchSize, optimizer, weightDecay, clipNorm, schedule } = sketch;
      const output = find(sketch.output);
      const units = sketch.output.endsWith("oftmax") ? sketch.units + 1 : sketch.units;
      const net = network({
        inputs,
        layers: [...layers.map(([width, name]) => dense(width, find(name))), dense(units, output)],
        seed,
        measurements: sketch.measurements,
      });
      const x = Float32Array.from({ length: rows * inputs }, (_, i) => 1.5 * Math.sin(i * 1.7 + seed + 0.3));
      const labels = Array.from({ length: rows }, (_, r) =>
        net.loss === "softmaxCrossEntropy"
          ? (r * 7 + seed) % units
          : net.loss === "binaryCrossEntropy"
            ? r % 2
            : Math.fround(Math.cos(r * 2.3)),
      );
      const values = copyOf(net);
      const learningRate = optimizer === "sgd" ? 0.05 : 0.01;
      const updates = new Updates({ optimizer, learningRate, weightDecay, clipNorm }, values);
      for (let epoch = 1; epoch <= EPOCHS; epoch++)
        for (let from = 0; from < rows; from += batchSize) {
          const batch = Array.from({ length: Math.min(batchSize, rows - from) }, (_, i) => {
            const at = (from + i) * inputs;
            return [Array.from(x.subarray(at, at + inputs)), labels[from + i]] as const;
          });
          updates.step(values, gradientsOf(net, values, batch), scheduleFactor(schedule, epoch, EPOCHS));
          // what explodes parts ways with any other arithmetic
          fc.pre([...values.values()].every((each) => each.every((value) => Math.abs(value) < LARGEST)));
        }
      const options: TrainOptions = {
        epochs: EPOCHS,
        batchSize,
        optimizer,
        learningRate,
        weightDecay,
        ...(clipNorm === undefined ? {} : { clipNorm }),
        schedule,
        shuffle: false,
      };
      const own =
        net.loss === "meanSquaredError"
          ? labels.flatMap((label) => new Array<number>(units).fill(label))
          : labels;
      await train(net, { inputs: x, labels: own }, options);
      for (const { name, data } of net.parameters())
        data.forEach((value, i) => {
          const expected = read(values, name)[i];
          expect(Math.abs(value - expected), `${name} ${i}: ${value}, ${expected}`).toBeLessThan(
            2e-4 * (1 + Math.abs(expected)),
          );
        });
    }),
    { numRuns: 80 },
  );
}, 120_000);
