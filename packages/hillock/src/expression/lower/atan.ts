import { abs, add, copySign, divide, less, multiply, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { polynomial } from "./polynomial.ts";

/** (atan(t) − t)/t³ in t², 0 ≤ t ≤ 1. */
const TAIL = [
  -0.33333334, 0.20000067, -0.14287, 0.11121479, -0.09128552, 0.07719276, -0.06381983, 0.04639882,
  -0.025687406, 0.009069855, -0.0014826369,
];
const HALF_PI = Math.fround(Math.PI / 2);
const HALF_PI_LOW = Math.fround(Math.PI / 2 - HALF_PI);

/** Above 1 by π/2 − atan(1/x). */
export function lowerAtan(x: Expression): Expression {
  const size = abs(x);
  const inverted = less(1, size);
  const t = select(inverted, divide(1, size), size);
  const square = multiply(t, t);
  const tail = multiply(multiply(t, square), polynomial(square, TAIL));
  const difference = subtract(HALF_PI, t);
  const lost = subtract(subtract(HALF_PI, difference), t);
  const upper = add(difference, add(lost, subtract(HALF_PI_LOW, tail)));
  return copySign(select(inverted, upper, add(t, tail)), x);
}
