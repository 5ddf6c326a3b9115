import fc from "fast-check";
import { expect, test } from "vitest";
import { ColumnCollector, MOST_COUNTED, RunningScale } from "./collect.ts";
import { labeller, TargetCollector } from "./collect-target.ts";
import { encoderOf } from "./fitted.ts";
import { fitScale } from "./scale.ts";
import { isHeldOut } from "./split.ts";
import type { Cell } from "./table.ts";

const collected = (values: readonly Cell[], training = values.map(() => true)) => {
  const column = new ColumnCollector("c");
  values.forEach((value, i) => {
    column.add(value, training[i]);
  });
  return column.fit();
};

test("one pass gives the mean and spread of two, far from zero too", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 200 }),
      fc.constantFrom(0, 1e9),
      (offsets, centre) => {
        const values = offsets.map((v) => centre + v);
        const two = fitScale(values);
        fc.pre(two !== undefined && two.spread > 0.1);
        const one = new RunningScale();
        for (const value of values) one.add(value);
        expect(one.mean).toBeCloseTo(two?.mean ?? 0, 5);
        expect(one.spread() / (two?.spread ?? 1)).toBeCloseTo(1, 5);
      },
    ),
  );
});

test("missing numbers become the mean, and are counted in the spread", () => {
  const { fitted } = collected([1, 3, null, null]);
  expect(fitted).toEqual({
    kind: "numeric",
    name: "c",
    fill: 2,
    scale: { unit: 1, mean: 2, spread: Math.sqrt(2 / 4) },
  });
});

test("rows that are held out change no statistic", () => {
  const alone = collected([1, 2, 4]);
  expect(collected([1, 1e6, 2, 4, null], [true, false, true, true, false]).fitted).toEqual(alone.fitted);
});

test("one text makes a column of categories, and an unseen one is all zeros", () => {
  const { fitted } = collected([1, "a", 1, null, "b"]);
  expect(fitted).toEqual({ kind: "category", name: "c", categories: ["1", "a", "b"], fill: "1" });
  if (!fitted) return;
  const encoder = encoderOf(fitted);
  const out = new Float32Array(3);
  expect(encoder.encode("never seen", out, 0)).toBe(false);
  expect([...out]).toEqual([0, 0, 0]);
  expect(encoder.encode(null, out, 0)).toBe(true);
  expect([...out]).toEqual([1, 0, 0]);
});

test("columns that name rows, are constant or missing make no feature", () => {
  expect(collected(Array.from({ length: MOST_COUNTED + 5 }, (_, i) => `id ${i}`)).report.kind).toBe(
    "identifier",
  );
  expect(collected([7, 7, null]).report.kind).toBe("constant");
  expect(collected([null, null]).fitted).toBeUndefined();
  expect(collected([1e200, -1e200, 0]).fitted).toBeUndefined();
});

test("targets: classes in label order, or a scale", () => {
  const target = (values: readonly Cell[]) => {
    const collector = new TargetCollector("t.csv", "y");
    for (const value of values) collector.add(value, true);
    return collector.fit();
  };
  expect(target(["b", "a", "c", "a"]).classes).toEqual(["a", "b", "c"]);
  expect(target([...Array(60).keys()].map((i) => (i % 3) * 5)).classes).toEqual(["0", "5", "10"]);
  const numbers = target([1.5, 2, 3, null]);
  expect(numbers.task).toBe("regression");
  expect(labeller(numbers)(1.5)).toBeCloseTo((1.5 - numbers.scale.mean) / numbers.scale.spread, 12);
  expect(() => target([1, 1])).toThrow(/nothing to learn/);
  expect(() => target([null])).toThrow(/missing in every row/);
  expect(labeller(target(["b", "a"]))("z")).toBeUndefined();
});

test("the split by row keeps its share, and another seed holds other rows out", () => {
  const held = (seed: number) => [...Array(4000).keys()].filter((row) => isHeldOut(row, 0.2, seed));
  expect(held(1).length / 4000).toBeGreaterThan(0.17);
  expect(held(1).length / 4000).toBeLessThan(0.23);
  expect(held(1)).toEqual(held(1));
  expect(held(2)).not.toEqual(held(1));
});
