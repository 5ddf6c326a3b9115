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
  round,
  select,
  sqrt,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { LN2_HIGH, LN2_LOW, lowerExp } from "./exp.ts";
import { splitPositive } from "./log.ts";
import { exactSum, type Pair, quickSum } from "./pair.ts";
import { polynomial } from "./polynomial.ts";

/** For mantissas up to `limit`: a factor of few bits that takes them near 1, and −log of it in two parts. */
const INTERVALS = [0.77, 0.85, 0.94, 1.06, 1.16, 1.28, Number.POSITIVE_INFINITY].map((limit, i, limits) => {
  const low = i === 0 ? Math.SQRT1_2 : (limits[i - 1] ?? 1);
  const middle = (low + Math.min(limit, Math.SQRT2)) / 2;
  const factor = low < 1 && limit > 1 ? 1 : Math.round(64 / middle) / 64;
  const log = -Math.log(factor);
  const high = Math.round(log * 4096) / 4096;
  return { limit: Math.fround(limit), factor, high, low: Math.fround(log - high) };
});

function choose(m: Expression, field: "factor" | "high" | "low"): Expression {
  const [last, ...others] = [...INTERVALS].reverse();
  return others.reduce(
    (chosen, interval) => select(less(m, interval.limit), interval[field], chosen),
    constant(last?.[field] ?? 0),
  );
}

/** (log(1 + f) − f + f²/2)/f³ for |f| ≤ 0.07. */
const TAIL = [0.33333334, -0.24999963, 0.19999917, -0.16728021, 0.14353889];

/** log(a) for positive a, to about 2^−33 of its value. */
function logPair(a: Expression): Pair {
  const { m, e } = splitPositive(a);
  const factor = choose(m, "factor");
  // m·factor − 1 without error: both halves of m times a factor of seven bits are exact.
  const upper = truncateBits(m);
  const f = exactSum(subtract(multiply(upper, factor), 1), multiply(subtract(m, upper), factor));
  const fUpper = truncateBits(f.high);
  const halfSquare = multiply(multiply(fUpper, fUpper), -0.5);
  const squareRest = add(
    multiply(multiply(subtract(f.high, fUpper), add(f.high, fUpper)), 0.5),
    multiply(f.high, f.low),
  );
  const cube = multiply(f.high, multiply(f.high, f.high));
  const whole = add(multiply(e, LN2_HIGH), choose(m, "high"));
  const first = quickSum(whole, f.high);
  const second = quickSum(first.high, halfSquare);
  const small = add(multiply(e, LN2_LOW), choose(m, "low"));
  const tail = subtract(multiply(cube, polynomial(f.high, TAIL)), squareRest);
  const low = add(add(first.low, second.low), add(add(f.low, small), tail));
  return quickSum(second.high, low);
}

/** exp(b · log(a)) for positive finite a. */
function positivePower(a: Expression, b: Expression): Expression {
  const log = logPair(a);
  // |log a| is 0 or above 2^−25: an exponent beyond 2^40 overflows or vanishes like 2^40 does.
  const clamped = min(max(b, -(2 ** 40)), 2 ** 40);
  const bUpper = truncateBits(clamped);
  const logUpper = truncateBits(log.high);
  const rest = add(
    add(multiply(bUpper, subtract(log.high, logUpper)), multiply(subtract(clamped, bUpper), log.high)),
    multiply(clamped, log.low),
  );
  const product = quickSum(multiply(bUpper, logUpper), rest);
  return lowerExp(product.high, select(less(abs(product.high), 105), product.low, 0));
}

const isWhole = (b: Expression): Expression => equal(round(b), b);

/** For any base and exponent, with the special values of JavaScript's `**`. */
function generalPower(a: Expression, b: Expression): Expression {
  const infinity = Number.POSITIVE_INFINITY;
  const size = abs(a);
  const finite = positivePower(size, b);
  const atZero = select(less(b, 0), infinity, select(less(0, b), 0, b));
  const atInfinity = select(less(b, 0), 0, add(b, infinity));
  const beyond = select(equal(size, infinity), atInfinity, size);
  const bySize = select(equal(size, 0), atZero, select(less(size, infinity), finite, beyond));
  const odd = select(isWhole(b), select(isWhole(multiply(b, 0.5)), 0, 1), 0);
  const signed = select(equal(odd, 1), copySign(bySize, a), bySize);
  const ofFinite = select(less(a, 0), select(less(size, infinity), Number.NaN, signed), signed);
  const real = select(isWhole(b), signed, ofFinite);
  // (±1) to ±∞ is NaN.
  const undecided = select(equal(size, 1), select(equal(abs(b), infinity), Number.NaN, real), real);
  return select(equal(b, 0), 1, undecided);
}

/** Exponents whose power is a product, a quotient or a root. */
const SPECIAL_EXPONENTS: ReadonlyMap<number, (a: Expression) => Expression> = new Map([
  [1, (a: Expression) => a],
  [2, (a: Expression) => multiply(a, a)],
  [3, (a: Expression) => multiply(multiply(a, a), a)],
  [-1, (a: Expression) => divide(1, a)],
  // −∞ to ½ is ∞, and −0 to ½ is 0.
  [0.5, (a: Expression) => add(sqrt(select(equal(a, Number.NEGATIVE_INFINITY), abs(a), a)), 0)],
]);

export function lowerPower(a: Expression, b: Expression): Expression {
  const special = b.kind === "constant" ? SPECIAL_EXPONENTS.get(b.value) : undefined;
  return special === undefined ? generalPower(a, b) : special(a);
}
