import {
  abs,
  add,
  constant,
  divide,
  less,
  multiply,
  pmax,
  pmin,
  ROUNDING,
  select,
  shiftedPow2,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { expTail, LN2_HIGH, LN2_LOW, LOG2_E, PLACES, UNIT } from "./exp.ts";
import { constantHalves, grown, halves, type Pair, quickSum, times } from "./pair.ts";
import { polynomial } from "./polynomial.ts";
import { quotientParts } from "./quotient.ts";

/**
 * With a ≥ 0, A = a · D(a): a · Φ(−a) = exp(−a²/2) · A/(√2π · A + M(a)), to 2^−29.9 up to a = 14.5
 * (scripts/references/minimax.py). All coefficients are positive, and what D and M lose weighs little in the quotient.
 */
const D = [1.3050847, 1.417408, 0.73920643, 0.22318232, 0.039015971, 0.0032631678];
const M = [2.6101694, 1.6460675, 0.54395646, 0.09775833, 0.0081803463];
const ROOT_2PI = constantHalves(Math.sqrt(2 * Math.PI));
const DENSITY = constantHalves(1 / Math.sqrt(2 * Math.PI));
/** From here on Φ(−a), a · Φ(−a) and the density are 0 in float32. */
export const REACH = 14.5;

/** Φ(−a) · exp(a²/2), in plain float32 steps. */
export function tailShare(a: Expression): Expression {
  const top = polynomial(a, D);
  return divide(top, add(multiply(Math.sqrt(2 * Math.PI), multiply(a, top)), polynomial(a, M)));
}

/** exp(−a²/2) = (1 + q) · power · 2^−64: the square in two parts, since its rounding would be magnified by 104. */
function density(a: Expression): { readonly q: Expression; readonly power: Expression } {
  const high = truncateBits(a);
  const square = multiply(high, high);
  const rest = multiply(subtract(a, high), add(a, high));
  const shift = ROUNDING + PLACES;
  const shifted = subtract(shift, multiply(square, LOG2_E / 2));
  const k = subtract(shifted, shift);
  const difference = add(square, multiply(k, 2 * LN2_HIGH));
  const small = add(rest, multiply(k, 2 * LN2_LOW));
  const r = multiply(add(difference, small), -0.5);
  return { q: add(expTail(r), r), power: shiftedPow2(shifted) };
}

/** √2π · A + M, unrounded. */
function denominator(a: Expression, product: Pair): Pair {
  const first = quickSum(constant(M[0]), multiply(a, polynomial(a, M.slice(1))));
  const sum = quickSum(pmax(product.high, first.high), pmin(product.high, first.high));
  return quickSum(sum.high, add(add(sum.low, first.low), product.low));
}

/** x · Φ(x) = max(x, 0) − |x| · Φ(−|x|). */
export function lowerNormalGated(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const product = multiply(a, polynomial(a, D));
  const top = { high: product, low: constant(0) };
  const share = quotientParts(top, denominator(a, times(product, ROOT_2PI)));
  return subtract(pmax(x, -0), multiply(multiply(grown(share, q), power), UNIT));
}

/** exp(−a²/2) · (Φ(−a) · exp(a²/2) − more) for a = |x|, and 1 minus that where x is not negative. */
function overTail(x: Expression, more?: Pair): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const top = quickSum(constant(D[0]), multiply(a, polynomial(a, D.slice(1))));
  const steep = times(top.high, ROOT_2PI);
  const first = halves(steep.high);
  const rest = add(add(first.low, steep.low), multiply(top.low, ROOT_2PI.high));
  const share = quotientParts(top, denominator(a, times(a, { high: first.high, low: rest })));
  const other = more && times(a, more);
  const left: Pair = other
    ? { high: subtract(share.high, other.high), low: subtract(share.low, other.low) }
    : share;
  const small = multiply(multiply(grown(left, q), power), UNIT);
  return select(less(x, 0), small, subtract(1, small));
}

/** Φ(x). */
export const lowerNormal = (x: Expression): Expression => overTail(x);

/** The derivative of x · Φ(x), Φ(x) + x · φ(x). */
export const lowerNormalGatedSlope = (x: Expression): Expression => overTail(x, DENSITY);
