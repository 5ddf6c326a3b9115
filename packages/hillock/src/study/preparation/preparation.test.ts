import fc from "fast-check";
import { expect, test } from "vitest";
import { HillockError } from "../../errors.ts";
import { prepare } from "./prepare.ts";
import { fitScale, median } from "./scale.ts";
import type { Cell, Column, Table } from "./table.ts";
import { readTarget, type Target } from "./target.ts";

const tableOf = (columns: Readonly<Record<string, readonly Cell[]>>): Table => {
  const all: Column[] = Object.entries(columns).map(([name, values]) => ({ name, values }));
  return { name: "t.csv", rows: all[0].values.length, columns: all, place: (row) => `line ${row + 2}` };
};
const classes = (rows: number): string[] => Array.from({ length: rows }, (_, i) => (i % 2 ? "yes" : "no"));
const everyRow = (table: Table): number[] => [...Array(table.rows).keys()];
const prepared = (columns: Readonly<Record<string, readonly Cell[]>>, train?: readonly number[]) => {
  const rows = Object.values(columns)[0].length;
  const table = tableOf({ ...columns, y: classes(rows) });
  return prepare(table, readTarget(table, "y"), train ?? everyRow(table));
};

const number = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(null));
const word = fc.constantFrom("a", "b", "c", "d", null);
const rowsOfCells = fc.array(fc.tuple(number, word), { minLength: 12, maxLength: 40 });

test("validation rows change neither statistics, categories nor any training feature", () => {
  fc.assert(
    fc.property(rowsOfCells, rowsOfCells, (train, validation) => {
      fc.pre(new Set(train.map(([x]) => x)).size > 3 && new Set(train.map(([, c]) => c)).size > 2);
      const trainRows = train.map((_, i) => i);
      const fit = (rows: readonly (readonly [Cell, Cell])[]) =>
        prepared({ x: rows.map(([x]) => x), c: rows.map(([, c]) => c) }, trainRows);
      const alone = fit(train);
      const joined = fit([...train, ...validation, [1e9, "never seen"]]);
      expect(joined.features).toEqual(alone.features);
      expect(joined.report.map(({ treatment }) => treatment)).toEqual(
        alone.report.map(({ treatment }) => treatment),
      );
      expect(joined.transform(trainRows)).toEqual(alone.transform(trainRows));
    }),
  );
});

test("standardised training columns have mean 0 and spread 1, the imputed values counted", () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 6, maxLength: 60 }), (x) => {
      const known = x.flatMap((v) => (v === null ? [] : [v]));
      fc.pre(known.length > 2 && Math.max(...known) - Math.min(...known) > 1e-3);
      const z = [...prepared({ x }).transform(x.map((_, i) => i))];
      const mean = z.reduce((a, b) => a + b, 0) / z.length;
      const spread = Math.sqrt(z.reduce((sum, v) => sum + (v - mean) ** 2, 0) / z.length);
      expect(Math.abs(mean)).toBeLessThan(1e-5);
      expect(Math.abs(spread - 1)).toBeLessThan(1e-5);
    }),
  );
});

test("numbers near both ends of float64 are standardised like others", () => {
  for (const unit of [1, 1e300, 1e-300]) {
    const z = fitScale([-1, 0, 1].map((v) => v * unit));
    expect(z?.standardise(unit)).toBeCloseTo(Math.sqrt(1.5), 12);
  }
  expect(median([1.5e308, 1.7e308])).toBe(1.6e308);
  expect(median([5, 1, 9])).toBe(5);
});

test("missing values: median for numbers, most frequent category for text, and the report says so", () => {
  const { features, transform, report } = prepared({ x: [0, 4, null, 2], c: ["b", "b", "a", null] });
  expect(features).toEqual(["x", "c=a", "c=b"]);
  const out = transform([2, 3]);
  expect(out[0]).toBe(0);
  expect([...out.subarray(1, 3)]).toEqual([1, 0]);
  expect([...out.subarray(4, 6)]).toEqual([0, 1]);
  expect(report[0]).toMatchObject({
    kind: "numeric",
    missing: 1,
    imputation: "median of the training rows, 2",
  });
  expect(report[1]).toMatchObject({
    kind: "category",
    missing: 1,
    imputation: 'most frequent category of the training rows, "b"',
    treatment: "one-hot, 2 categories",
  });
  expect(report[2].kind).toBe("target");
});

test("a category that only validation rows have is all zeros", () => {
  const { features, transform } = prepared({ c: ["a", "b", "a", "z"] }, [0, 1, 2]);
  expect(features).toEqual(["c=a", "c=b"]);
  expect([...transform([3])]).toEqual([0, 0]);
});

