import { add, equal, exponent, less, mantissa, multiply, type Operand, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { LN2_HIGH, LN2_LOW } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** (log(1 + f) − f + f²/2)/f³ for √½ ≤ 1 + f ≤ √2. */
const TAIL = [
  0.3333333, -0.2499999, 0.20000695, -0.16668443, 0.14250194, -0.124118336, 0.11660259, -0.11566143,
  0.07146717,
];

const SMALLEST_NORMAL = 2 ** -126;

/** u = m · 2^e with √½ ≤ m ≤ √2, for normal positive u; `shift` is added to e. */
export function splitNearOne(u: Expression, shift: Operand = 0): { m: Expression; e: Expression } {
  const upper = less(Math.fround(Math.SQRT2), mantissa(u));
  const e = add(exponent(u), shift);
  return {
    m: select(upper, multiply(mantissa(u), 0.5), mantissa(u)),
    e: select(upper, add(e, 1), e),
  };
}

/** The same for any positive number, subnormal ones included. */
export function splitPositive(x: Expression): { m: Expression; e: Expression } {
  const subnormal = less(x, SMALLEST_NORMAL);
  return splitNearOne(select(subnormal, multiply(x, 2 ** 23), x), select(subnormal, -23, 0));
}

/** log(m · 2^e) + extra, where `extra` is small beside it or all there is. */
export function logOfParts(m: Expression, e: Expression, extra: Operand): Expression {
  const f = subtract(m, 1);
  const square = multiply(f, f);
  const tail = subtract(multiply(multiply(f, square), polynomial(f, TAIL)), multiply(square, 0.5));
  const whole = multiply(e, LN2_HIGH);
  const sum = add(whole, f);
  const lost = subtract(f, subtract(sum, whole));
  return add(sum, add(lost, add(tail, add(multiply(e, LN2_LOW), extra))));
}

/** What a logarithm is at and outside the ends of its domain (`at` is where the argument is 0). */
export function withLogLimits(value: Expression, x: Expression, at: number): Expression {
  const inside = select(less(x, Number.POSITIVE_INFINITY), value, x);
  return select(less(x, at), Number.NaN, select(equal(x, at), Number.NEGATIVE_INFINITY, inside));
}

export function lowerLog(x: Expression): Expression {
  const { m, e } = splitPositive(x);
  return withLogLimits(logOfParts(m, e, 0), x, 0);
}
