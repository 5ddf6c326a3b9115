import { abs, constant, pmax, pmin } from "../build.ts";
import type { Expression } from "../node.ts";
import { quickSum, squared } from "./pair.ts";
import { quotientParts } from "./quotient.ts";

/** 1/(1 + |x|)², the slope of x/(1 + |x|). */
export function lowerSoftsignSlope(x: Expression): Expression {
  const sum = quickSum(pmax(abs(x), 1), pmin(abs(x), 1));
  return squared(quotientParts({ high: constant(1), low: constant(0) }, sum));
}
