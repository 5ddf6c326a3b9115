import {
  abs,
  add,
  copySign,
  divide,
  less,
  max,
  min,
  multiply,
  negate,
  select,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** erf(x)/x − 1 in x², |x| ≤ 1. */
const NEAR = [
  0.12837917, -0.37612635, 0.112837434, -0.02686355, 0.005216406, -0.00084232324, 0.00010858782,
  -0.000008577988,
];
/** (1 + 2x)·exp(x²)·erfc(x) in t = (x − 2.2)/(x + 2.2), ½ ≤ x ≤ 10.2. */
const TAIL = [
  1.272202, -0.10724013, -0.137585, 0.16586462, -0.07806047, 0.00724688, 0.008704076, -0.0019329082,
  -0.0011245762, 0.00026032585,
];
const CENTRE = 2.2;

const near = (x: Expression): Expression => add(x, multiply(x, polynomial(multiply(x, x), NEAR)));

/** How a target takes the upper half of a number's bits, and exp(a + b). */
export interface TailParts {
  readonly high: (size: Expression) => Expression;
  readonly exponential: (a: Expression, b: Expression) => Expression;
}
const LOWERED: TailParts = { high: truncateBits, exponential: lowerExp };

/** erfc(a) for ½ ≤ a; the square is taken in two parts, since its rounding error would be magnified. */
function upperTail(a: Expression, parts: TailParts): Expression {
  // From 10.2 on erfc is 0 in float32.
  const size = min(max(a, 0.5), 10.2);
  const high = parts.high(size);
  const rest = multiply(subtract(size, high), add(size, high));
  const gaussian = parts.exponential(negate(multiply(high, high)), negate(rest));
  const t = divide(subtract(size, CENTRE), add(size, CENTRE));
  return multiply(gaussian, divide(polynomial(t, TAIL), add(multiply(size, 2), 1)));
}

export function lowerErf(x: Expression): Expression {
  const size = abs(x);
  return copySign(select(less(size, 1), near(size), subtract(1, upperTail(size, LOWERED))), x);
}

export const lowerErfc = (x: Expression): Expression => complementaryErf(x, LOWERED);

/** erfc(x) to the last digits, however small. */
export function complementaryErf(x: Expression, parts: TailParts): Expression {
  const tail = upperTail(abs(x), parts);
  const far = select(less(x, 0), subtract(2, tail), tail);
  return select(less(abs(x), 0.5), subtract(1, near(x)), far);
}
