import { add, subtract } from "../build.ts";
import type { Expression } from "../node.ts";

/** A number as the unrounded sum of two. */
export interface Pair {
  readonly high: Expression;
  readonly low: Expression;
}

/** The sum, and what its rounding lost, where |a| ≥ |b| or a = 0. */
export function quickSum(a: Expression, b: Expression): Pair {
  const high = add(a, b);
  return { high, low: subtract(b, subtract(high, a)) };
}

/** The same for any two numbers. */
export function exactSum(a: Expression, b: Expression): Pair {
  const high = add(a, b);
  const part = subtract(high, a);
  return { high, low: add(subtract(a, subtract(high, part)), subtract(b, part)) };
}
