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
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { falling, PLACES, UNIT } from "./exp.ts";
import { grown, type Pair, quickSum } from "./pair.ts";
import { quotient, quotientParts } from "./quotient.ts";

/** From here on |x| · exp(x) is 0 in float32. */
const REACH = 110;

/** f = exp(−|x|), which never overflows, as (1 + q) · power · 2^−64. */
function exponential(x: Expression) {
  const a = pmin(abs(x), REACH);
  const { q, power } = falling(a, { shift: ROUNDING + PLACES });
  const high = multiply(add(q, 1), power);
  return { a, q, power, high, f: multiply(high, UNIT), below: less(x, 0) };
}

/** 2 + 2f + f² below 0, 1 + 2f + 2f² above. */
function denominator(f: Expression, below: Expression): Pair {
  const first = quickSum(select(below, 2, 1), add(f, f));
  const square = multiply(f, f);
  const second = quickSum(first.high, select(below, square, add(square, square)));
  return { high: second.high, low: add(first.low, second.low) };
}

/** x · tanh(softplus(x)) = x · (2f + f²)/(2 + 2f + f²) below 0, x · (1 + 2f)/(1 + 2f + 2f²) above. */
export function lowerMish(x: Expression): Expression {
  const { high, f, below } = exponential(x);
  const top = quickSum(select(below, add(high, high), 1), select(below, multiply(high, f), add(f, f)));
  const share = quotient(top, denominator(f, below));
  return multiply(multiply(pmax(x, -REACH), share), select(below, UNIT, 1));
}

/**
 * Its derivative, with S the denominator above. Below 0: f · ((1 − a) + f · (a · (f + 2 + 2f/S) − (1 + f))/S), where
 * 1 − a is one exact pair; above: 1 − f · 2f · (1 − 2a(1 + f)/S)/S.
 */
export function lowerMishSlope(x: Expression): Expression {
  const { a, q, power, f, below } = exponential(x);
  const bottom = denominator(f, below);
  const one = add(f, 1);
  const twice = add(f, f);
  const ratio = divide(select(below, twice, add(one, one)), bottom.high);
  const inner = multiply(a, add(select(below, add(f, 2), 0), ratio));
  const top = multiply(f, select(below, subtract(inner, one), multiply(subtract(1, inner), 2)));
  const { high, low } = quotientParts({ high: top, low: constant(0) }, bottom);
  const left = subtract(1, a);
  const lost = subtract(subtract(1, left), a);
  const whole = quickSum(select(below, left, 0), high);
  const rest = add(add(whole.low, low), select(below, lost, 0));
  const small = multiply(multiply(grown({ high: whole.high, low: rest }, q), power), UNIT);
  return select(below, small, subtract(1, small));
}
