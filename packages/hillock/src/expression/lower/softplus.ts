import { abs, add, multiply, pmax, pmin, ROUNDING, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { falling, PLACES, UNIT } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** (f − log(1 + f))/f² in f − ½ for 0 ≤ f ≤ 1, to 2^−27 of log(1 + f); scripts/references/minimax.py. */
const TAIL = [
  0.37813956, -0.17922491, 0.09323223, -0.051088467, 0.028898813, -0.016662717, 0.010215786, -0.0069129392,
  0.0032362775,
];

/**
 * max(x, 0) + log(1 + f) with f = exp(−|x|) = (1 + q) · p. The logarithm is p + p · (q − (1 + q) · f · W(f)), and p alone,
 * which is exact, is added last.
 */
export function lowerSoftplus(x: Expression): Expression {
  const { q, power } = falling(pmin(abs(x), 104), { shift: ROUNDING + PLACES });
  const p = multiply(power, UNIT);
  const leading = add(q, 1);
  const f = multiply(leading, p);
  const bend = multiply(leading, multiply(f, polynomial(subtract(f, 0.5), TAIL)));
  return add(add(pmax(x, 0), multiply(p, subtract(q, bend))), p);
}
