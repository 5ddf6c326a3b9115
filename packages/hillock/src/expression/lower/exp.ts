import {
  abs,
  add,
  less,
  multiply,
  negate,
  type Operand,
  pmax,
  pmin,
  ROUNDING,
  select,
  shiftedPow2,
  subtract,
  toExpression,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { exactSum } from "./pair.ts";
import { polynomial } from "./polynomial.ts";

/** ln 2 in two parts; the first has ten bits, so that its product with a whole number below 2^14 is exact. */
export const LN2_HIGH = 0.693359375;
export const LN2_LOW = Math.fround(-2.121944400546905e-4);
export const LOG2_E = Math.fround(Math.LOG2E);

/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2, to 2^−28 of exp(r); scripts/references/minimax.py. */
const TAIL = [0.49999994, 0.16666521, 0.041668266, 0.008368677, 0.0013820734];

/** exp(r) − 1 − r. */
export const expTail = (r: Expression): Expression => multiply(multiply(r, r), polynomial(r, TAIL));

/**
 * A power of e as (1 + q) · 2^k. What reducing the argument rounds is in q again, so q, at most 0.42, has 25 bits behind
 * the point. `power` is factor · 2^(k + places), where 2^k itself would be no normal number.
 */
export interface Scaled {
  readonly q: Expression;
  readonly power: Expression;
}

export interface Scale {
  /** `ROUNDING` + places. */
  readonly shift?: Operand;
  /** At least 1 and below 2. */
  readonly factor?: number;
}

/** exp(x + extra), extra small. */
export function rising(
  x: Expression,
  { shift = ROUNDING, factor = 1, extra }: Scale & { readonly extra?: Expression } = {},
): Scaled {
  const shifted = add(multiply(extra === undefined ? x : add(x, extra), LOG2_E), shift);
  const k = subtract(shifted, shift);
  const difference = subtract(x, multiply(k, LN2_HIGH));
  const own = multiply(k, LN2_LOW);
  const rest = extra === undefined ? own : subtract(own, extra);
  const tail = expTail(subtract(difference, rest));
  return { q: add(difference, subtract(tail, rest)), power: shiftedPow2(shifted, factor) };
}

/** exp(−x), without a sign to change first. */
export function falling(x: Expression, { shift = ROUNDING, factor = 1 }: Scale = {}): Scaled {
  const shifted = subtract(shift, multiply(x, LOG2_E));
  const k = subtract(shifted, shift);
  const difference = add(x, multiply(k, LN2_HIGH));
  const rest = multiply(k, -LN2_LOW);
  const tail = expTail(subtract(rest, difference));
  return { q: subtract(add(tail, rest), difference), power: shiftedPow2(shifted, factor) };
}

/** The same from the rounded difference alone: one operation less, 2^−26 more in q. */
export function quickFalling(x: Expression, shift: number): Scaled {
  const shifted = subtract(shift, multiply(x, LOG2_E));
  const k = subtract(shifted, shift);
  const r = subtract(multiply(k, -LN2_LOW), add(x, multiply(k, LN2_HIGH)));
  return { q: add(expTail(r), r), power: shiftedPow2(shifted) };
}

/** exp(x), as quickly. */
export function quickRising(x: Expression, shift: number): Scaled {
  const shifted = add(multiply(x, LOG2_E), shift);
  const k = subtract(shifted, shift);
  const r = subtract(subtract(x, multiply(k, LN2_HIGH)), multiply(k, LN2_LOW));
  return { q: add(expTail(r), r), power: shiftedPow2(shifted) };
}

/** exp(−x − y), y small beside x or all there is. */
export function fallingSum(
  x: Expression,
  y: Expression,
  { shift = ROUNDING, factor = 1 }: Scale = {},
): Scaled {
  const shifted = subtract(shift, multiply(add(x, y), LOG2_E));
  const k = subtract(shifted, shift);
  const difference = exactSum(add(x, multiply(k, LN2_HIGH)), y);
  const rest = subtract(multiply(k, -LN2_LOW), difference.low);
  const tail = expTail(subtract(rest, difference.high));
  return { q: subtract(add(tail, rest), difference.high), power: shiftedPow2(shifted, factor) };
}

/** factor · (1 + q), the last sum being the only one that rounds much. */
export const scaled = (factor: Expression, q: Expression): Expression => add(factor, multiply(factor, q));

/** Powers of two stand this many places higher or lower while they are made: what is subnormal in the end is rounded once. */
export const PLACES = 64;
export const UNIT = 2 ** -PLACES;

/** exp(x + extra). Below −104 it is 0, above 89 it overflows: beyond, the clamped argument gives the same. */
export function lowerExp(x: Operand, extra?: Expression): Expression {
  const size = pmax(pmin(toExpression(x), 89), -104);
  const small = less(size, 0);
  const shift = add(select(small, PLACES + 1, 0), ROUNDING - 1);
  const { q, power } =
    extra === undefined ? rising(size, { shift }) : fallingSum(negate(size), negate(extra), { shift });
  return multiply(multiply(add(q, 1), power), select(small, UNIT, 2));
}

/** u² = square + rest without error, for |u| < 2^12 or so: `square` has 24 bits at most. */
export function exactSquare(u: Expression): { readonly square: Expression; readonly rest: Expression } {
  const high = truncateBits(u);
  return { square: multiply(high, high), rest: multiply(subtract(u, high), add(u, high)) };
}

/** u · exp(−u²): where the exponential is subnormal the product still has all its digits. */
export function lowerGaussianGated(u: Expression): Expression {
  const inside = pmax(pmin(u, 11.5), -11.5);
  const { square, rest } = exactSquare(inside);
  const { q, power } = fallingSum(square, rest, { shift: ROUNDING + PLACES });
  return multiply(multiply(scaled(inside, q), power), UNIT);
}

/** exp(−u²) with the square in two parts, since its rounding error would be magnified by up to 104. */
export function lowerGaussian(u: Expression): Expression {
  // from 11 on it is 0 in float32
  const { square, rest } = exactSquare(pmin(abs(u), 11));
  const { q, power } = fallingSum(square, rest, { shift: ROUNDING + PLACES });
  return multiply(multiply(add(q, 1), power), UNIT);
}
