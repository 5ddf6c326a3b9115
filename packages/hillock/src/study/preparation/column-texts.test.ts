import { expect, test } from "vitest";
import { readCell, readColumn } from "./cell.ts";

const column = (values: readonly unknown[]) =>
  readColumn(
    "size",
    values.map((value, i) => ({ value, where: () => `t.csv, line ${i + 2}, column "size"` })),
  );
const many = (write: (i: number) => unknown, count = 40): unknown[] =>
  Array.from({ length: count }, (_, i) => write(i));

test.each(["", " ", "NA", "na", "N/A", "n/a", "#N/A", "null", "NULL", "None", "nan", "NaN", "?", ".", "-"])(
  'the field "%s" is a missing value',
  (mark) => {
    expect(readCell(mark, () => "")).toBeNull();
    expect(column([1, mark, "3"]).values).toEqual([1, null, 3]);
  },
);

test("a number that is not a number is refused", () => {
  expect(() => readCell(Number.NaN, () => "here")).toThrow(/here: the value is NaN/);
});

test.each([
  ["a list", [1n, 2n]],
  ["a list", Uint8Array.of(1)],
  ["an object", { a: 1n }],
])("%s in a field is refused with its place", (what, value) => {
  expect(() => column([1, value])).toThrow(`line 3, column "size": the value is ${what}`);
});

test.each([
  ["decimal commas", (i: number) => `${i},5`],
  ["decimal commas", (i: number) => (i % 3 ? `-${i},25` : String(i))],
  ["decimal commas", (i: number) => `1.${100 + i},5`],
  ["thousands separators", (i: number) => `${i + 1},${100 + i}`],
  ["thousands separators", (i: number) => `1 ${100 + i} ${200 + i}.5`],
  ["thousands separators", (i: number) => `1.${100 + i}.000`],
  ['"%"', (i: number) => `${i / 10} %`],
  ['"kg"', (i: number) => `${1000 + i}.25kg`],
  ['"€"', (i: number) => `${i},50 €`],
  ['"$"', (i: number) => `$${i},100.50`],
])("numbers with %s are refused, and not taken for names", (what, write) => {
  expect(() => column(many(write))).toThrow(`column "size": the column has numbers with ${what}, such as`);
});

test("few such numbers among plain ones are refused, too", () => {
  expect(() => column(many((i) => (i % 2 ? "1,400" : "600")))).toThrow(/thousands separators/);
  expect(column(many((i) => (i % 2 ? "12A" : "12"))).values).toContain("12A");
});

test("a word among such numbers does not hide them", () => {
  expect(() => column([...many((i) => `${i},5`), "oops"])).toThrow(/decimal commas/);
});

test.each([
  ["few different doses", many((i) => `${10 * (1 + (i % 4))} mg`)],
  ["numbers of which each has a unit of its own", many((i) => `${i}${"abcdefghijkl"[i % 12]}`)],
  ["dates", many((i) => `2024-01-${10 + (i % 20)}`)],
  ["times", many((i) => `12:${10 + i}`)],
  ["names of rows", many((i) => `ID${1000 + i}`)],
  ["words", many((i) => ["red", "green", "blue"][i % 3])],
])("%s are text", (_what, values) => {
  expect(column(values).values).toEqual(values);
});

test("text in up to a fifth of the fields is refused at the first, and in more makes a column of text", () => {
  const mixed = (texts: number) => [...many((i) => i, 40 - texts), ...many(() => "oops", texts)];
  expect(() => column(mixed(8))).toThrow('line 34, column "size": "oops" stands where numbers were expected');
  expect(column(mixed(9)).values[0]).toBe("0");
});
