import { abs, less, multiply, negate, select, subtract, tanh } from "../../expression/build.ts";
import { polynomial } from "../../expression/lower/polynomial.ts";
import type { Expression } from "../../expression/node.ts";

/** (tanh(x) − x)/x³ in x², |x| ≤ 1. */
const TAIL = [
  -0.33333334, 0.13333355, -0.053968247, 0.021852776, -0.008755063, 0.0032821787, -0.00097401795,
  0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;

/** x − tanh(x) with ONNX's own Tanh, near 0 by a polynomial: the difference would have no digits left. */
export function tanhShrink(x: Expression): Expression {
  const size = abs(x);
  const square = multiply(size, size);
  const near = multiply(negate(multiply(x, square)), polynomial(square, TAIL));
  return select(less(size, POLYNOMIAL_LIMIT), near, subtract(x, tanh(x)));
}
