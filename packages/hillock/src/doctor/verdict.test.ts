import { expect, test } from "vitest";
import { type MeasuredRun, verdict } from "./verdict.ts";

const run = (
  trainLoss: readonly number[],
  gradients: readonly number[],
  heldOut?: MeasuredRun["heldOut"],
): MeasuredRun => ({
  status: "finished",
  epochs: trainLoss.length,
  trainLoss,
  layers: gradients.map((gradientNorm) => ({
    gradientNorm: trainLoss.map(() => gradientNorm),
    deadShare: trainLoss.map(() => 0),
    saturatedShare: trainLoss.map(() => 0),
  })),
  ...(heldOut ? { heldOut } : {}),
});

test("one epoch cannot tell whether a function learns", () => {
  const text = verdict("relu", [run([0.7], [1, 1])]);
  expect(text).toBe("relu: one epoch cannot tell whether it learns.");
  expect(verdict("sigmoid", [run([0.7], [1e-6, 1])])).not.toMatch(/hardly|fell by/);
});

test.each([
  [0, 1],
  [0, 0],
])("first gradient %f, last %f: none reaches the first layer", (first, last) => {
  const text = verdict("step", [run([0.7, 0.7], [first, last])]);
  expect(text).toMatch(/no gradient reaches the first layer/);
  expect(text).not.toMatch(/Infinity|NaN/);
});

test("held-out rows decide whether it learns", () => {
  const learning = [1, 0.1];
  expect(verdict("relu", [run(learning, [1, 1], { loss: 0.2, constantLoss: 1 })])).toMatch(/^relu learns/);
  expect(verdict("relu", [run(learning, [1, 1], { loss: 1.2, constantLoss: 1 })])).toBe(
    "relu: the training loss fell by 90 %, but rows held out are predicted no better than by a constant (loss 1.2 beside 1).",
  );
});
