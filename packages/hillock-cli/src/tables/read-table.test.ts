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

test.each([
  [
    "CSV",
    "t.csv",
    'size,kind\n1,a\n2,"f\nür"\n3,fär\n',
    /t\.csv, line 4: .*not UTF-8.*iconv -f latin1 -t utf8/,
  ],
  ["JSON", "t.json", '[{"kind":"a"},\n{"kind":"für"}]', /t\.json, line 2: .*not UTF-8/],
])(
  "%s in Latin-1 is refused with its line, so that no two names become one",
  async (_name, name, text, message) => {
    await expect(readTable(file(name, Buffer.from(text, "latin1")))).rejects.toThrow(message);
  },
);

test("a letter across two pieces is read whole, and one that is cut off there is refused with its line", async () => {
  const row = "1,abcdefghijklmnopqrstuvwxyz\n";
  const fill = 2 ** 17 - "a,b\n1,".length - 1;
  const start = `a,b\n${row.repeat(Math.floor(fill / row.length))}`;
  const words = "x".repeat(2 ** 17 - start.length - 3);
  const whole = Buffer.from(`${start}1,${words}ü\n2,y\n`);
  const { columns, rows } = await readTable(file("t.csv", whole));
  expect(columns[1].values[rows - 2]).toBe(`${words}ü`);
  const cut = Buffer.concat([whole.subarray(0, 2 ** 17), Buffer.from("\n2,y\n")]);
  await expect(readTable(file("t.csv", cut))).rejects.toThrow(new RegExp(`line ${rows}: .*not UTF-8`));
});

test("UTF-16 is read where its mark says so, and refused where NUL characters do", async () => {
  const text = "\uFEFFsize\tkind\r\n1.5\ta;b\r\n\tc\r\n3\t\r\n";
  const little = Buffer.from(text, "utf16le");
  expect(await contents(file("t.csv", little))).toEqual(expected);
  expect(await contents(file("t.csv", Buffer.from(little).swap16()))).toEqual(expected);
  await expect(readTable(file("t.csv", little.subarray(2)))).rejects.toThrow(/line 1: .*not UTF-8.*utf16/);
});

test("an object of columns is told from a row", async () => {
  await expect(readTable(file("t.json", '{"a":[1,2],"y":["p","q"]}'))).rejects.toThrow(
    /object of columns.*list of objects/,
  );
});

test("lists in a Parquet column are refused with its name", async () => {
  const bytes = parquetWriteBuffer({
    columnData: [{ name: "sizes", data: [[1, 2], [3]], type: "JSON" }],
  });
  await expect(readTable(file("t.parquet", new Uint8Array(bytes)))).rejects.toThrow(/"sizes": .*a list/);
});
