import { add, node, ROUNDING, subtract } from "../build.ts";
import type { Expression, Table } from "../node.ts";

/** A number x as the argument of the nearest row of a table, told by that row's entries, and the rest. */
export interface Nearby {
  readonly entries: readonly Expression[];
  /** x less the row's argument: exact, and at most half a step. */
  readonly rest: Expression;
}

/**
 * The row next to x − `above`, and the rest. For x − `above` from the table's first argument to its last: for others the
 * entries may be any numbers, for NaN the rest is NaN.
 * @param above a multiple of the table's step
 * @param near what the row is chosen by, in place of x
 * @param lost what x lacks: it goes into the rest
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
