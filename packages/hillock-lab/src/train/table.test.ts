import { expect, test } from "vitest";
import { readTable } from "./table.ts";

const rows = Array.from({ length: 10 }, (_, i) => `${i}\t${i % 2 ? "a" : "b"}`);
const valuesOf = (text: string) => readTable("t.tsv", text).columns.map(({ values }) => values.slice(8));

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
