import { add, node, ROUNDING, subtract } from "../build.ts";
import type { Expression, Table } from "../node.ts";

/** A number as the nearest argument that a table has a row for, by that row's entries, and what is left of it. */
export interface Nearby {
  readonly entries: readonly Expression[];
  /** At most half a step; exact. */
  readonly rest: Expression;
}

/**
 * Of x less `above`, a multiple of the step, between the table's first argument and its last; the entries of others are any, and of
 * NaN the rest is NaN. The argument is the one next to `near`, which is x unless given. What x lacks, `lost`, goes into the rest.
 */
export function nearby(x: Expression, table: Table, above = 0, near = x, lost?: Expression): Nearby {
  // the sum's last bits count the steps from the first row on
  const shift = ROUNDING * table.step - table.from - above;
  const shifted = add(near, shift);
  const noted = node("noted", [shifted], Number.NaN, table.name);
  const row: Expression = { ...node("row", [noted], Number.NaN, table.name), table };
  const entries = Array.from({ length: table.columns }, (_, i) => node("entry", [row], i, String(i)));
  const rest = subtract(x, subtract(shifted, shift));
  return { entries, rest: lost === undefined ? rest : add(rest, lost) };
}
