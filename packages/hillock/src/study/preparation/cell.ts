import { HillockError } from "../../errors.ts";
import type { Cell, Column } from "./table.ts";

const MISSING = new Set(["", "na", "n/a", "null", "none", "?", "."]);
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
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim();
};

/**
 * A field as a number, text, or null where it is missing.
 * @param where its table, row and column, for the message
 * @throws HillockError "invalid-table" for NaN and infinities.
 */
export function readCell(value: unknown, where: () => string): Cell {
  if (isMissing(value)) return null;
  const number = numberIn(value);
  const written = typeof value === "string" ? value.trim() : "";
  if (Math.abs(number) === Infinity || Number.isNaN(value) || /^[+-]?(inf(inity)?|nan)$/i.test(written))
    throw refuse(
      `${where()}: the value is ${String(value)}. Replace it by a finite number, or leave the field empty.`,
    );
  return Number.isNaN(number) ? textOf(value) : number;
}

const MOST_STRAY_SHARE = 0.05;

/** A few words in a column of numbers are slips of the pen; more make it a column of text. */
export function refuseStrayText(
  numbers: number,
  texts: number,
  first: { readonly value: string; readonly where: string } | undefined,
): void {
  if (first && numbers >= 20 && texts <= MOST_STRAY_SHARE * (numbers + texts))
    throw refuse(
      `${first.where}: "${first.value}" stands where numbers were expected. Correct it, or leave the field empty.`,
    );
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
  let numbers = 0;
  let texts = 0;
  let stray: { value: string; where: string } | undefined;
  for (const { value, where } of fields) {
    const cell = readCell(value, where);
    values.push(cell);
    if (typeof cell === "number") numbers++;
    else if (cell !== null) {
      texts++;
      stray ??= { value: cell, where: where() };
    }
  }
  refuseStrayText(numbers, texts, stray);
  return { name, values: texts > 0 ? values.map((v) => (v === null ? null : String(v))) : values };
}
