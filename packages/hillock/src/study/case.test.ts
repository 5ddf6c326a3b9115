import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import { diagnose } from "../doctor/diagnose.ts";
import { type Regimen, run } from "../doctor/regimen.ts";
import type { Activation } from "../functions/activation.ts";
import { relu, sigmoid, tanh } from "../functions/all.ts";
import { derive } from "../random.ts";
import { prepareCase } from "./case.ts";
import type { Table } from "./preparation/table.ts";

const ROWS = 300;
const tableOf = (columns: Record<string, readonly (number | string)[]>): Table => ({
  name: "made",
  rows: ROWS,
  place: (row) => `row ${row}`,
  columns: Object.entries(columns).map(([name, values]) => ({ name, values })),
});
const random = derive(1, "case");
const draw = () => Array.from({ length: ROWS }, () => 4 * random.uniform() - 2);
const [a, b] = [draw(), draw()];
const curve = a.map((x, i) => Math.tanh(x + b[i]));
const made = (middle: number, width: number, output?: Activation) =>
  prepareCase({
    table: tableOf({ a, b, y: curve.map((v) => middle + width * v) }),
    target: "y",
    validation: 0.2,
    seed: 1,
    ...(output && { output }),
  });
const regimen: Regimen = {
  ...usualRegimen,
  task: "regression",
  hidden: [
    { units: 16, activation: tanh },
    { units: 16, activation: tanh },
  ],
  epochs: 100,
};
const isWithin = (labels: ArrayLike<number>): boolean => Array.from(labels).every((y) => y >= 0 && y <= 1);

test.each([
  ["a density", 0.9967, 0.002],
  ["a rate", 0.02, 0.004],
  ["next to nothing", 2e-6, 1e-6],
  ["a bell in the middle", 0.5, 0.05],
])("%s is learned like any other target, though it lies from 0 to 1", async (_, middle, width) => {
  const { history, score } = await run(regimen, made(middle, width).data);
  expect(diagnose(history).map(({ name }) => name)).toEqual([]);
  expect(score).toBeGreaterThan(0.95);
});

test("targets from 0 to 1 stay as they are where they fill that, or where the output has bounds that hold them", () => {
  const labels = (...args: Parameters<typeof made>) => made(...args).data.train.labels;
  expect(isWithin(labels(0.5, 0.45))).toBe(true);
  expect(isWithin(labels(0.02, 0.004, sigmoid))).toBe(true);
  expect(isWithin(labels(0.02, 0.004, relu))).toBe(true);
  expect(isWithin(labels(0.02, 0.004))).toBe(false);
  expect(isWithin(labels(20, 4, sigmoid))).toBe(false);
});

test("a column of timestamps is told apart by its last digits", async () => {
  const seconds = a.map((x) => 1.7e9 + 25 * (x + 2));
  const table = tableOf({ t: seconds, b, y: a.map((x) => (x > 0 ? "late" : "early")) });
  const { data } = prepareCase({ table, target: "y", validation: 0.2, seed: 1 });
  for (const scale of ["standard", "minmax"] as const) {
    const { score } = await run({ ...regimen, task: "binary", scale }, data);
    expect(score).toBeGreaterThan(0.96);
  }
});

test("a column beyond what can be squared is standardised, too", async () => {
  const table = tableOf({ a: a.map((x) => 1e200 * x), b: b.map((x) => 1e-200 * x), y: curve });
  const { data } = prepareCase({ table, target: "y", validation: 0.2, seed: 1 });
  expect((await run(regimen, data)).score).toBeGreaterThan(0.95);
});
