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
  shiftedPow2,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { LOG2_E } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** (tanh(x) − x)/x³ in x², |x| ≤ 1. */
const TAIL = [
  -0.33333334, 0.13333355, -0.053968247, 0.021852776, -0.008755063, 0.0032821787, -0.00097401795,
  0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;

/** x − tanh(x), near 0 by the same polynomial: the difference would have no digits left. */
export function lowerTanhShrink(x: Expression): Expression {
  const size = abs(x);
  const square = multiply(size, size);
  const near = multiply(negate(multiply(x, square)), polynomial(square, TAIL));
  return select(less(size, POLYNOMIAL_LIMIT), near, subtract(x, lowerTanh(x)));
}

/** (h·coth(h) − 1)/h² in h², |h| ≤ ln 2 / 4, to 2^−29 of h·coth(h); scripts/references/minimax.py. */
const COTH = [0.33333251, -0.022133773];

/** ½ ln 2 in two parts, both positive so that −0 stays −0; the first has 16 bits: its product with k is exact. */
const HALF_LN2_HIGH = 22_713 / 65_536;
const HALF_LN2_LOW = Math.fround(Math.LN2 / 2 - HALF_LN2_HIGH);

/**
 * exp(2x) = 2^k · (G + h)/(G − h) with h = x − k/2·ln 2 and G = h·coth(h), so tanh(x) = ((1 + p)·h − (1 − p)·G) /
 * ((1 + p)·G − (1 − p)·h), p = 2^k: no branch and no sign to care for. Rounded to twelve bits, the quotient leaves a rest
 * that is nearly exact, which the correction is made of.
 */
export function lowerTanh(x: Expression): Expression {
  // From 9.02 on tanh rounds to 1.
  const size = pmax(pmin(x, 9.1), -9.1);
  const shifted = add(multiply(size, 2 * LOG2_E), ROUNDING);
  const k = subtract(shifted, ROUNDING);
  const p = shiftedPow2(shifted);
  const h = subtract(subtract(size, multiply(k, HALF_LN2_HIGH)), multiply(k, HALF_LN2_LOW));
  const square = multiply(h, h);
  const g = multiply(square, polynomial(square, COTH));
  const G = add(g, 1);
  const plus = add(1, p);
  const minus = subtract(1, p);
  const top = subtract(multiply(plus, h), multiply(minus, G));
  const inverse = divide(1, subtract(multiply(plus, G), multiply(minus, h)));
  const quotient = truncateBits(multiply(top, inverse));
  const a = add(add(minus, multiply(p, quotient)), quotient);
  const b = add(plus, multiply(minus, quotient));
  const left = subtract(subtract(multiply(h, b), a), multiply(g, a));
  return add(quotient, multiply(left, inverse));
}
