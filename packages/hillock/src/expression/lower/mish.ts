import { abs, add, divide, less, multiply, pmax, pmin, ROUNDING, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { falling, PLACES, scaled, UNIT } from "./exp.ts";
import { type Pair, quickSum } from "./pair.ts";
import { quotient } from "./quotient.ts";

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
 * Its derivative, with S the denominator above. Below 0: f · ((1 − a) + f · (a · (4 + 8f + 4f² + f³)/S − (1 + f))/S), where
 * 1 − a is exact from ½ on; above: 1 − f · 2f · (1 − 2a(1 + f)/S)/S.
 */
export function lowerMishSlope(x: Expression): Expression {
  const { a, q, power, f, below } = exponential(x);
  const sum = denominator(f, below).high;
  const one = add(f, 1);
  const cubic = add(multiply(add(multiply(add(f, 4), f), 8), f), 4);
  const inner = divide(multiply(a, select(below, cubic, multiply(one, 2))), sum);
  const outer = divide(
    multiply(f, select(below, subtract(inner, one), multiply(subtract(1, inner), 2))),
    sum,
  );
  const share = add(select(below, subtract(1, a), 0), outer);
  const tail = multiply(multiply(scaled(share, q), power), UNIT);
  return select(below, tail, subtract(1, tail));
}
