import {
  abs,
  add,
  copySign,
  divide,
  multiply,
  pmin,
  ROUNDING,
  shiftedPow2,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { LOG2_E } from "./exp.ts";
import { type Pair, squared } from "./pair.ts";
import { polynomial } from "./polynomial.ts";

/** (h·coth(h) − 1)/h² in h², |h| ≤ ln 2 / 4, to 2^−29 of h·coth(h); scripts/references/minimax.py. */
const COTH = [0.33333251, -0.022133756];

const HALF_LN2 = Math.fround(Math.LN2 / 2);

/**
 * exp(2a) = 2^k · (G + h)/(G − h) with h = a − k/2·ln 2 and G = h·coth(h), so tanh(a) = ((1 + p)·h − (1 − p)·G) /
 * ((1 + p)·G − (1 − p)·h), p = 2^k: no branch between small and large. Rounded to twelve bits, the quotient leaves a rest
 * that is nearly exact, which the correction is made of. What h loses where k · ln 2 / 2 is rounded, from k = 3 on,
 * tanh is too flat to show.
 */
function tanhOfSize(a: Expression): Pair {
  // from 9.02 on tanh rounds to 1
  const size = pmin(a, 9.1);
  const shifted = add(multiply(size, 2 * LOG2_E), ROUNDING);
  const k = subtract(shifted, ROUNDING);
  const p = shiftedPow2(shifted);
  const h = subtract(size, multiply(k, HALF_LN2));
  const square = multiply(h, h);
  const g = multiply(square, polynomial(square, COTH));
  const G = add(g, 1);
  const plus = add(1, p);
  const minus = subtract(1, p);
  const top = subtract(multiply(plus, h), multiply(minus, G));
  const inverse = divide(1, subtract(multiply(plus, G), multiply(minus, h)));
  const quotient = truncateBits(multiply(top, inverse));
  // in this order both are exact
  const byG = add(add(minus, multiply(p, quotient)), quotient);
  const byH = add(plus, multiply(minus, quotient));
  const left = subtract(subtract(multiply(h, byH), byG), multiply(g, byG));
  return { high: quotient, low: multiply(left, inverse) };
}

export function lowerTanh(x: Expression): Expression {
  const { high, low } = tanhOfSize(abs(x));
  return copySign(add(high, low), x);
}

/** tanh²(x), rounded once. */
export const lowerSquaredTanh = (x: Expression): Expression => squared(tanhOfSize(abs(x)));
