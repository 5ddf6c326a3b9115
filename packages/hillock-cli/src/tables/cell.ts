import { type Cell, HillockError } from "hillock";

const MISSING = new Set(["", "na", "n/a", "null", "none", "?", "."]);
export const tableError = (message: string): HillockError => new HillockError("invalid-table", message);
export const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

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
    throw tableError(
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
    throw tableError(
      `${first.where}: "${first.value}" stands where numbers were expected. Correct it, or leave the field empty.`,
    );
}
