import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gelu, softmax, tanh } from "../functions/all.ts";
import { dense } from "./layers.ts";
import { network } from "./network.ts";
import { scheduleFactor } from "./schedule.ts";
import { type TrainOptions, train } from "./train.ts";

/** Written by scripts/references/trajectories.py. */
interface Reference {
  readonly inputs: readonly number[];
  readonly labels: readonly number[];
  readonly start: readonly (readonly number[])[];
  readonly runs: readonly {
    readonly name: string;
    readonly options: Partial<TrainOptions>;
    readonly losses: readonly number[];
    readonly parameters: readonly (readonly number[])[];
  }[];
}
const reference = JSON.parse(
  readFileSync(new URL("trajectories.json", import.meta.url), "utf8"),
) as Reference;
const data = { inputs: Float32Array.from(reference.inputs), labels: reference.labels };
const rows = data.labels.length;

function start() {
  const net = network({ inputs: 3, layers: [dense(5, tanh), dense(4, gelu), dense(3, softmax)] });
  net.load(
    net.parameters().map((parameter, i) => ({ ...parameter, data: Float32Array.from(reference.start[i]) })),
  );
  return net;
}

test.each(reference.runs.map((run) => [run.name, run] as const))(
  "%s goes PyTorch's way, step by step",
  async (_name, run) => {
    const net = start();
    const epochs = run.losses.length;
    const history = await train(net, data, { ...run.options, epochs, batchSize: rows, shuffle: false });
    history.trainLoss.forEach((loss, step) => expect(Math.abs(loss - run.losses[step])).toBeLessThan(2e-5));
    net.parameters().forEach(({ data: values }, i) => {
      values.forEach((value, j) => expect(Math.abs(value - run.parameters[i][j])).toBeLessThan(1e-4));
    });
  },
);

test("schedules: from 1 down, as they say", () => {
  const factors = (schedule: Parameters<typeof scheduleFactor>[0]) =>
    [1, 2, 3, 4, 5].map((epoch) => scheduleFactor(schedule, epoch, 5));
  expect(factors({ kind: "constant" })).toEqual([1, 1, 1, 1, 1]);
  expect(factors({ kind: "step", every: 2, factor: 0.5 })).toEqual([1, 1, 0.5, 0.5, 0.25]);
  expect(factors({ kind: "exponential", factor: 0.5 })).toEqual([1, 0.5, 0.25, 0.125, 0.0625]);
  factors({ kind: "cosine", least: 0.1 }).forEach((factor, i) =>
    expect(factor).toBeCloseTo(0.1 + 0.45 * (1 + Math.cos((Math.PI * i) / 4)), 6),
  );
});

test("patience stops, and the best weights are kept", async () => {
  const net = start();
  // labels of the held-out rows are wrong: the better it learns, the worse they get
  const validation = { inputs: data.inputs, labels: reference.labels.map((label) => (label + 1) % 3) };
  const options = { epochs: 300, batchSize: rows, learningRate: 0.5, validation, patience: 3 };
  const history = await train(net, data, options);
  const { validationLoss } = history;
  expect(validationLoss.length).toBeLessThan(300);
  const lowest = Math.min(...validationLoss);
  expect(validationLoss.length - 1 - validationLoss.indexOf(lowest)).toBe(3);
  const probabilities = net.predict(data.inputs);
  const loss = validation.labels.reduce(
    (sum, label, r) => sum - Math.log(probabilities[r * 3 + label]) / rows,
    0,
  );
  expect(loss).toBeCloseTo(lowest, 5);
});

test.each([
  [{ weightDecay: -1 }, /weightDecay is -1/],
  [{ clipNorm: 0 }, /clipNorm is 0/],
  [{ patience: 2 }, /validation/],
  [{ schedule: { kind: "step", every: 0, factor: 0.5 } as const }, /whole number of epochs/],
])("options that make no sense are refused: %j", async (options, message) => {
  await expect(train(start(), data, { epochs: 1, batchSize: rows, ...options })).rejects.toThrow(message);
});
