import {
  abs,
  add,
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
import { expTail, LN2_HIGH, LN2_LOW, LOG2_E, PLACES, scaled, UNIT } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/**
 * With a ≥ 0, A = a · D(a): a · Φ(−a) = exp(−a²/2) · A/(√2π · A + M(a)), to 2^−29.9 up to a = 14.5
 * (scripts/references/minimax.py). All coefficients are positive, and what D and M lose weighs little in the quotient.
 */
const D = [1.2033899, 1.3069586, 0.68160397, 0.20579061, 0.035975557, 0.0030088725];
const M = [2.4067798, 1.5177983, 0.5015682, 0.09014027, 0.0075428612];
const ROOT_2PI = Math.fround(Math.sqrt(2 * Math.PI));
/** From here on Φ(−a), a · Φ(−a) and the density are 0 in float32. */
const REACH = 14.5;

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

/** A/(√2π · A + M), and the parts that the derivative takes. */
function share(a: Expression): { readonly product: Expression; readonly sum: Expression } {
  const product = multiply(a, polynomial(a, D));
  return { product, sum: add(multiply(product, ROOT_2PI), polynomial(a, M)) };
}

/** Φ(x): from the tail Φ(−|x|) = exp(−x²/2) · D/(√2π · |x| · D + M). */
export function lowerNormal(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const { sum } = share(a);
  const tail = multiply(multiply(scaled(divide(polynomial(a, D), sum), q), power), UNIT);
  return select(less(x, 0), tail, subtract(1, tail));
}

/** x · Φ(x) = max(x, 0) − |x| · Φ(−|x|). */
export function lowerNormalGated(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const { product, sum } = share(a);
  const tail = multiply(multiply(scaled(divide(product, sum), q), power), UNIT);
  return subtract(pmax(x, -0), tail);
}

/** Its derivative Φ(x) + x · φ(x): below 0 it is exp(−a²/2) · (D/S − a/√2π), a = −x, and 1 minus that above. */
export function lowerNormalGatedSlope(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const { q, power } = density(a);
  const { sum } = share(a);
  const difference = subtract(divide(polynomial(a, D), sum), multiply(a, 1 / Math.sqrt(2 * Math.PI)));
  const tail = multiply(multiply(scaled(difference, q), power), UNIT);
  return select(less(x, 0), tail, subtract(1, tail));
}
