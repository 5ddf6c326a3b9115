import { constant, divide, multiply } from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exponential.ts";
import { lowerLog } from "./logarithm.ts";

const LARGEST_PRODUCT = 32;

/** Whole constant exponents by products, others as exp(v · ln u). */
export function lowerPower(u: Expression, v: Expression): Expression {
  if (v.kind === "constant" && Number.isInteger(v.value) && Math.abs(v.value) <= LARGEST_PRODUCT) {
    const product = wholePower(u, Math.abs(v.value));
    return v.value < 0 ? divide(1, product) : product;
  }
  return lowerExp(multiply(v, lowerLog(u)));
}

function wholePower(u: Expression, n: number): Expression {
  if (n === 0) return constant(1);
  if (n === 1) return u;
  const half = wholePower(u, Math.floor(n / 2));
  const square = multiply(half, half);
  return n % 2 === 1 ? multiply(square, u) : square;
}
