import { HillockError } from "../../errors.ts";
import { derive } from "../../random.ts";
import type { Target } from "./target.ts";

export interface Split {
  /** Positions in the target's list of rows. */
  readonly train: readonly number[];
  readonly validation: readonly number[];
}

/** Holds a share of the rows out: of each class alike, at least one and never all. */
export function splitRows(target: Target, share: number, seed: number): Split {
  const groups = new Map<number, number[]>();
  target.labels.forEach((label, i) => {
    const key = target.task === "regression" ? 0 : label;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const train: number[] = [];
  const validation: number[] = [];
  for (const [key, members] of [...groups].sort(([a], [b]) => a - b)) {
    if (members.length < 2)
      throw new HillockError(
        "invalid-table",
        "There are too few rows to train and to validate on; at least two are needed.",
      );
    const order = Uint32Array.from(members);
    derive(seed, `split of group ${key}`).shuffle(order);
    const held = Math.min(members.length - 1, Math.max(1, Math.round(members.length * share)));
    validation.push(...order.subarray(0, held));
    train.push(...order.subarray(held));
  }
  const ascending = (a: number, b: number): number => a - b;
  return { train: train.sort(ascending), validation: validation.sort(ascending) };
}
