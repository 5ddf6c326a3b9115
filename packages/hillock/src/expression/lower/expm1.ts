import { abs, add, less, multiply, pmax, pmin, ROUNDING, select, shiftedPow2, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { expTail, LN2_HIGH, LN2_LOW, LOG2_E } from "./exp.ts";

/** 2·((t − ½) + t·(r + …)) with t = 2^(k−1): no part overflows before the result does. */
export function lowerExpm1(x: Expression): Expression {
  const size = pmax(pmin(x, 89), -30);
  const shift = ROUNDING - 1;
  const shifted = add(multiply(size, LOG2_E), shift);
  const k = subtract(shifted, shift);
  const t = shiftedPow2(shifted);
  const difference = subtract(size, multiply(k, LN2_HIGH));
  const rest = multiply(k, LN2_LOW);
  const whole = subtract(t, 0.5);
  const part = multiply(t, difference);
  const sum = add(whole, part);
  const lost = subtract(part, subtract(sum, whole));
  const small = multiply(t, subtract(expTail(subtract(difference, rest)), rest));
  // Below 2^−25 expm1(x) rounds to x, which also keeps −0 and subnormal numbers.
  return select(less(abs(x), 2 ** -25), x, multiply(add(sum, add(lost, small)), 2));
}
