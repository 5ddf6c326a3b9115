import { abs, add, multiply, pmax, pmin, ROUNDING, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { falling, PLACES, UNIT } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** 1 − log(1 + f)/f in f − ½ for 0 ≤ f ≤ 1, to 2^−27 of log(1 + f); scripts/references/minimax.py. */
const BEND = [
  0.18906978, 0.2885271, -0.13260876, 0.067688093, -0.036639806, 0.020565208, -0.011550791, 0.0067753526,
  -0.005300955, 0.00320068,
];

/**
 * max(x, 0) + log(1 + f) with f = exp(−|x|) = (1 + q) · p. The logarithm is (1 + q)(1 − bend) · p, of which p alone, which
 * is exact, is added last.
 */
export function lowerSoftplus(x: Expression): Expression {
  const { q, power } = falling(pmin(abs(x), 104), { shift: ROUNDING + PLACES });
  const p = multiply(power, UNIT);
  const bend = polynomial(subtract(multiply(add(q, 1), p), 0.5), BEND);
  const rest = subtract(subtract(q, multiply(q, bend)), bend);
  return add(add(pmax(x, 0), multiply(p, rest)), p);
}
