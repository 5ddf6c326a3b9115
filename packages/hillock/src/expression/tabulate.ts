import type { Columns, Expression, Table } from "./node.ts";
import { structuralKey } from "./structure.ts";

/** Arguments from the first to the last, multiples of the step, which is a power of two. */
export interface Grid {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Rows are told by 16 bits. */
export const MOST_ROWS = 65_536;

/** A table of the formula's values, or of what tells them nearby. */
export function tabulate(formula: Expression, columns: Columns, { from, to, step }: Grid): Table {
  const name = `${columns} of ${structuralKey(formula)} from ${from} by ${step}`;
  return { name, formula, columns, step, from, rows: (to - from) / step + 1 };
}
