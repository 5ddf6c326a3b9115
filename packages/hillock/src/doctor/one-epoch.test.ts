import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import { relu } from "../functions/all.ts";
import { derive } from "../random.ts";
import { diagnose } from "./diagnose.ts";
import { type CaseData, type Examples, type Regimen, run } from "./regimen.ts";
import { repair } from "./repair.ts";

/** A wave over the plane, as a number of size 1 or as its sign. */
function wave(rows: number, seed: number, sign: boolean): Examples {
  const random = derive(seed, "wave");
  const inputs = Float32Array.from({ length: 2 * rows }, () => 4 * random.uniform() - 2);
  const heights = Array.from(
    { length: rows },
    (_, r) => Math.sin(2 * inputs[2 * r]) + 0.5 * inputs[2 * r + 1],
  );
  return { inputs, labels: sign ? heights.map((h) => Number(h > 0)) : heights };
}
const dataOf = (sign: boolean): CaseData => ({
  columns: 2,
  classes: sign ? 2 : 1,
  train: wave(480, 1, sign),
  validation: wave(200, 2, sign),
});
const regimen: Regimen = {
  ...usualRegimen,
  task: "regression",
  hidden: [
    { units: 32, activation: relu },
    { units: 32, activation: relu },
  ],
  epochs: 1,
};

test.each([
  { task: "regression", sign: false },
  { task: "binary", sign: true },
] as const)("one epoch is too short, and not a loss that does not fall: $task", async ({ task, sign }) => {
  const data = dataOf(sign);
  const first = await run({ ...regimen, task }, data);
  const findings = diagnose(first.history);
  expect(findings.map(({ name }) => name)).toEqual(["slowConvergence"]);
  // twice what counts as short: 900 steps of 15 an epoch
  expect(findings[0].prescription).toBe("Train for 60 epochs: --epochs 60.");
  const mended = await repair(first, data);
  expect(mended?.findings).toEqual([]);
  expect(mended?.outcome.score).toBeGreaterThan(first.score + 0.05);
});

test("one epoch without held-out rows is judged by its loss before and in it", async () => {
  const { history } = await run(regimen, dataOf(false));
  const alone = { ...history, validationLoss: [], validationAccuracy: [] };
  expect(
    diagnose({ ...alone, trainLoss: [0.6 * history.evidence.before.loss] }).map(({ name }) => name),
  ).toContain("slowConvergence");
  const flat = { ...alone, trainLoss: [history.evidence.before.loss] };
  expect(diagnose(flat).map(({ name }) => name)).not.toContain("slowConvergence");
});

test.each([
  { rate: "the usual", settings: {}, first: { kind: "epochs", to: 60 } },
  {
    rate: "a low",
    settings: { optimizer: "sgd", learningRate: 0.002 },
    first: { kind: "learningRate", to: 0.1 },
  },
] as const)(
  "where one short epoch of $rate rate brought nothing: the first advice",
  async ({ settings, first }) => {
    const { history } = await run({ ...regimen, ...settings }, dataOf(false));
    const flat = { ...history, trainLoss: [1.2], validationLoss: [1.2 * history.evidence.constantLoss] };
    const found = diagnose(flat).find(({ name }) => name === "lossNotFalling");
    expect(found?.changes[0]).toEqual(first);
    expect(found?.cause).toMatch(/^After one epoch the held-out loss/);
  },
);
