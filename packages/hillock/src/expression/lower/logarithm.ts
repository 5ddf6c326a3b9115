import {
  abs,
  add,
  constant,
  divide,
  equal,
  exponent,
  less,
  mantissa,
  max,
  multiply,
  negate,
  select,
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exponential.ts";
import { polynomial } from "./polynomial.ts";

const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.LN2 - LN2_HIGH;
const SMALLEST_NORMAL = 2 ** -126;
const SCALE = 23;

/** ln x for finite x > 0, plus `correction`, which is small beside it. */
function finiteLog(x: Expression, correction: Expression): Expression {
  const tiny = less(x, SMALLEST_NORMAL);
  const normal = select(tiny, multiply(x, 2 ** SCALE), x);
  const m = mantissa(normal);
  const high = less(Math.SQRT2, m);
  const e = add(
    subtract(exponent(normal), select(tiny, SCALE, constant(0))),
    select(high, constant(1), constant(0)),
  );
  const f = subtract(select(high, multiply(m, 0.5), m), 1);
  // ln(1 + f) = f − f²/2 + s·(f²/2 + R), s = f / (2 + f): the rounding of the small terms only
  const s = divide(f, add(2, f));
  const square = multiply(s, s);
  const series = multiply(square, polynomial(square, [2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11]));
  const halfSquare = multiply(multiply(f, f), 0.5);
  const small = add(add(multiply(s, add(halfSquare, series)), multiply(e, LN2_LOW)), correction);
  return add(multiply(e, LN2_HIGH), subtract(f, subtract(halfSquare, small)));
}

/** The value at 0, ∞, below 0 and at NaN. */
function withEdges(x: Expression, finite: Expression): Expression {
  const positive = select(equal(x, Infinity), Infinity, finite);
  return select(less(0, x), positive, select(equal(x, 0), -Infinity, Number.NaN));
}

export const lowerLog = (x: Expression): Expression => withEdges(x, finiteLog(x, constant(0)));

export function lowerLog1p(u: Expression): Expression {
  const x = add(1, u);
  // what the rounding of 1 + u lost, to first order
  const lost = divide(subtract(u, subtract(x, 1)), x);
  return select(less(abs(u), 2 ** -24), u, withEdges(x, finiteLog(x, lost)));
}

export const lowerSoftplus = (x: Expression): Expression =>
  add(max(x, 0), lowerLog1p(lowerExp(negate(abs(x)))));
