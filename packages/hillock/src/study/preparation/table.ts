import { HillockError } from "../../errors.ts";

export type Cell = number | string | null;

export interface Column {
  readonly name: string;
  /** All numbers, or all text; null where missing. */
  readonly values: readonly Cell[];
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Where row i stands in the file, for messages: "row 337 (line 338)". */
  readonly place: (row: number) => string;
}

export const isNumeric = (column: Column): boolean =>
  column.values.some((v) => v !== null) && column.values.every((v) => v === null || typeof v === "number");

/** Refuses NaN and infinities, which readers of files never let through but callers of the library may. */
export function requireFinite(table: Table, column: Column): void {
  const row = column.values.findIndex((v) => typeof v === "number" && !Number.isFinite(v));
  if (row >= 0)
    throw new HillockError(
      "invalid-table",
      `${table.name}, ${table.place(row)}, column "${column.name}": the value is ${column.values[row]}. Replace it by a finite number, or by null where it is missing.`,
    );
}
