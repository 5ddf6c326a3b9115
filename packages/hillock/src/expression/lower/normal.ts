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
import { grown, type Pair, quickSum } from "./pair.ts";
import { polynomial } from "./polynomial.ts";
import { quotientParts } from "./quotient.ts";

/**
 * With a ≥ 0, A = a · D(a): a · Φ(−a) = exp(−a²/2) · A/(√2π · A + M(a)), to 2^−29.9 up to a = 14.5
 * (scripts/references/minimax.py). All coefficients are positive, and what D and M lose weighs little in the quotient.
 */
const D = [1.2033899, 1.3069586, 0.68160397, 0.20579061, 0.035975557, 0.0030088725];
const M = [2.4067798, 1.5177983, 0.5015682, 0.09014027, 0.0075428612];
const ROOT_2PI = Math.fround(Math.sqrt(2 * Math.PI));
/** From here on Φ(−a), a · Φ(−a) and the density are 0 in float32. */
export const REACH = 14.5;

/** Φ(−a) · exp(a²/2), in plain float32 steps. */
export function tailShare(a: Expression): Expression {
  const top = polynomial(a, D);
  return divide(top, add(multiply(ROOT_2PI, multiply(a, top)), polynomial(a, M)));
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
  const tail = expTail(r);
  const q = subtract(subtract(tail, multiply(small, 0.5)), multiply(difference, 0.5));
  return { q, power: shiftedPow2(shifted) };
}

/** √2π · A + M, unrounded but for the first product. */
function denominator(a: Expression, product: Expression): Pair {
  const first = quickSum(constant(M[0]), multiply(a, polynomial(a, M.slice(1))));
  const most = multiply(product, ROOT_2PI);
  const sum = quickSum(pmax(most, first.high), pmin(most, first.high));
  return { high: sum.high, low: add(sum.low, first.low) };
}

/** x · Φ(x) = max(x, 0) − |x| · Φ(−|x|). */
export function lowerNormalGated(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const product = multiply(a, polynomial(a, D));
  const share = quotientParts({ high: product, low: constant(0) }, denominator(a, product));
  return subtract(pmax(x, -0), multiply(multiply(grown(share, q), power), UNIT));
}

/** exp(−a²/2) · (Φ(−a) · exp(a²/2) − more) for a = |x|, and 1 minus that where x is not negative. */
function overTail(x: Expression, more: (a: Expression) => Expression | undefined): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const top = quickSum(constant(D[0]), multiply(a, polynomial(a, D.slice(1))));
  const { high, low } = quotientParts(top, denominator(a, multiply(a, top.high)));
  const other = more(a);
  const leading = other === undefined ? high : subtract(high, other);
  const small = multiply(multiply(grown({ high: leading, low }, q), power), UNIT);
  return select(less(x, 0), small, subtract(1, small));
}

/** Φ(x). */
export const lowerNormal = (x: Expression): Expression => overTail(x, () => undefined);

/** The derivative of x · Φ(x), Φ(x) + x · φ(x). */
export const lowerNormalGatedSlope = (x: Expression): Expression =>
  overTail(x, (a) => multiply(a, 1 / Math.sqrt(2 * Math.PI)));
