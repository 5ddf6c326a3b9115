import {
  abs,
  add,
  divide,
  less,
  multiply,
  negate,
  pmax,
  pmin,
  ROUNDING,
  select,
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { sameTree } from "../structure.ts";
import { falling, fallingSum, PLACES, type Scaled, UNIT } from "./exp.ts";
import { lostBy } from "./lost.ts";
import { polynomial } from "./polynomial.ts";

/** 1 − log(1 + f)/f in f − ½ for 0 ≤ f ≤ 1, to 2^−27 of log(1 + f); scripts/references/minimax.py. */
const BEND = [
  0.18906978, 0.2885271, -0.13260876, 0.067688093, -0.036639806, 0.020565208, -0.011550791, 0.0067753526,
  -0.005300955, 0.00320068,
];

const REACH = 104;
/** From here on the power is no normal number, whatever it is divided by. */
const FAR = 131;
const SHIFT = { shift: ROUNDING + PLACES };

/** log(1 + f)/p − 1 for f = (1 + q) · p. */
function beyondPower({ q }: Scaled, p: Expression): Expression {
  const bend = polynomial(subtract(multiply(add(q, 1), p), 0.5), BEND);
  return subtract(subtract(q, multiply(q, bend)), bend);
}

/** max(x, 0) + log(1 + f) with f = exp(−|x|): of the logarithm the power of two, which is exact, is added last. */
export function lowerSoftplus(x: Expression): Expression {
  const scaled = falling(pmin(abs(x), REACH), SHIFT);
  const p = multiply(scaled.power, UNIT);
  return add(add(pmax(x, 0), multiply(p, beyondPower(scaled, p))), p);
}

/**
 * softplus(factor · x)/factor as x, where the product is positive, and the logarithm over the factor: so no product overflows,
 * and what is subnormal is divided first. Undefined for other quotients.
 */
export function lowerSoftplusOver(top: Expression, factor: Expression): Expression | undefined {
  const product = top.kind === "softplus" ? top.args[0] : undefined;
  if (product?.kind !== "multiply" || !product.args.some((each) => sameTree(each, factor))) return undefined;
  const x = sameTree(product.args[0], factor) ? product.args[1] : product.args[0];
  const positive = less(0, product);
  const lost = lostBy(product, FAR);
  const size = pmin(abs(product), FAR);
  const scaled =
    lost === undefined ? falling(size, SHIFT) : fallingSum(size, select(positive, lost, negate(lost)), SHIFT);
  const rest = beyondPower(scaled, multiply(scaled.power, UNIT));
  const logarithm = multiply(divide(add(multiply(scaled.power, rest), scaled.power), factor), UNIT);
  return add(select(positive, x, 0), logarithm);
}