test("columns that say nothing are left out, and the report says why", () => {
  const names = Array.from({ length: 60 }, (_, i) => `name ${i}`);
  // the mean of 0.1s is not 0.1 in float64: rounding must not pass for variation
  const still = names.map((_, i) => (i < 40 ? 0.1 : 7));
  const partly = names.map((_, i) => (i % 3 ? "only" : null));
  const late = names.map((_, i) => (i < 40 ? null : i));
  const x = names.map((_, i) => i);
  const train = x.slice(0, 55);
  expect(prepared({ x, names }, train).report[1]).toMatchObject({ kind: "identifier" });
  const { features, report } = prepared({ x, still, partly, late }, x.slice(0, 40));
  expect(features).toEqual(["x"]);
  expect(report[1]).toMatchObject({ kind: "constant", treatment: expect.stringContaining("0.1") });
  expect(report[2]).toMatchObject({ kind: "constant", missing: 20 });
  expect(report[3].treatment).toMatch(/missing in every training row/);
  // x is used, and so is the target, which is the last
  expect(report.map(({ used }) => used)).toEqual([true, false, false, false, true]);
});

test("a regression's target scale comes from its training rows", () => {
  const table = tableOf({ x: [1, 2, 3, 4], y: [10.5, 20.5, null, 1000.5] });
  const target = readTarget(table, "y");
  expect(target).toMatchObject({ task: "regression", rows: [0, 1, 3], dropped: 1 });
  expect(prepare(table, target, [0, 1]).targetScale).toEqual({ mean: 15.5, spread: 5 });
  // the same in every training row: shifted only, never divided by 0
  const level = tableOf({ x: [1, 2, 3], y: [0.1, 0.1, 7.5] });
  const asked = readTarget(level, "y", "regression");
  expect(prepare(level, asked, [0, 1]).targetScale).toEqual({ mean: 0.1, spread: 1 });
});

const refused = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(HillockError);
    expect((error as HillockError).code).toBe("invalid-table");
    return (error as HillockError).message;
  }
  throw new Error("nothing was refused");
};

test("tables that nothing can be learned from are refused", () => {
  expect(refused(() => prepared({ x: [1, 2, 3, 4], k: [5, 5, 5, 5] }))).toMatch(
    /"k".*5 in every row.*Remove/,
  );
  expect(refused(() => prepared({ x: [1, 2, Infinity, 4] }))).toMatch(/line 4.*"x".*Infinity/);
  expect(refused(() => prepared({ x: [1, Number.NaN, 3, 4] }))).toMatch(/line 3.*NaN/);
  expect(refused(() => prepared({ x: [1, 1, 1, 9] }, [0, 1]))).toMatch(/no column can be learned from: x/);
  expect(refused(() => prepared({ gone: [null, null, null, null] }))).toMatch(/gone .*missing in every/);
  const lonely = tableOf({ y: classes(4) });
  expect(refused(() => prepare(lonely, readTarget(lonely, "y"), [0, 1]))).toMatch(/no column besides/);
});

const repeat = <T>(values: readonly T[], times: number): T[] =>
  Array.from({ length: times }, () => values).flat();
test.each<[string, readonly Cell[], Partial<Target>]>([
  ["two texts", ["b", "a", "b", "a"], { task: "binary", classes: ["a", "b"] }],
  ["three texts", repeat(["z", "b", "a"], 2), { task: "multiclass", classes: ["a", "b", "z"] }],
  ["two numbers", [7, 3, 7, 3], { task: "binary", classes: ["3", "7"] }],
  ["few whole numbers, often", repeat([10, 2, 1], 5), { task: "multiclass", classes: ["1", "2", "10"] }],
  ["few whole numbers, seldom", [1, 2, 3, 1, 2, 3], { task: "regression", classes: [] }],
  ["fractions", repeat([0.5, 1.5, 2.5], 9), { task: "regression" }],
  ["eleven whole numbers", repeat([...Array(11).keys()], 9), { task: "regression" }],
])("the task of %s", (_name, y, expected) => {
  expect(readTarget(tableOf({ y }), "y")).toMatchObject(expected);
});

test("labels are indices of classes", () => {
  const { labels, classes: names } = readTarget(tableOf({ y: ["b", null, "a", "b", "a"] }), "y");
  expect([...labels].map((label) => names[label])).toEqual(["b", "a", "b", "a"]);
});

test.each<[string, readonly Cell[], "regression" | "binary" | undefined, RegExp]>([
  ["no rows", [], undefined, /no rows/],
  ["all missing", [null, null], undefined, /missing in every row/],
  ["one class", ["a", null, "a"], undefined, /is a in every row that has it/],
  ["a lone example", ["a", "a", "b", "b", "c"], undefined, /line 6.*"c" has one example/],
  ["text in a regression", ["1", "oops"], "regression", /line 2, column "y": "1" is not a number/],
  ["three classes for a binary task", ["a", "b", "c"], "binary", /has 3. Use --task multiclass/],
  ["infinity", [1, 2, -Infinity], undefined, /line 4.*-Infinity/],
])("a target is refused: %s", (_name, y, task, message) => {
  expect(refused(() => readTarget(tableOf({ y }), "y", task))).toMatch(message);
});

test("an unknown target lists the columns", () => {
  expect(refused(() => readTarget(tableOf({ a: [1], b: [2] }), "c"))).toMatch(/no column "c".*a, b/);
});
