import { expect, test } from "vitest";
import { log10Of, logRange, logTicks, tickValue } from "./log-axis.ts";

const axis = (low: number, high: number): string[] => {
  const [from, to] = logRange(log10Of(low), log10Of(high));
  expect(from).toBeLessThanOrEqual(Math.log10(low));
  expect(to).toBeGreaterThanOrEqual(Math.log10(high));
  return logTicks(from, to).map(tickValue);
};

test.each([
  [1e-30, 1],
  [1e-44, 1e-26],
  [5e-324, 1.7e308],
  [1e-27, 1e-27],
  [0.02, 0.03],
])("an axis from %d to %d has two to nine lines", (low, high) => {
  const ticks = axis(low, high);
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.length).toBeLessThanOrEqual(9);
});

test("lines are powers of ten, and 1, 2, 5 where there are few of those", () => {
  expect(axis(1e-30, 1)).toEqual(["1e−30", "1e−25", "1e−20", "1e−15", "1e−10", "1e−5", "1"]);
  expect(axis(0.012, 0.3)).toEqual(["0.01", "0.02", "0.05", "0.1", "0.2", "0.5"]);
  expect(axis(0.012, 0.013)).toEqual(["0.01", "0.02"]);
});

test("what has no logarithm is left out, and an empty axis has its lines", () => {
  expect([0, -1, null, Number.NaN, Infinity].map(log10Of)).toEqual([null, null, null, null, null]);
  expect(logRange(null, null)).toEqual([0, Math.log10(2)]);
});
