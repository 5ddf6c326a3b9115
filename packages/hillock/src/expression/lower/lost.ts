import {
  abs,
  add,
  divide,
  less,
  multiply,
  negate,
  type Operand,
  pmax,
  pmin,
  select,
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { LARGEST } from "../special/float32-bits.ts";
import { constantHalves, halves, type Pair } from "./pair.ts";

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(Math.abs(value)));

/** A constant or parameter, which a product with x may have, in halves; undefined for others. */
function factorHalves(e: Expression): Pair | undefined {
  if (e.kind === "constant") return isPowerOfTwo(e.value) ? undefined : constantHalves(e.value);
  if (e.kind === "negate") {
    const opposite = factorHalves(e.args[0]);
    return opposite && { high: negate(opposite.high), low: negate(opposite.low) };
  }
  return e.kind === "parameter" ? halves(e) : undefined;
}

/** The product of both pairs, less `rounded`, which is it but for its rounding. */
function excess(a: Pair, b: Pair, rounded: Expression): Expression {
  const most = subtract(multiply(a.high, b.high), rounded);
  return add(add(add(most, multiply(a.high, b.low)), multiply(a.low, b.high)), multiply(a.low, b.low));
}

function errorOf(e: Expression): Expression | undefined {
  const [a, b] = e.args;
  if (e.kind === "negate") {
    const opposite = errorOf(a);
    return opposite && negate(opposite);
  }
  if (e.kind === "multiply") {
    const [factor, value] = factorHalves(a) ? [factorHalves(a), b] : [factorHalves(b), a];
    return factor && excess(factor, halves(value), e);
  }
  const divisor = e.kind === "divide" ? factorHalves(b) : undefined;
  return divisor && divide(negate(excess(divisor, halves(e), a)), b);
}

/** A product of finite numbers that overflows is the largest number; an infinite one is NaN. Others stay. */
export function bounded(e: Expression): Expression {
  if (e.kind !== "multiply" || errorOf(e) === undefined) return e;
  const value = factorHalves(e.args[0]) ? e.args[1] : e.args[0];
  return add(pmax(pmin(e, LARGEST), -LARGEST), subtract(value, value));
}

/**
 * What rounding takes from a product or quotient of x and a constant or parameter: less than 2^−24 of it, but an exponential
 * magnifies that by up to 100. Beyond ±`reach` it is taken for 0; undefined where nothing is lost.
 */
export function lostBy(e: Expression, reach: Operand): Expression | undefined {
  const error = errorOf(e);
  return error && select(less(abs(e), reach), error, 0);
}
