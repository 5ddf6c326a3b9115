import { add, divide, multiply, subtract, truncateBits } from "../build.ts";
import type { Expression } from "../node.ts";
import type { Pair } from "./pair.ts";

/**
 * top / bottom as the unrounded sum of two: a quotient of twelve bits leaves a rest that is exact, which the correction
 * is made of. The second number of `bottom` must be no more than the rounding of the first.
 */
export function quotientParts(top: Pair, bottom: Pair): Pair {
  const inverse = divide(1, bottom.high);
  const first = truncateBits(multiply(top.high, inverse));
  const high = truncateBits(bottom.high);
  const rest = add(subtract(bottom.high, high), bottom.low);
  const left = subtract(subtract(top.high, multiply(first, high)), subtract(multiply(first, rest), top.low));
  return { high: first, low: multiply(left, inverse) };
}

/** top / bottom, rounded once. */
export function quotient(top: Pair, bottom: Pair): Expression {
  const { high, low } = quotientParts(top, bottom);
  return add(high, low);
}
