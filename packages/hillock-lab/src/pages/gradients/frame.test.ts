import { expect, test } from "vitest";
import { marksOf, reachOf } from "./frame.ts";

test("the frame holds every path, and is never narrower than the usual one", () => {
  expect(reachOf([[[0.5, -1]]])).toBe(2.2);
  expect(reachOf([[[0.5, -1]], [[0, -7]]])).toBeGreaterThan(7);
  expect(reachOf([[[Number.NaN, 1e9]], []])).toBeGreaterThan(1e9);
  expect(reachOf([])).toBe(2.2);
});

test("one to three round numbers stand on each side of the axes", () => {
  expect(marksOf(2.2)).toEqual([-1, 1, -2, 2]);
  expect(marksOf(7.8)).toEqual([-2, 2, -4, 4, -6, 6]);
  expect(marksOf(13)).toEqual([-5, 5, -10, 10]);
});
