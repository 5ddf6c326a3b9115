import {
  abs,
  add,
  divide,
  equal,
  exp,
  less,
  log,
  min,
  multiply,
  negate,
  select,
  subtract,
} from "../../expression/build.ts";
import { complementaryErf, type TailParts } from "../../expression/lower/erf.ts";
import { REACH, tailShare } from "../../expression/lower/normal.ts";
import type { Expression, FormulaKind, LeafKind } from "../../expression/node.ts";
import { sameTree as same } from "../../expression/structure.ts";
import { tanhShrink } from "./tanh-shrink.ts";

interface OperatorRule {
  readonly type: string;
  /** The first opset in which it takes float32 numbers whose shapes broadcast. */
  readonly since: number;
}
/** Of an operator that ONNX lacks, or whose digits onnxruntime loses: the same from operators that keep them. */
interface TreeRule {
  readonly tree: (a: Expression) => Expression;
}

const operator = (type: string, since: number): OperatorRule => ({ type, since });

/** The upper half of a number's bits, so that its square is exact (Dekker 1971). */
const highPart = (u: Expression): Expression => {
  const scaled = multiply(4097, u);
  return subtract(scaled, subtract(scaled, u));
};
const inTwoParts: TailParts = { high: highPart, exponential: (a, b) => multiply(exp(a), exp(b)) };

/** (v − 1)·u / ln v with v = e^u rounded (Kahan); the quotient makes good what rounding v did. */
const exponentialMinusOne = (u: Expression): Expression => {
  const bounded = select(less(u, -30), -30, u);
  const v = exp(bounded);
  const small = select(equal(v, 1), u, multiply(subtract(v, 1), divide(bounded, log(v))));
  return select(less(1, u), subtract(exp(u), 1), small);
};

/** ln v · u / (v − 1) with v = 1 + u rounded (Kahan). */
const logOfOnePlus = (u: Expression): Expression => {
  const v = add(1, u);
  const small = select(equal(v, 1), u, multiply(log(v), divide(u, subtract(v, 1))));
  return select(less(1, u), log(v), small);
};

/** Φ(u) to the last digits, however small, with the square in two parts. */
function normalDistribution(u: Expression): Expression {
  const a = min(abs(u), REACH);
  const high = highPart(a);
  const rest = multiply(subtract(a, high), add(a, high));
  const density = inTwoParts.exponential(multiply(-0.5, multiply(high, high)), multiply(-0.5, rest));
  const small = multiply(density, tailShare(a));
  return select(less(u, 0), small, subtract(1, small));
}

const KINDS = {
  add: operator("Add", 7),
  subtract: operator("Sub", 7),
  multiply: operator("Mul", 7),
  divide: operator("Div", 7),
  negate: operator("Neg", 6),
  abs: operator("Abs", 6),
  min: operator("Min", 8),
  max: operator("Max", 8),
  sqrt: operator("Sqrt", 6),
  round: operator("Round", 11),
  less: operator("Less", 9),
  lessEqual: operator("LessOrEqual", 12),
  equal: operator("Equal", 11),
  select: operator("Where", 9),
  exp: operator("Exp", 6),
  expm1: { tree: exponentialMinusOne },
  log: operator("Log", 6),
  log1p: { tree: logOfOnePlus },
  sin: operator("Sin", 7),
  cos: operator("Cos", 7),
  atan: operator("Atan", 7),
  tanh: operator("Tanh", 6),
  // onnxruntime's Sigmoid is exact to 10⁻⁷ of 1 only, its Exp to the last digit
  sigmoid: { tree: (u) => divide(1, add(1, exp(negate(u)))) },
  softplus: operator("Softplus", 1),
  erf: operator("Erf", 9),
  erfc: { tree: (u) => complementaryErf(u, inTwoParts) },
  normal: { tree: normalDistribution },
  power: operator("Pow", 7),
} satisfies Record<Exclude<FormulaKind, LeafKind>, OperatorRule | TreeRule>;

/** A node that is no leaf. */
export type InnerKind = keyof typeof KINDS;

export const isInner = (kind: string): kind is InnerKind => Object.hasOwn(KINDS, kind);

export const ruleOf = (kind: InnerKind): OperatorRule | TreeRule => KINDS[kind];

/** u − tanh(u) and exp(−u²), which lose their digits when their parts are computed one by one. */
export function wholeTree({ kind, args: [a, b] }: Expression): Expression | undefined {
  if (kind === "subtract" && b.kind === "tanh" && same(a, b.args[0])) return tanhShrink(a);
  const square = kind === "exp" && a.kind === "negate" ? a.args[0] : undefined;
  if (square?.kind !== "multiply" || !same(square.args[0], square.args[1])) return undefined;
  // from 11 on it is 0 in float32
  const size = min(abs(square.args[0]), 11);
  const high = highPart(size);
  const rest = multiply(subtract(size, high), add(size, high));
  return inTwoParts.exponential(negate(multiply(high, high)), negate(rest));
}
