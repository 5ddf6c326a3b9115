import {
  abs,
  add,
  less,
  max,
  min,
  multiply,
  negate,
  type Operand,
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
const LOG2_E = Math.fround(Math.LOG2E);

/** (exp(r) − 1 − r)/r² for |r| ≤ ln 2 / 2. */
const TAIL = [0.5, 0.16666667, 0.041666508, 0.008333181, 0.001393092, 0.00019968688];

/** exp(x) = 2^k · (1 + r + low + tail), |r| ≤ ln 2 / 2, tail = exp(r) − 1 − r; `low` is what rounding left of r. */
export interface Reduced {
  readonly k: Expression;
  readonly r: Expression;
  readonly low: Expression;
  readonly tail: Expression;
}

/** Of x + extra; x alone stands where `extra` is left out. `shift` is `ROUNDING` and a whole number more. */
export function reduceExp(
  x: Expression,
  extra?: Expression,
  shift: Operand = ROUNDING,
): Reduced & { readonly shifted: Expression } {
  const shifted = add(multiply(extra === undefined ? x : add(x, extra), LOG2_E), shift);
  const k = subtract(shifted, shift);
  const difference = subtract(x, multiply(k, LN2_HIGH));
  const first = extra === undefined ? { high: difference, low: undefined } : exactSum(difference, extra);
  const rest = multiply(k, LN2_LOW);
  const r = subtract(first.high, rest);
  const low = subtract(subtract(first.high, r), rest);
  const tail = multiply(multiply(r, r), polynomial(r, TAIL));
  return { k, r, low: first.low === undefined ? low : add(low, first.low), tail, shifted };
}

/** Powers of two stand this many places higher while they are made: what is subnormal in the end is rounded once. */
const PLACES = 64;

/** exp(x + extra). Below −104 it is 0, above 89 it overflows: beyond, the clamped argument gives the same. */
export function lowerExp(x: Operand, extra?: Expression): Expression {
  const clamped = min(max(toExpression(x), -104), 89);
  const falling = less(clamped, 0);
  const shift = select(falling, ROUNDING + PLACES, ROUNDING - 1);
  const { r, low, tail, shifted } = reduceExp(clamped, extra, shift);
  const sum = add(1, r);
  const lost = subtract(r, subtract(sum, 1));
  const value = add(sum, add(lost, add(tail, low)));
  return multiply(multiply(value, shiftedPow2(shifted)), select(falling, 2 ** -PLACES, 2));
}

/** What `high` has to be multiplied by. */
export const EXP_UNIT = 2 ** -PLACES;

/** exp(x) for x ≤ 0, 0 below −130, to 1.3 ULP: `high` is 2^64 times as large, so never subnormal. */
export function expFalling(x: Expression): { readonly high: Expression; readonly value: Expression } {
  const { r, tail, shifted } = reduceExp(max(x, -130), undefined, ROUNDING + PLACES);
  const power = multiply(add(1, add(r, tail)), shiftedPow2(shifted));
  const high = select(less(x, -130), 0, power);
  return { high, value: multiply(high, EXP_UNIT) };
}

/** exp(x) for x ≤ 0, to 1.3 ULP. */
export function lowerExpFalling(x: Expression): Expression {
  const { r, tail, shifted } = reduceExp(max(x, -104), undefined, ROUNDING + PLACES);
  return multiply(multiply(add(1, add(r, tail)), shiftedPow2(shifted)), EXP_UNIT);
}

/** exp(−u²) with the square in two parts, since its rounding error would be magnified by up to 87. */
export function lowerGaussian(u: Expression): Expression {
  // from 11 on it is 0 in float32
  const size = min(abs(u), 11);
  const high = truncateBits(size);
  const rest = multiply(subtract(size, high), add(size, high));
  return lowerExp(negate(multiply(high, high)), negate(rest));
}

/** exp(x) for −87 ≤ x ≤ 88, to 1.3 ULP: half the work where the last bit is of no consequence. */
export function lowerExpQuick(x: Expression): Expression {
  const { r, tail, shifted } = reduceExp(x);
  return multiply(add(1, add(r, tail)), shiftedPow2(shifted));
}
