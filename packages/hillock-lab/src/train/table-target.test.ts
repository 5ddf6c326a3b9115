import { expect, test } from "vitest";
import { columnsOf, prepareSource } from "./data.ts";

const HELD = 0.2;
const source = (header: string, row: (i: number) => string, target?: string) => ({
  kind: "table" as const,
  name: "t.csv",
  text: [header, ...Array.from({ length: 120 }, (_, i) => row(i))].join("\n"),
  target,
});
const wave = (i: number): string => Math.sin(i * 1.7).toFixed(3);
const kind = (i: number): string => (i % 3 ? "up" : "down");

test("remarks in the last column are no target, and no input", () => {
  const remarks = source("a,b,kind,remark", (i) => `${wave(i)},${wave(i + 9)},${kind(i)},remark ${i}`);
  expect(columnsOf(remarks)).toMatchObject({ columns: ["a", "b", "kind", "remark"], target: "kind" });
  const { summary } = prepareSource({ ...remarks, target: "kind" }, HELD);
  expect(summary.features).toEqual(["a", "b"]);
  expect(summary.notes).toEqual(["Left out, for the values name rows: remark."]);
  expect(() => prepareSource({ ...remarks, target: "remark" }, HELD)).toThrow(/has one example/);
});

test("constant columns are left out, wherever they stand, and said", () => {
  const { summary } = prepareSource(
    source("unit,a,b,version", (i) => `mm,${wave(i)},${wave(i + 9)},3`),
    HELD,
  );
  expect(summary).toMatchObject({ target: "b", features: ["a"] });
  expect(summary.notes).toEqual(["Left out, for the same value is in every row: unit, version."]);
});

test("a table with nothing to learn from is refused", () => {
  expect(() => columnsOf(source("a,b", () => "1,2"))).toThrow(/every column has one value only/);
  expect(() => columnsOf(source("a,b", (i) => `1,${i}`))).toThrow(/all columns but "b" have one value only/);
});

test("rows without a target are counted", () => {
  const gaps = source("a,kind", (i) => `${wave(i)},${i < 5 ? "" : kind(i)}`);
  const { summary } = prepareSource(gaps, HELD);
  expect(summary.rows + summary.held).toBe(115);
  expect(summary.notes).toEqual(["5 rows without kind left out."]);
});
