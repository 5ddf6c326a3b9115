import fc from "fast-check";
import {
  type Activation,
  activation,
  dense,
  functions,
  type History,
  type Network,
  network,
  OPTIMIZERS,
  train,
} from "hillock";
import { expect, test } from "vitest";
import {
  type Example,
  gradientsOf,
  type Measured,
  meanLoss,
  nothingMeasured,
  Updates,
  valuesNamed,
  valuesOf,
} from "./textbook-training.ts";

const mine = activation("mine", "x / (1 + exp(-b * x)) + c * x", { b: 1, c: 0.1 });
/** Not those that draw, jump or grow without measure: float32 soon goes another way there. */
const APART: ReadonlySet<string> = new Set(["rrelu", "hardShrink", "thresholdedRelu", "exp"]);
const hidden = [...functions.values(), mine].filter((f) => f.kind === "elementwise" && !APART.has(f.name));
const find = (name: string): Activation => functions.get(name) ?? mine;

const sketches = fc.record({
  seed: fc.nat(1000),
  inputs: fc.integer({ min: 1, max: 9 }),
  layers: fc.array(
    fc.record({
      units: fc.integer({ min: 1, max: 19 }),
      name: fc.constantFrom(...hidden.map(({ name }) => name)),
    }),
    { maxLength: 3 },
  ),
  output: fc.constantFrom("softmax", "logSoftmax", "sigmoid", "linear", "tanh", "prelu", "mine"),
  otherLoss: fc.boolean(),
  outputs: fc.integer({ min: 1, max: 19 }),
  rows: fc.integer({ min: 1, max: 23 }),
  batchSize: fc.integer({ min: 1, max: 23 }),
  optimizer: fc.constantFrom(...OPTIMIZERS),
  weightDecay: fc.constantFrom(0, 0.01),
  clipNorm: fc.constantFrom(undefined, 0.1),
  halved: fc.boolean(),
  measurements: fc.boolean(),
});
/** Losses that an output has besides the one that follows from it. */
const OTHER_LOSSES = { softmax: "meanSquaredError", sigmoid: "binaryCrossEntropy" } as const;
const EPOCHS = 2;
/** What explodes parts ways with any other arithmetic. */
const LARGEST = 20;
/** Some optimizers divide by a gradient's own size: what float32 rounds of a tiny one weighs as much as a large one. */
const LEAST = 2e-5;
const ADAPTIVE: ReadonlySet<string> = new Set(["adam", "adamw", "rmsprop"]);

const isAmong = <T extends object>(list: T, name: string | number | symbol): name is keyof T =>
  Object.hasOwn(list, name);

function labelOf(net: Network, row: number, seed: number): number {
  if (net.loss === "softmaxCrossEntropy") return (row * 7 + seed) % net.outputs;
  return net.loss === "binaryCrossEntropy" ? row % 2 : Math.fround(Math.cos(row * 2.3));
}

function expectNear(given: number, expected: number, tolerance: number, what: string): void {
  const allowed = tolerance * (1 + Math.abs(expected));
  expect(Math.abs(given - expected), `${what}: ${given}, ${expected}`).toBeLessThan(allowed);
}

function expectMeasured(net: Network, { layers }: History, epochs: readonly (readonly Measured[])[]): void {
  for (const [e, ofLayers] of epochs.entries())
    for (const [l, own] of ofLayers.entries()) {
      const { units, activation: f } = net.layers[l];
      const weights = units * (l === 0 ? net.inputs : net.layers[l - 1].units);
      const pairs = own.examples * units;
      const mean = own.activationSum / pairs;
      const near = (name: keyof (typeof layers)[number], expected: number): void =>
        expectNear(layers[l][name][e], expected, 1e-3, `${name} of layer ${l} in epoch ${e}`);
      near("gradientNorm", Math.sqrt(own.gradientSquares / pairs));
      near("weightGradientNorm", Math.sqrt(own.weightSquares / (own.steps * weights)));
      if (f.name === "logSoftmax") continue;
      near("activationMean", mean);
      near("activationSpread", Math.sqrt(Math.max(0, own.activationSquares / pairs - mean * mean)));
      near("sparsity", own.zeros / pairs);
      if (f.kind === "row") continue;
      near("saturatedShare", own.saturated / pairs);
      near("deadShare", 1 - own.alive.size / units);
    }
}

test("networks of any kind train, and are measured, as the textbook has it", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(sketches, async ({ seed, inputs, layers, output, outputs, rows, ...sketch }) => {
      const { batchSize, optimizer, weightDecay, clipNorm, halved, measurements, otherLoss } = sketch;
      const units = output.endsWith("oftmax") ? outputs + 1 : outputs;
      const net = network({
        inputs,
        layers: [...layers.map((each) => dense(each.units, find(each.name))), dense(units, find(output))],
        seed,
        measurements,
        ...(otherLoss && isAmong(OTHER_LOSSES, output) ? { loss: OTHER_LOSSES[output] } : {}),
      });
      const x = Float32Array.from({ length: rows * inputs }, (_, i) => 1.5 * Math.sin(i * 1.7 + seed + 0.3));
      const examples = Array.from(
        { length: rows },
        (_, row): Example => [
          Array.from(x.subarray(row * inputs, (row + 1) * inputs)),
          labelOf(net, row, seed),
        ],
      );
      const learningRate = optimizer === "sgd" ? 0.05 : 0.01;

      const values = valuesOf(net);
      const updates = new Updates({ optimizer, learningRate, weightDecay, clipNorm }, values);
      const epochs = Array.from({ length: EPOCHS }, (_, epoch) => {
        const measured = net.layers.map(nothingMeasured);
        for (let from = 0; from < rows; from += batchSize) {
          const gradients = gradientsOf(net, values, examples.slice(from, from + batchSize), measured);
          const least = updates.step(values, gradients, halved ? 0.5 ** epoch : 1);
          fc.pre(!ADAPTIVE.has(optimizer) || least > LEAST);
          fc.pre([...values.values()].every((each) => each.every((value) => !(Math.abs(value) > LARGEST))));
        }
        return { measured, lossAfter: meanLoss(net, values, examples) };
      });

      const perOutput = net.loss === "softmaxCrossEntropy" ? 1 : units;
      const labels = examples.flatMap(([, label]) => new Array<number>(perOutput).fill(label));
      const history = await train(
        net,
        { inputs: x, labels },
        {
          epochs: EPOCHS,
          batchSize,
          optimizer,
          learningRate,
          weightDecay,
          ...(clipNorm === undefined ? {} : { clipNorm }),
          ...(halved ? { schedule: { kind: "step", every: 1, factor: 0.5 } } : {}),
          shuffle: false,
          measureEvery: 1,
          validation: { inputs: x, labels },
        },
      );
      for (const { name, data } of net.parameters())
        data.forEach((value, i) => {
          expectNear(value, valuesNamed(values, name)[i], 2e-4, `${name} ${i}`);
        });
      epochs.forEach(({ measured, lossAfter }, e) => {
        const { loss, examples: count } = measured[measured.length - 1];
        expectNear(history.trainLoss[e], loss / count, 1e-3, `training loss of epoch ${e}`);
        expectNear(history.validationLoss[e], lossAfter, 1e-3, `validation loss of epoch ${e}`);
      });
      if (measurements)
        expectMeasured(
          net,
          history,
          epochs.map(({ measured }) => measured),
        );
    }),
    { numRuns: 120 },
  );
});
