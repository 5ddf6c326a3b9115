import { abs, add, exp, expm1, multiply, negate, sigmoid, subtract } from "./build.ts";
import type { Expression } from "./node.ts";
import { simplify } from "./simplify.ts";
import { sameTree } from "./structure.ts";

/** 2 sinh(h): both terms have one sign, so that it keeps its digits near 0; so does its derivative. */
const twiceSinh = (h: Expression): Expression => subtract(expm1(h), expm1(negate(h)));
const halved = (u: Expression): Expression => simplify(multiply(0.5, u));

/** Of half the argument, so that nothing overflows before the value does. */
export function sinh(u: Expression): Expression {
  const h = halved(u);
  return multiply(multiply(0.5, twiceSinh(h)), add(exp(h), exp(negate(h))));
}

/** 1 + 2 sinh²(u/2). */
export function cosh(u: Expression): Expression {
  const twice = twiceSinh(halved(u));
  return add(1, multiply(multiply(0.5, twice), twice));
}

/** 1 / cosh(u), which never overflows. */
export function sech(u: Expression): Expression {
  const size = abs(u);
  return multiply(2, multiply(exp(negate(size)), sigmoid(multiply(2, size))));
}

/** u where the expression is `of(u)`, `twice` being the difference in it. */
function argumentOf(
  of: (u: Expression) => Expression,
  e: Expression,
  twice: Expression | undefined,
): Expression | undefined {
  const half =
    twice?.kind === "subtract" && twice.args[0].kind === "expm1" ? twice.args[0].args[0] : undefined;
  const u = half && simplify(multiply(2, half));
  return u && sameTree(simplify(of(u)), e) ? u : undefined;
}

export const argumentOfSinh = (e: Expression): Expression | undefined =>
  e.kind === "multiply" ? argumentOf(sinh, e, e.args[0].args[1]) : undefined;
export const argumentOfCosh = (e: Expression): Expression | undefined =>
  e.kind === "add" ? argumentOf(cosh, e, e.args[1].args[1]) : undefined;
