import { abs, add, divide, less, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { logOfParts, splitNearOne, withLogLimits } from "./log.ts";

/** log(u) + c/u with u = 1 + x rounded and c what the rounding lost. */
export function lowerLog1p(x: Expression): Expression {
  const u = add(x, 1);
  const lost = select(less(1, x), subtract(1, subtract(u, x)), subtract(x, subtract(u, 1)));
  const { m, e } = splitNearOne(u);
  const value = logOfParts(m, e, divide(lost, u));
  // Below 2^−25 log1p(x) rounds to x, which also keeps −0 and subnormal numbers.
  return select(less(abs(x), 2 ** -25), x, withLogLimits(value, x, -1));
}
