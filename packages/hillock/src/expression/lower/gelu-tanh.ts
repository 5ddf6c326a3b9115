import { abs, add, less, multiply, pmax, pmin, ROUNDING, select, subtract, truncateBits } from "../build.ts";
import type { Expression } from "../node.ts";
import { truncateBits as truncated } from "../special/float32-bits.ts";
import { exactSquare, PLACES, rising, UNIT } from "./exp.ts";
import { type Pair, quickSum, times } from "./pair.ts";
import { share } from "./sigmoid.ts";

/** Of z = SCALE · x + CUBIC · x³, the argument of the logistic. */
export const GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
const GELU_CUBIC = GELU_SCALE * 0.044715;
/** From here on x · σ(−z) is 0 in float32. */
const REACH = 11;

/** A number as a float32 of twelve bits and the rest. */
function split(value: number): readonly [number, number] {
  const high = truncated(value);
  return [high, Math.fround(value - high)];
}
const [SCALE_HIGH, SCALE_LOW] = split(GELU_SCALE);
const [CUBIC_HIGH, CUBIC_LOW] = split(GELU_CUBIC);

/** z/a = SCALE + CUBIC · a², to 2^−35 of it: the error of z stands, times 100, in the exponential. */
function steepness(a: Expression): Pair {
  const { square, rest } = exactSquare(a);
  const upper = truncateBits(square);
  const most = multiply(upper, CUBIC_HIGH);
  const sum = quickSum(pmax(most, SCALE_HIGH), pmin(most, SCALE_HIGH));
  const low = add(
    add(sum.low, SCALE_LOW),
    add(multiply(add(subtract(square, upper), rest), CUBIC_HIGH), multiply(add(square, rest), CUBIC_LOW)),
  );
  const high = truncateBits(sum.high);
  return { high, low: add(subtract(sum.high, high), low) };
}

/** z′ = 3z/a − 2 · SCALE. */
function slope(steep: Pair): Pair {
  const first = subtract(multiply(steep.high, 3), 2 * SCALE_HIGH);
  const high = truncateBits(first);
  const low = subtract(multiply(steep.low, 3), 2 * SCALE_LOW);
  return { high, low: add(subtract(first, high), low) };
}

/** 2^64 · σ(−z). */
function tail(a: Expression): Expression {
  const { high, low } = times(a, steepness(a));
  return share(rising(high, { shift: ROUNDING - PLACES, extra: low }));
}

/** x · σ(z) = max(x, 0) − |x| · σ(−|z|). */
export function lowerGeluTanh(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  return subtract(pmax(x, -0), multiply(multiply(a, tail(a)), UNIT));
}

/** Its derivative: t · (1 − m + m · t) with t = σ(−|z|) and m = |x| · z′(x) below 0, and 1 minus that above. */
export function lowerGeluTanhSlope(x: Expression): Expression {
  const a = pmin(abs(x), REACH);
  const t = tail(a);
  const m = times(a, slope(steepness(a)));
  const product = multiply(add(m.high, m.low), multiply(t, UNIT));
  const factor = add(subtract(1, m.high), subtract(product, m.low));
  const small = multiply(multiply(t, factor), UNIT);
  return select(less(x, 0), small, subtract(1, small));
}
