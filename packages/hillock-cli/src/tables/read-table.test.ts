import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { readTable } from "./read-table.ts";

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), "hillock-table-")), name);
  writeFileSync(path, content);
  return path;
};
const contents = async (path: string) =>
  (await readTable(path)).columns.map(({ name, values }) => [name, values]);
const expected = [
  ["size", [1.5, null, 3]],
  ["kind", ["a;b", "c", null]],
];

test.each([
  ["commas", "size,kind\n1.5,a;b\n,c\n3,NA\n"],
  ["semicolons, quotes, BOM and CRLF", '\uFEFFsize;kind\r\n1.5;"a;b"\r\n;c\r\n3;\r\n'],
  ["tabs", "size\tkind\n1.5\ta;b\nNA\tc\n3\t.\n"],
  ["JSON rows", JSON.stringify([{ size: 1.5, kind: "a;b" }, { size: null, kind: "c" }, { size: 3 }])],
  [
    "JSON lines",
    '{"size":1.5,"kind":"a;b"}\n{"kind":"c"}\n{"size":3}\n'.replace('{"kind"', '{"size":null,"kind"'),
  ],
])("%s", async (_name, text) => {
  expect(await contents(file("table.txt", text))).toEqual(expected);
});

test("Parquet, whole numbers of 64 bits included", async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "size", data: [1.5, null, 3], type: "DOUBLE" },
      { name: "count", data: [1n, 2n, 3n], type: "INT64" },
    ],
  });
  expect(await contents(file("table.parquet", new Uint8Array(bytes)))).toEqual([
    ["size", [1.5, null, 3]],
    ["count", [1, 2, 3]],
  ]);
});

test("the penguins keep their rows with missing values", async () => {
  const table = await readTable("data/penguins.csv");
  expect(table.rows).toBe(344);
  const incomplete = Array.from({ length: 344 }, (_, row) =>
    table.columns.some((column) => column.values[row] === null),
  ).filter(Boolean);
  expect(incomplete).toHaveLength(11);
});

test("lines are counted through quoted line ends", async () => {
  await expect(readTable(file("t.csv", 'a,b\n"x\ny",1\nz,inf\n'))).rejects.toThrow(/line 4/);
});

test("lines are counted through blank ones", async () => {
  await expect(readTable(file("t.csv", "a,b\n\n \nx,1\n\nz,inf\n"))).rejects.toThrow(/line 6/);
});

test("a row of empty fields is a row", async () => {
  expect(await contents(file("t.csv", "size,kind\n1,a\n,\n3,b\n\n"))).toEqual([
    ["size", [1, null, 3]],
    ["kind", ["a", null, "b"]],
  ]);
});
