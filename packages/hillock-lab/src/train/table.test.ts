import { expect, test } from "vitest";
import { readTable } from "./table.ts";

const rows = Array.from({ length: 10 }, (_, i) => `${i}\t${i % 2 ? "a" : "b"}`);
const valuesOf = (text: string) =>
  readTable("t.tsv", text).table.columns.map(({ values }) => values.slice(8));

test("a row of empty fields is a row, and a blank line is none", () => {
  expect(valuesOf(["x\tkind", ...rows, "\t", "", " ", "11\ta", ""].join("\n"))).toEqual([
    [8, 9, null, 11],
    ["b", "a", null, "a"],
  ]);
});

test("the last row may end with a missing value", () => {
  expect(valuesOf(["x\tkind", ...rows, "10\t"].join("\n"))).toEqual([
    [8, 9, 10],
    ["b", "a", null],
  ]);
});

const decimal = Array.from({ length: 10 }, (_, i) => `${i},5;1.234,${i};${i % 2 ? "a,b" : "c"};`);

test("decimal commas are numbers, and said; commas in words and between fields are none", () => {
  const { table, notes } = readTable("t.csv", ["x;y;kind;gap", ...decimal].join("\n"));
  expect(table.columns.map(({ values }) => values[3])).toEqual([3.5, 1234.3, "a,b", null]);
  expect(notes).toEqual(["Commas were read as decimal points in: x, y."]);
  const plain = readTable("t.csv", ["x,y", ...decimal.map((_, i) => `${i},5`)].join("\n"));
  expect(plain.table.columns.map(({ values }) => values[3])).toEqual([3, 5]);
  expect(plain.notes).toEqual([]);
});

test("a file without a header is told that it needs one", () => {
  const numbers = Array.from({ length: 20 }, (_, i) => `0,0,${i}`).join("\n");
  expect(() => readTable("t.csv", numbers)).toThrow(/first line has to hold the columns' names/);
});
