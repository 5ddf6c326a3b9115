import { add, constant, multiply } from "../build.ts";
import type { Expression } from "../node.ts";

/** Horner's form; `coefficients` from the constant term up. */
export function polynomial(x: Expression, coefficients: readonly number[]): Expression {
  const highest = coefficients.length - 1;
  let sum: Expression = constant(coefficients[highest]);
  for (let i = highest - 1; i >= 0; i--) sum = add(multiply(sum, x), coefficients[i]);
  return sum;
}
