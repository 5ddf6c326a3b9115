import { abs, add, less, max, min, multiply, pow2, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { reduceExp } from "./exp.ts";

/** 2·((t − ½) + t·(r + …)) with t = 2^(k−1): no part overflows before the result does. */
export function lowerExpm1(x: Expression): Expression {
  const { k, r, low, tail } = reduceExp(min(max(x, -30), 89));
  const t = pow2(subtract(k, 1));
  const whole = subtract(t, 0.5);
  const part = multiply(t, r);
  const sum = add(whole, part);
  const lost = subtract(part, subtract(sum, whole));
  const value = multiply(add(sum, add(lost, multiply(t, add(tail, low)))), 2);
  // Below 2^−25 expm1(x) rounds to x, which also keeps −0 and subnormal numbers.
  return select(less(abs(x), 2 ** -25), x, value);
}
