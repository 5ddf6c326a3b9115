import {
  abs,
  add,
  divide,
  less,
  multiply,
  pmax,
  pmin,
  ROUNDING,
  select,
  subtract,
  truncateBits,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { opposite } from "../opposite.ts";
import { LARGEST } from "../special/float32-bits.ts";
import { sameTree, structuralKey } from "../structure.ts";
import { PLACES, quickFalling, quickRising, rising, type Scaled, UNIT } from "./exp.ts";

/**
 * 2^64 / (1 + E) for E = (1 + q)·2^k, whose `power` stands 2^64 times lower. A quotient of twelve bits leaves a rest that
 * is exact, which the correction is made of: so nothing but the last sum rounds.
 */
export function share({ q, power }: Scaled): Expression {
  const part = multiply(power, q);
  const inverse = divide(1, add(add(power, UNIT), part));
  const quotient = truncateBits(inverse);
  const sum = add(add(power, UNIT), part);
  const high = truncateBits(sum);
  const low = add(add(subtract(power, high), UNIT), part);
  const left = subtract(subtract(1, multiply(quotient, high)), multiply(quotient, low));
  return add(quotient, multiply(inverse, left));
}

const SHIFT = ROUNDING - PLACES;
/** From here on σ(−x), and x · σ(−x), is 0 in float32. */
const REACH = 110;

/** 2^−64 · (1 + E), in the order in which rounding weighs least in the quotient under all E. */
const onePlus = ({ q, power }: Scaled): Expression => add(power, add(multiply(power, q), UNIT));

/**
 * 1/(1 + exp(−x)), with 2^−64 in front of both, so that only the quotient may be subnormal: within 2 ULP, which
 * it comes near at 0 only.
 */
export function lowerSigmoid(x: Expression): Expression {
  const size = pmax(pmin(x, 30), -REACH);
  return divide(UNIT, onePlus(quickFalling(size, SHIFT)));
}

/**
 * What the sum under the quotient rounds weighs most just above a power of two. With all of it times this, chosen for the
 * least error over all, the quotient is within 1.6 ULP.
 */
const FACTOR = 1.4375;

/** 2^64 · σ(−|x|), the same expression for x and −x: both sides of a product share it. */
function tail(x: Expression): Expression {
  const size = pmin(abs(opposite(x) ?? x), REACH);
  const { q, power } = rising(size, { shift: SHIFT, factor: FACTOR });
  const sum = add(power, FACTOR * UNIT);
  const lost = subtract(FACTOR * UNIT, subtract(sum, power));
  return divide(FACTOR, add(sum, add(multiply(power, q), lost)));
}

/** σ(−|x|). */
export const lowerLogisticTail = (x: Expression): Expression => multiply(tail(x), UNIT);

/** The same, rounded once at its end. */
const exactTail = (x: Expression): Expression =>
  share(rising(pmin(abs(opposite(x) ?? x), REACH), { shift: SHIFT }));

/** Which of a product's factors is σ(…), if one is. */
export const gateFirst = (a: Expression, b: Expression): readonly [gate: Expression, value: Expression] =>
  b.kind === "sigmoid" ? [b, a] : [a, b];

/** x of x · σ(x); undefined for other products. */
export function gatedOf(a: Expression, b: Expression): Expression | undefined {
  const [gate, value] = gateFirst(a, b);
  if (gate.kind !== "sigmoid") return undefined;
  return sameTree(value, gate.args[0]) ? value : undefined;
}

/** a · σ(x): where σ(x) is subnormal the product still has all its digits; undefined for other products. */
export function lowerGated(a: Expression, b: Expression): Expression | undefined {
  const [gate, value] = gateFirst(a, b);
  if (gate.kind !== "sigmoid" || value.kind === "constant") return undefined;
  const x = gate.args[0];
  // x · σ(x) = max(x, 0) − |x| · σ(−|x|); −0 keeps the sign of what falls below the smallest number
  if (gatedOf(a, b)) {
    const size = pmin(abs(x), REACH);
    return subtract(pmax(x, -0), multiply(divide(size, onePlus(quickRising(size, SHIFT))), UNIT));
  }
  // no finite factor lifts what lies beyond; and infinity times 0 would be NaN
  const beyond = less(REACH, abs(x));
  const bounded = select(beyond, pmax(pmin(value, LARGEST), -LARGEST), value);
  const t = exactTail(x);
  // a large factor would overflow before the unit is taken off, a small one would lose digits after
  const large = less(1, abs(value));
  const reached = multiply(multiply(bounded, select(large, UNIT, 1)), select(beyond, 0, t));
  const small = multiply(reached, select(large, 1, UNIT));
  return select(less(x, 0), small, multiply(value, subtract(1, multiply(t, UNIT))));
}

/** x of σ(x) · σ(−x) · factor, the logistic's slope; undefined for other products. */
export function logisticSlopeOf(
  a: Expression,
  b: Expression,
  factor?: number,
): { readonly of: Expression; readonly factor: number } | undefined {
  // a second constant, which was not folded into the first: their product would be subnormal
  if (a.kind === "constant" && b.kind === "multiply" && factor === undefined)
    return logisticSlopeOf(b.args[0], b.args[1], a.value);
  if (a.kind !== "sigmoid" || b.kind !== "sigmoid") return undefined;
  const [x, y] = [a.args[0], b.args[0]];
  const flipped = opposite(x) ?? opposite(y);
  if (!flipped || structuralKey(flipped) !== structuralKey(opposite(x) ? y : x)) return undefined;
  return { of: flipped, factor: factor ?? 1 };
}

/** The logistic's slope as t − t² with t = σ(−|x|); undefined for other products. */
export function lowerLogisticSlope(a: Expression, b: Expression): Expression | undefined {
  const slope = logisticSlopeOf(a, b);
  if (slope === undefined) return undefined;
  const t = tail(slope.of);
  return multiply(subtract(t, multiply(t, multiply(t, UNIT))), slope.factor * UNIT);
}

/**
 * σ(x) + x · σ(x) · σ(−x), the slope of x · σ(x): with t = σ(−|x|) it is t · (1 − |x| + |x| · t) below 0, where 1 − |x| is
 * exact from ½ on, and 1 minus that above.
 */
export function lowerGatedSlope(x: Expression): Expression {
  const size = pmin(abs(x), REACH);
  const t = exactTail(x);
  const factor = add(subtract(1, size), multiply(multiply(size, t), UNIT));
  const small = multiply(multiply(t, factor), UNIT);
  return select(less(x, 0), small, subtract(1, small));
}
