import {
  abs,
  add,
  constant,
  copySign,
  divide,
  equal,
  less,
  max,
  min,
  multiply,
  negate,
  pow2,
  round,
  select,
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { polynomial } from "./polynomial.ts";

// ln 2 in two parts: the first has few bits, so that its product with a small whole number is exact
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.LN2 - LN2_HIGH;

interface Reduced {
  /** x = n·ln 2 + rest, |rest| ≤ ln 2 / 2. */
  readonly rest: Expression;
  /** 2ⁿ as a product of two, so that neither overflows and a subnormal result is rounded once. */
  readonly half: Expression;
  readonly otherHalf: Expression;
  readonly n: Expression;
}

function reduce(x: Expression, low: number, high: number): Reduced {
  const inside = min(max(x, low), high);
  const n = round(multiply(inside, Math.LOG2E));
  const rest = subtract(subtract(inside, multiply(n, LN2_HIGH)), multiply(n, LN2_LOW));
  const half = round(multiply(n, 0.5));
  return { rest, n, half, otherHalf: subtract(n, half) };
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
/** (e^r − 1 − r) / r² = 1/2! + r/3! + …: |r| ≤ 0.347 leaves less than a tenth of an ULP after nine terms. */
const TAIL = Array.from({ length: 7 }, (_, i) => 1 / factorial(i + 2));

const expm1OfRest = (r: Expression): Expression => add(r, multiply(multiply(r, r), polynomial(r, TAIL)));

export function lowerExp(x: Expression): Expression {
  const { rest, half, otherHalf } = reduce(x, -150, 130);
  return multiply(multiply(add(1, expm1OfRest(rest)), pow2(half)), pow2(otherHalf));
}

export function lowerExpm1(x: Expression): Expression {
  const { rest, half, otherHalf } = reduce(x, -40, 130);
  const scale = pow2(half);
  // (2^half · (e^r − 1) + 2^half − 2^−otherHalf) · 2^otherHalf
  const sum = add(multiply(scale, expm1OfRest(rest)), subtract(scale, pow2(negate(otherHalf))));
  return select(equal(x, 0), x, multiply(sum, pow2(otherHalf)));
}

export function lowerSigmoid(x: Expression): Expression {
  const e = lowerExp(negate(abs(x)));
  const bottom = add(1, e);
  return divide(select(less(x, 0), e, constant(1)), bottom);
}

export function lowerTanh(x: Expression): Expression {
  const e = lowerExpm1(multiply(2, min(abs(x), 20)));
  return select(equal(x, x), copySign(divide(e, add(e, 2)), x), x);
}
