import { expect, test } from "vitest";
import { yRange } from "./y-range.ts";

const over = (f: (z: number) => number, from: number, to: number): readonly [number, number] => {
  const values = Array.from({ length: 101 }, (_, i) => f(from + ((to - from) * i) / 100));
  return yRange([{ values }], [from, to]);
};

const lowest = (f: (z: number) => number, from: number, to: number): number =>
  Math.min(f(from), f(to), from < 0 ? f(0) : f(from));

test.each([
  ["x + 1000", (z: number) => z + 1000, -6, 6],
  ["x^2 + 60", (z: number) => z * z + 60, -6, 6],
  ["relu far to the right", (z: number) => Math.max(0, z), 100, 200],
  ["−x − 500", (z: number) => -z - 500, -6, 6],
])("all of %s is seen", (_name, f, from, to) => {
  const [low, high] = over(f, from, to);
  expect(low).toBeLessThan(lowest(f, from, to));
  expect(high).toBeGreaterThan(Math.max(f(from), f(to)));
  expect(high - low).toBeLessThan(1.5 * (Math.max(f(from), f(to)) - lowest(f, from, to)) + 1);
});

test("steep functions are cut off near 0, or near what comes nearest to it", () => {
  expect(over(Math.exp, -20, 20)[1]).toBeLessThan(60);
  const [low, high] = over((z) => 1000 + Math.exp(z), -20, 20);
  expect(low).toBeLessThan(1000);
  expect(high).toBeLessThan(1060);
});

test("no values, and one, have an axis", () => {
  expect(yRange([], [-6, 6])).toEqual([-1, 1]);
  expect(yRange([{ values: [7, null, Number.NaN] }], [-6, 6])).toEqual([6.5, 7.5]);
});
