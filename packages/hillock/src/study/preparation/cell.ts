import { HillockError } from "../../errors.ts";
import { ColumnTexts } from "./column-texts.ts";
import type { Cell, Column } from "./table.ts";

/** Texts that stand for a missing value, besides an empty field; in small or large letters. */
export const MISSING_MARKS = ["NA", "N/A", "#N/A", "null", "None", "NaN", "?", ".", "-"] as const;

const MISSING: ReadonlySet<string> = new Set(["", ...MISSING_MARKS.map((mark) => mark.toLowerCase())]);
const refuse = (message: string): HillockError => new HillockError("invalid-table", message);

const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "string" && MISSING.has(value.trim().toLowerCase()));

const numberIn = (value: unknown): number => {
  if (typeof value === "bigint" || typeof value === "number") return Number(value);
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
};

const textOf = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  return String(value).trim();
};

/**
 * A field as a number, text, or null where it is missing.
 * @param where its table, row and column, for the message
 * @throws HillockError "invalid-table" for NaN, infinities, lists and objects.
 */
export function readCell(value: unknown, where: () => string): Cell {
  if (isMissing(value)) return null;
  if (typeof value === "object" && !(value instanceof Date))
    throw refuse(
      `${where()}: the value is ${Array.isArray(value) || ArrayBuffer.isView(value) ? "a list" : "an object"}. A field holds one number or text: give each part a column of its own, or leave the column out.`,
    );
  const number = numberIn(value);
  const written = typeof value === "string" ? value.trim() : "";
  if (Math.abs(number) === Infinity || Number.isNaN(value) || /^[+-]?inf(inity)?$/i.test(written))
    throw refuse(
      `${where()}: the value is ${String(value)}. Replace it by a finite number, or leave the field empty.`,
    );
  return Number.isNaN(number) ? textOf(value) : number;
}

/**
 * A column of fields as a file holds them: all numbers, or all text.
 * @param fields each with its place, for messages
 */
export function readColumn(
  name: string,
  fields: Iterable<{ readonly value: unknown; readonly where: () => string }>,
): Column {
  const values: Cell[] = [];
  const texts = new ColumnTexts();
  for (const { value, where } of fields) {
    const cell = readCell(value, where);
    values.push(cell);
    texts.add(cell, where);
  }
  texts.check();
  return { name, values: texts.hasText ? values.map((v) => (v === null ? null : String(v))) : values };
}
