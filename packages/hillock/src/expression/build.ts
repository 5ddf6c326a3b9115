import type { Expression, Kind } from "./node.ts";

const NO_ARGS: readonly Expression[] = [];

/** A node as it is, without simplification: `simplify` is a pass of its own. */
export function node(kind: Kind, args: readonly Expression[], value = Number.NaN, name = ""): Expression {
  return { kind, args, value, name };
}

/** Numbers stand for constants wherever an expression is expected. */
export type Operand = Expression | number;

export const constant = (value: number): Expression => node("constant", NO_ARGS, value);
export const parameter = (name: string): Expression => node("parameter", NO_ARGS, Number.NaN, name);
/** The variable of every formula. */
export const x: Expression = node("variable", NO_ARGS, Number.NaN, "x");

export const toExpression = (operand: Operand): Expression =>
  typeof operand === "number" ? constant(operand) : operand;

// bundlers leave out what is made by these and not used
/* @__NO_SIDE_EFFECTS__ */
const unary = (kind: Kind) => (a: Operand) => node(kind, [toExpression(a)]);
/* @__NO_SIDE_EFFECTS__ */
const binary = (kind: Kind) => (a: Operand, b: Operand) => node(kind, [toExpression(a), toExpression(b)]);

export const add = binary("add");
export const subtract = binary("subtract");
export const multiply = binary("multiply");
export const divide = binary("divide");
export const min = binary("min");
export const max = binary("max");
export const power = binary("power");
export const less = binary("less");
export const lessEqual = binary("lessEqual");
export const equal = binary("equal");
export const greater = (a: Operand, b: Operand): Expression => less(b, a);
export const greaterEqual = (a: Operand, b: Operand): Expression => lessEqual(b, a);
export const copySign = binary("copySign");
export const pmin = binary("pmin");
export const pmax = binary("pmax");
export const shiftedPow2 = (shifted: Operand, factor = 1): Expression =>
  node("shiftedPow2", [toExpression(shifted), constant(factor)]);

export const negate = unary("negate");
export const abs = unary("abs");
export const sqrt = unary("sqrt");
export const round = unary("round");
export const exp = unary("exp");
export const expm1 = unary("expm1");
export const log = unary("log");
export const log1p = unary("log1p");
export const sin = unary("sin");
export const cos = unary("cos");
export const atan = unary("atan");
export const tanh = unary("tanh");
export const sigmoid = unary("sigmoid");
export const softplus = unary("softplus");
export const erf = unary("erf");
export const erfc = unary("erfc");
/** Φ, the standard normal distribution function. */
export const normal = unary("normal");
export const pow2 = unary("pow2");
export const exponent = unary("exponent");
export const mantissa = unary("mantissa");
export const truncateBits = unary("truncateBits");
export const ceil = unary("ceil");
/** 1.5 · 2²³: a float32 that is added to it is rounded to a whole number, which stands in the last bits of the sum. */
export const ROUNDING = 12_582_912;

/** `whenTrue` where the condition holds, else `whenFalse`; both are evaluated. */
export const select = (condition: Expression, whenTrue: Operand, whenFalse: Operand): Expression =>
  node("select", [condition, toExpression(whenTrue), toExpression(whenFalse)]);
