import { abs, add, constant, divide, pmax, pmin } from "../build.ts";
import type { Expression } from "../node.ts";
import { LARGEST } from "../special/float32-bits.ts";
import { quickSum, squared } from "./pair.ts";
import { quotientParts } from "./quotient.ts";

/** ∞/∞ would be NaN: the largest number gives the same. */
/** x/(1 + |x|). */
export function lowerSoftsign(x: Expression): Expression {
  const finite = pmax(pmin(x, LARGEST), -LARGEST);
  return divide(finite, add(abs(finite), 1));
}

/** 1/(1 + |x|)², its slope. */
export function lowerSoftsignSlope(x: Expression): Expression {
  const a = pmin(abs(x), LARGEST);
  return squared(quotientParts({ high: constant(1), low: constant(0) }, quickSum(pmax(a, 1), pmin(a, 1))));
}
