import { activation, compare, type Results, relu, tanh } from "hillock";
import pc from "picocolors";
import { beforeAll, expect, test } from "vitest";
import { rankingText } from "./ranking.ts";
import { widthOf, wrapped } from "./width.ts";

const plain = pc.createColors(false);
let regression: Results;
let classes: Results;

beforeAll(async () => {
  const rows = 90;
  const x = Array.from({ length: rows }, (_, i) => Math.sin(3 * i));
  const common = {
    activations: [
      relu,
      tanh,
      activation("x * tanh(softplus(x)) + 0.25 * sin(x)", "x * tanh(x) + sin(x) / 4"),
    ],
    layers: [8],
    epochs: 12,
    batchSize: 16,
    learningRate: 0.02,
    optimizer: "adam",
    seeds: [1, 2, 3],
    validation: 0.2,
  } as const;
  const tableOf = (y: readonly (number | string)[]) => ({
    name: "t.csv",
    rows,
    columns: [
      { name: "x", values: x },
      { name: "id", values: x.map((_, i) => `row ${i}`) },
      { name: "y", values: y },
    ],
    place: (row: number) => `row ${row + 1}`,
  });
  regression = await compare({ ...common, table: tableOf(x.map((v) => 1000 + 50 * v)), target: "y" });
  classes = await compare({ ...common, table: tableOf(x.map((v) => (v > 0 ? "up" : "down"))), target: "y" });
});

test.each([40, 60, 80, 100])("everything fits %i columns, and no border is torn", (columns) => {
  for (const results of [regression, classes]) {
    const lines = rankingText(results, plain, columns).split("\n");
    for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
    const table = lines.filter((line) => /^[┌│├└]/.test(line));
    expect(new Set(table.map(widthOf)).size).toBe(1);
    for (const line of table) expect(line).toMatch(/[┐│┤┘]$/);
  }
});

test("80 columns keep loss, interval, score and time", () => {
  const text = rankingText(classes, plain, 80);
  for (const word of ["95 % interval", "accuracy", "s/run", "tanh"]) expect(text).toContain(word);
});

test("in a pipe nothing is shortened or broken", () => {
  const text = rankingText(classes, plain, Infinity);
  expect(text).toContain("x * tanh(softplus(x)) + 0.25 * sin(x) │");
  for (const { verdict } of classes.ranking) expect(text).toContain(`  ${verdict}\n`);
});

test("a regression is told in the target's unit, and what its loss is", () => {
  const text = rankingText(regression, plain, 100);
  const [best] = regression.ranking;
  expect(text).toMatch(/R².*RMS/);
  expect(text).not.toContain("accuracy");
  expect(text).toContain("squared error of y, standardised");
  expect(text).toContain(String(Number(best.rootMeanSquareError?.mean.toPrecision(3))));
  expect(best.rootMeanSquareError?.mean).toBeLessThan(50);
});

test("columns that are left out are named", () => {
  expect(rankingText(classes, plain, Infinity)).toMatch(/^note: id left out: .* name rows/);
});

test("words are wrapped behind their indents; a percent sign stays with its number", () => {
  expect(wrapped("one two 99 % four", 10, " ", "   ")).toBe(" one two\n   99 %\n   four");
});
