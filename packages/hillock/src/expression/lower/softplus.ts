import { abs, add, max, negate } from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exp.ts";
import { lowerLog1p } from "./log1p.ts";

/** max(x, 0) + log1p(exp(−|x|)): neither overflows nor cancels. */
export function lowerSoftplus(x: Expression): Expression {
  return add(max(x, 0), lowerLog1p(lowerExp(negate(abs(x)))));
}
