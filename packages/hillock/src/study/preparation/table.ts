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
  /** Where row i stands in the file, for messages. */
  readonly place: (row: number) => string;
}

export const isNumeric = (column: Column): boolean =>
  column.values.some((v) => v !== null) && column.values.every((v) => v === null || typeof v === "number");
