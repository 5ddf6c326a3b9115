import { HillockError } from "../../errors.ts";
import { derive } from "../../random.ts";
import type { Target } from "./target.ts";

export interface Split {
  /** Positions in the target's list of rows, ascending. */
  readonly train: readonly number[];
  readonly validation: readonly number[];
}

/**
 * Holds a share of the rows out, of each class alike (for a regression: of all rows), at least one and never all.
 * The same target, share and seed give the same split.
 * @throws HillockError where the share is not between 0 and 1, or there are fewer than two rows (of a class).
 */
export function splitRows(
  { labels, task }: Pick<Target, "labels" | "task">,
  share: number,
  seed: number,
): Split {
  if (!(share > 0 && share < 1))
    throw new HillockError(
      "invalid-argument",
      `The share of rows to validate on is ${share}; a number between 0 and 1 is needed.`,
    );
  const groups = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const key = task === "regression" ? 0 : labels[i];
    const members = groups.get(key);
    if (members) members.push(i);
    else groups.set(key, [i]);
  }
  if (groups.size === 0 || [...groups.values()].some((members) => members.length < 2))
    throw new HillockError(
      "invalid-table",
      "There are too few rows to train and to validate on; at least two (of each class) are needed.",
    );
  const held = new Uint8Array(labels.length);
  for (const [key, members] of groups) {
    const order = Uint32Array.from(members);
    derive(seed, "split", key).shuffle(order);
    const count = Math.min(members.length - 1, Math.max(1, Math.round(members.length * share)));
    for (const position of order.subarray(0, count)) held[position] = 1;
  }
  const train: number[] = [];
  const validation: number[] = [];
  held.forEach((out, position) => (out ? validation : train).push(position));
  return { train, validation };
}

/**
 * Whether a row is held out, from its index and the seed alone: for tables that are read in passes. The share is met
 * on average; classes are not balanced.
 */
export const isHeldOut = (row: number, share: number, seed: number): boolean =>
  derive(seed, "split by row", row).uniform() < share;
