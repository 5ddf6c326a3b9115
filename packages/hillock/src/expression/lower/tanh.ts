import { abs, add, copySign, divide, less, min, multiply, negate, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExpQuick } from "./exp.ts";
import { polynomial } from "./polynomial.ts";

/** (tanh(x) − x)/x³ in x², |x| ≤ 1. */
const TAIL = [
  -0.33333334, 0.13333355, -0.053968247, 0.021852776, -0.008755063, 0.0032821787, -0.00097401795,
  0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;

/** x − tanh(x), near 0 by the same polynomial: the difference would have no digits left. */
export const lowerTanhShrink = (x: Expression): Expression => tanhShrink(x, lowerTanh);

export function tanhShrink(x: Expression, tanh: (x: Expression) => Expression): Expression {
  const size = abs(x);
  const square = multiply(size, size);
  const near = multiply(negate(multiply(x, square)), polynomial(square, TAIL));
  return select(less(size, POLYNOMIAL_LIMIT), near, subtract(x, tanh(x)));
}

/** An odd polynomial near 0; 1 − 2/(exp(2|x|) + 1) elsewhere, with the sign of x. */
export function lowerTanh(x: Expression): Expression {
  const size = abs(x);
  const square = multiply(size, size);
  const near = add(size, multiply(multiply(size, square), polynomial(square, TAIL)));
  // From 10 on tanh rounds to 1.
  const e = lowerExpQuick(multiply(min(size, 10), 2));
  const far = subtract(1, divide(2, add(e, 1)));
  return copySign(select(less(size, POLYNOMIAL_LIMIT), near, far), x);
}
