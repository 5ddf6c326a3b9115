import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import { tanh } from "../functions/all.ts";
import { derive } from "../random.ts";
import { beatsConstant } from "./constant.ts";
import { type Examples, type Regimen, run } from "./regimen.ts";
import { constantScoreOf, type Task } from "./task.ts";

const regimen: Regimen = {
  ...usualRegimen,
  hidden: [{ units: 16, activation: tanh }],
  epochs: 30,
};

/** Rows of three columns; labels of the first and chance, or of chance alone. */
function examples(rows: number, seed: number, label: (first: number, chance: number) => number): Examples {
  const random = derive(seed, "rows");
  const inputs = Float32Array.from({ length: 3 * rows }, () => random.uniform());
  const labels = Array.from({ length: rows }, (_, r) => label(inputs[3 * r], random.uniform()));
  return { inputs, labels };
}
async function outcomeOf(task: Task, label: (first: number, chance: number) => number) {
  const data = { columns: 3, classes: task === "regression" ? 1 : 2 };
  return run(
    { ...regimen, task },
    { ...data, train: examples(240, 1, label), validation: examples(160, 2, label) },
  );
}

test("a constant prediction is the commonest class of the training rows, on the held-out rows", () => {
  expect(constantScoreOf("multiclass", [2, 0, 2, 1], [2, 2, 0, 1, 1])).toBe(2 / 5);
  expect(constantScoreOf("binary", [1, 1, 0], [0, 0, 0, 1])).toBe(1 / 4);
});

test("chance is no better than a constant prediction, and what the columns tell is", async () => {
  expect(beatsConstant(await outcomeOf("binary", (_, chance) => Number(chance > 0.5)))).toBe(false);
  expect(beatsConstant(await outcomeOf("regression", (_, chance) => chance))).toBe(false);
  expect(beatsConstant(await outcomeOf("binary", (first) => Number(first > 0.5)))).toBe(true);
  expect(beatsConstant(await outcomeOf("regression", (first) => first))).toBe(true);
});

test("a rare class that is told apart and never decided for counts", async () => {
  const outcome = await outcomeOf("binary", (first, chance) => Number(chance < 0.35 * first ** 2));
  expect(outcome.score).toBeLessThanOrEqual(outcome.constantScore);
  expect(beatsConstant(outcome)).toBe(true);
});
