import { add, multiply, subtract } from "../build.ts";
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

/** The square, rounded once, of a pair whose first number has twelve bits. */
export const squared = ({ high, low }: Pair): Expression =>
  add(multiply(high, high), multiply(low, add(add(high, high), low)));

/** The pair times 1 + q, rounded once. */
export const grown = ({ high, low }: Pair, q: Expression): Expression =>
  add(high, add(multiply(high, q), add(low, multiply(low, q))));
