import { abs, add, divide, less, negate, select } from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exp.ts";

/** With e = exp(−|x|), which never overflows: 1/(1 + e), and e/(1 + e) below 0. */
export function lowerSigmoid(x: Expression): Expression {
  const e = lowerExp(negate(abs(x)));
  return divide(select(less(x, 0), e, 1), add(e, 1));
}
