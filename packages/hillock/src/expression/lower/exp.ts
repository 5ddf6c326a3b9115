import {
  add,
  constant,
  max,
  min,
  multiply,
  type Operand,
  pow2,
  round,
  subtract,
  toExpression,
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

/** Of x + extra; x alone stands where `extra` is left out. */
export function reduceExp(x: Expression, extra?: Expression): Reduced {
  const k = round(multiply(extra === undefined ? x : add(x, extra), LOG2_E));
  const difference = subtract(x, multiply(k, LN2_HIGH));
  const first = extra === undefined ? { high: difference, low: undefined } : exactSum(difference, extra);
  const rest = multiply(k, LN2_LOW);
  const r = subtract(first.high, rest);
  const low = subtract(subtract(first.high, r), rest);
  const tail = multiply(multiply(r, r), polynomial(r, TAIL));
  return { k, r, low: first.low === undefined ? low : add(low, first.low), tail };
}

/** value · 2^k in two factors: neither overflows, and a subnormal result is rounded once. */
function scale(value: Expression, k: Expression): Expression {
  const half = round(multiply(k, 0.5));
  return multiply(multiply(value, pow2(half)), pow2(subtract(k, half)));
}

/** exp(x + extra). Below −104 it is 0, above 89 it overflows: beyond, the clamped argument gives the same. */
export function lowerExp(x: Operand, extra?: Expression): Expression {
  const clamped = min(max(toExpression(x), -104), 89);
  const { k, r, low, tail } = reduceExp(clamped, extra);
  const sum = add(1, r);
  const lost = subtract(r, subtract(sum, 1));
  return scale(add(sum, add(lost, add(tail, low))), k);
}

/** exp(x) for −87 ≤ x ≤ 88, to 1 ULP: half the work where the last bit is of no consequence. */
export function lowerExpQuick(x: Expression): Expression {
  const { k, r, tail } = reduceExp(x);
  return multiply(add(constant(1), add(r, tail)), pow2(k));
}
