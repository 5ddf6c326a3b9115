import { abs, add, divide, less, multiply, negate, select } from "../build.ts";
import type { Expression } from "../node.ts";
import { structuralKey } from "../structure.ts";
import { EXP_UNIT, expFalling, lowerExpFalling } from "./exp.ts";

/** u of −u, whichever way the sign stands; undefined for others. */
function opposite(e: Expression): Expression | undefined {
  if (e.kind === "negate") return e.args[0];
  const [factor, rest] = e.args;
  if (e.kind !== "multiply" || factor.kind !== "constant" || !(factor.value < 0)) return undefined;
  return multiply(-factor.value, rest);
}

/** exp(−|x|), the same expression for x and −x: both sides of a product share it. */
const falling = (x: Expression): Expression => lowerExpFalling(negate(abs(opposite(x) ?? x)));

/** With e = exp(−|x|), which never overflows: 1/(1 + e), and e/(1 + e) below 0. */
export function lowerSigmoid(x: Expression): Expression {
  const e = falling(x);
  return divide(select(less(x, 0), e, 1), add(e, 1));
}

/** a · σ(x): where σ(x) is subnormal the product still has all its digits; undefined for other products. */
export function lowerGated(a: Expression, b: Expression): Expression | undefined {
  const [gate, value] = b.kind === "sigmoid" ? [b, a] : [a, b];
  if (gate.kind !== "sigmoid" || value.kind === "constant") return undefined;
  const x = gate.args[0];
  const { high, value: e } = expFalling(negate(abs(opposite(x) ?? x)));
  const below = less(x, 0);
  const share = divide(select(below, high, 1), add(e, 1));
  return multiply(multiply(value, share), select(below, EXP_UNIT, 1));
}

/** σ(x) · σ(−x), the logistic's slope, as e/(1 + e)²: one exponential and one division; undefined for other products. */
export function lowerLogisticSlope(a: Expression, b: Expression): Expression | undefined {
  if (a.kind !== "sigmoid" || b.kind !== "sigmoid") return undefined;
  const [x, y] = [a.args[0], b.args[0]];
  const flipped = opposite(x) ?? opposite(y);
  if (!flipped || structuralKey(flipped) !== structuralKey(opposite(x) ? y : x)) return undefined;
  const e = falling(flipped);
  const sum = add(e, 1);
  return divide(e, multiply(sum, sum));
}
