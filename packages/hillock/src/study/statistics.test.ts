import { expect, test } from "vitest";
import { estimate, studentQuantile } from "./statistics.ts";

// scipy 1.17.1: scipy.stats.t.ppf(0.975, degrees)
test.each([
  [1, 12.706204736174694],
  [2, 4.302652729749462],
  [3, 3.1824463053],
  [4, 2.7764451051977934],
  [5, 2.5705818356363146],
  [9, 2.262157162798205],
  [10, 2.228138851986274],
  [30, 2.0422724563012378],
  [31, 2.039513446396408],
  [40, 2.021075390306273],
  [100, 1.9839715185235518],
  [999, 1.9623414611334493],
  [9999, 1.960201263621357],
])("Student's t with %i degrees of freedom", (degrees, expected) => {
  expect(studentQuantile(degrees)).toBeCloseTo(expected, 8);
});

test("the interval of 32 values is as wide as t asks, not as the normal distribution would have it", () => {
  const values = Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const { mean, low, high } = estimate(values);
  expect(mean).toBe(0);
  expect(high).toBeCloseTo(2.039513446396408 / Math.sqrt(31), 9);
  expect(low).toBeCloseTo(-high, 12);
});

test("of one value both ends are the value", () => {
  expect(estimate([0.25])).toEqual({ mean: 0.25, low: 0.25, high: 0.25 });
});
