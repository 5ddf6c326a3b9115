import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as hillock from "hillock";
import { type Activation, dense, type ElementwiseActivation, network, softmax, train } from "hillock";
import { expect, test } from "vitest";

/** Written by scripts/references/function_trajectories.py. */
interface Reference {
  readonly source: string;
  readonly rate: number;
  readonly inputs: readonly number[];
  readonly labels: readonly number[];
  readonly start: readonly (readonly number[])[];
  readonly runs: readonly {
    readonly name: string;
    readonly losses: readonly number[];
    /** weights[step][parameter] */
    readonly weights: readonly (readonly (readonly number[])[])[];
  }[];
}

const stored = JSON.parse(
  readFileSync(new URL("function-trajectories.json", import.meta.url), "utf8"),
) as Reference;
const script = fileURLToPath(
  new URL("../../../../scripts/references/function_trajectories.py", import.meta.url),
);

/** From PyTorch itself where it is installed. */
function live(): Reference | undefined {
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, [script], { encoding: "utf8", maxBuffer: 2 ** 26 });
    if (status === 0) return JSON.parse(stdout) as Reference;
  }
  return undefined;
}
const reference = live() ?? stored;

const isActivation = (value: unknown): value is Activation =>
  typeof value === "function" && "kind" in value && "known" in value;
const elementwise = Object.values(hillock)
  .filter(isActivation)
  .filter((f): f is ElementwiseActivation => f.kind === "elementwise" && f.known.pytorch !== undefined);

/** What overflows in a few steps, in PyTorch too, is no trajectory. */
const WITHOUT = ["exp"];

/** What draws in training is held to PyTorch's form without draws, with all its slopes the mean one. */
const MEAN = (1 / 8 + 1 / 3) / 2;
const WITHOUT_DRAWS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  rrelu: { lower: MEAN, upper: MEAN },
};

test("each function that PyTorch has is compared", () => {
  const compared = reference.runs.map(({ name }) => name);
  expect([...compared, ...WITHOUT].sort()).toEqual([...new Set(elementwise.map((f) => f.name))].sort());
});

test.each(reference.runs.map((run) => [run.name, run] as const))(
  `%s goes the way of ${reference.source}: losses and weights, step by step`,
  async (name, run) => {
    const known = elementwise.find((each) => each.name === name);
    if (!known) throw new Error(`There is no function ${name}.`);
    const f = known.with(WITHOUT_DRAWS[name] ?? {});
    const net = network({ inputs: 3, layers: [dense(5, f), dense(4, f), dense(3, softmax)] });
    const start = reference.start.map((values) => Float32Array.from(values));
    let next = 0;
    net.load(
      net.parameters().map((parameter) => {
        const isLearned = !/weight|bias/.test(parameter.name);
        return isLearned ? parameter : { ...parameter, data: start[next++] };
      }),
    );
    const data = { inputs: Float32Array.from(reference.inputs), labels: reference.labels };
    const options = { epochs: 1, batchSize: data.labels.length, learningRate: reference.rate };
    for (const [step, loss] of run.losses.entries()) {
      const { trainLoss } = await train(net, data, { ...options, shuffle: false });
      expect(Math.abs(trainLoss[0] - loss), `loss of step ${step}`).toBeLessThan(1e-5);
      net.parameters().forEach((parameter, p) => {
        const theirs = run.weights[step][p];
        expect(parameter.data.length).toBe(theirs.length);
        const apart = Math.max(...theirs.map((w, i) => Math.abs(w - parameter.data[i])));
        expect(apart, `${parameter.name} after step ${step}`).toBeLessThan(1e-5);
      });
    }
  },
);
