import fc from "fast-check";
import { expect, test } from "vitest";
import { splitRows } from "./split.ts";

const classLabels = fc
  .array(fc.integer({ min: 2, max: 40 }), { minLength: 2, maxLength: 5 })
  .chain((counts) =>
    fc.shuffledSubarray(
      counts.flatMap((count, label) => Array<number>(count).fill(label)),
      { minLength: counts.reduce((a, b) => a + b, 0) },
    ),
  )
  .map((labels) => Float64Array.from(labels));
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const count = (labels: ArrayLike<number>, rows: readonly number[], label: number): number =>
  rows.filter((row) => labels[row] === label).length;

test("a partition, stratified: each class on both sides, in its share", () => {
  fc.assert(
    fc.property(classLabels, share, fc.maxSafeInteger(), (labels, held, seed) => {
      const { train, validation } = splitRows({ labels, task: "multiclass" }, held, seed);
      expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...labels.keys()]);
      for (const label of new Set(labels)) {
        const out = count(labels, validation, label);
        const all = out + count(labels, train, label);
        expect(out).toBeGreaterThanOrEqual(1);
        expect(out).toBeLessThan(all);
        if (all * held >= 1 && all * (1 - held) >= 1)
          expect(Math.abs(out - all * held)).toBeLessThanOrEqual(0.5);
      }
    }),
  );
});

test("a regression is split without regard to its labels", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), share, (n, held) => {
      const rising = Float64Array.from({ length: n }, (_, i) => i);
      const same = new Float64Array(n);
      const split = splitRows({ labels: rising, task: "regression" }, held, 3);
      expect(split).toEqual(splitRows({ labels: same, task: "regression" }, held, 3));
      expect(split.train.length + split.validation.length).toBe(n);
      expect(Math.min(split.train.length, split.validation.length)).toBeGreaterThanOrEqual(1);
    }),
  );
});

test("the same seed splits alike, another one otherwise", () => {
  const labels = Float64Array.from({ length: 100 }, (_, i) => i % 3);
  const once = splitRows({ labels, task: "multiclass" }, 0.2, 7);
  expect(splitRows({ labels, task: "multiclass" }, 0.2, 7)).toEqual(once);
  expect(splitRows({ labels, task: "multiclass" }, 0.2, 8)).not.toEqual(once);
});

test("a table of 300,000 rows is split at once", () => {
  const labels = Float64Array.from({ length: 300_000 }, (_, i) => i % 2);
  const start = performance.now();
  expect(splitRows({ labels, task: "binary" }, 0.2, 1).validation).toHaveLength(60_000);
  // quadratic copying took minutes
  expect(performance.now() - start).toBeLessThan(2000);
});

test.each([0, 1, -0.1, 2, Number.NaN])("a share of %s is refused", (held) => {
  expect(() => splitRows({ labels: new Float64Array(9), task: "regression" }, held, 1)).toThrow(
    /between 0 and 1/,
  );
});

test("too few rows are refused", () => {
  expect(() => splitRows({ labels: Float64Array.of(0, 0, 1), task: "binary" }, 0.5, 1)).toThrow(/too few/);
  expect(() => splitRows({ labels: Float64Array.of(4), task: "regression" }, 0.5, 1)).toThrow(/too few/);
  expect(() => splitRows({ labels: new Float64Array(), task: "regression" }, 0.5, 1)).toThrow(/too few/);
});
