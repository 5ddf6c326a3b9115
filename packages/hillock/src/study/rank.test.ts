import { expect, test } from "vitest";
import { leakyRelu, relu, tanh } from "../functions/all.ts";
import { activationLabel } from "../functions/label.ts";
import { derive } from "../random.ts";
import { type CompareOptions, compare } from "./compare.ts";
import { heldOut } from "./held-out.ts";

const rows = 200;
const random = derive(1, "a table");
const x = Array.from({ length: rows }, () => random.uniform() - 0.5);
const noise = Array.from({ length: rows }, () => random.uniform() - 0.5);

const compared = (values: readonly (number | string)[], more: Partial<CompareOptions> = {}) =>
  compare({
    table: {
      name: "t",
      rows,
      columns: [
        { name: "x", values: x },
        { name: "y", values },
      ],
      place: String,
    },
    target: "y",
    activations: [relu, tanh],
    layers: [8],
    epochs: 60,
    batchSize: 32,
    learningRate: 0.02,
    optimizer: "adam",
    seeds: [1, 2],
    validation: 0.25,
    ...more,
  });

test("the best constant is the training rows' class shares, or their mean", () => {
  const classes = heldOut("multiclass", [0, 0, 0, 1], [0, 1], 1);
  expect(classes.constantLoss).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 12);
  const numbers = heldOut("regression", [-1, 1], [1, 3], 10);
  expect(numbers).toEqual({ constantLoss: 5, variance: 1, unit: 10 });
});

test("a regression's error is in the target's unit, and R² is of the rows held out", async () => {
  const exact = await compared(x.map((v) => 5000 + 1000 * v));
  const [best] = exact.ranking;
  const spread = 1000 / Math.sqrt(12);
  expect(best.explainedVariance?.mean).toBeGreaterThan(0.95);
  expect(best.explainedVariance?.mean).toBeLessThan(1);
  expect(best.rootMeanSquareError?.mean).toBeGreaterThan(0);
  expect(best.rootMeanSquareError?.mean).toBeLessThan(spread / 4);
  // MSE / variance is 1 − R², in whatever unit
  const share = (best.rootMeanSquareError?.mean ?? 0) ** 2 / spread ** 2;
  expect(share / (1 - (best.explainedVariance?.mean ?? 0))).toBeCloseTo(1, 0);
  expect(best.betterThanConstant).toBe(true);
  expect(best.verdict).toMatch(/learns/);
  expect(exact.constantLoss).toBeGreaterThan(0.7);
});

test("what is no better than a constant is not said to learn, however far the training loss fell", async () => {
  for (const values of [noise, noise.map((v) => (v > 0 ? "up" : "down"))]) {
    const { ranking } = await compared(values, { layers: [32, 32], epochs: 200 });
    for (const each of ranking) {
      expect(each.betterThanConstant).toBe(false);
      expect(each.verdict).toMatch(/fell by .* but rows held out are predicted no better than by a constant/);
      expect(each.verdict).not.toMatch(/learns/);
    }
  }
});

test("classes have no explained variance", async () => {
  const { ranking, constantLoss } = await compared(x.map((v) => (v > 0 ? "up" : "down")));
  expect(ranking[0]).toMatchObject({ explainedVariance: null, rootMeanSquareError: null });
  expect(constantLoss).toBeCloseTo(Math.LN2, 1);
});

test("one function with two parameters is two, each by its own name", async () => {
  const steep = leakyRelu.with({ negativeSlope: 0.2 });
  const { ranking, settings } = await compared(x, { activations: [leakyRelu, steep], epochs: 2 });
  expect(settings.activations).toEqual(["leakyRelu", "leakyRelu(0.2)"]);
  expect(ranking.map(({ activation }) => activation).toSorted()).toEqual(settings.activations);
  expect(activationLabel(steep.with({ negativeSlope: 0.01 }))).toBe("leakyRelu");
});
