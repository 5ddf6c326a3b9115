import { constant, node } from "./build.ts";
import type { Expression, Kind } from "./node.ts";
import { isGiven, sameTree as same } from "./structure.ts";

type Rule = (args: readonly Expression[], original: Expression) => Expression;

const isConstant = (e: Expression, value?: number): boolean =>
  e.kind === "constant" && (value === undefined || e.value === value);

const add: Rule = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value + b.value);
  if (isConstant(a, 0)) return b;
  if (isConstant(b, 0)) return a;
  if (b.kind === "negate") return simplifyNode("subtract", [a, b.args[0]]);
  if (a.kind === "negate") return simplifyNode("subtract", [b, a.args[0]]);
  return original;
};

const subtract: Rule = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value - b.value);
  if (isConstant(b, 0)) return a;
  if (isConstant(a, 0)) return simplifyNode("negate", [b]);
  if (b.kind === "negate") return node("add", [a, b.args[0]]);
  // 1 − (1 − u): exact, where the difference of the two would cancel
  if (isConstant(a) && b.kind === "subtract" && same(a, b.args[0])) return b.args[1];
  if (isConstant(a, 1)) return squaredTanh(b) ?? original;
  return original;
};

/** 1 − 4 σ(2u) σ(−2u), the slope of u − tanh(u), is tanh²(u), which keeps its digits near 0. */
function squaredTanh(slope: Expression): Expression | undefined {
  const u = slope.args[1]?.args[0]?.args[0]?.args[1];
  if (u === undefined) return undefined;
  const gate = (factor: number) => node("sigmoid", [node("multiply", [constant(factor), u])]);
  const its = node("multiply", [constant(4), node("multiply", [gate(2), gate(-2)])]);
  const root = node("tanh", [u]);
  return same(slope, its) ? node("multiply", [root, root]) : undefined;
}

const negate: Rule = ([a], original) => {
  if (isConstant(a)) return constant(-a.value);
  if (a.kind === "negate") return a.args[0];
  if (a.kind === "subtract") return node("subtract", [a.args[1], a.args[0]]);
  return original;
};

const multiply: Rule = ([a, b], original) => {
  if (isConstant(a) && isConstant(b)) return constant(a.value * b.value);
  if (isConstant(b)) return simplifyNode("multiply", [b, a]);
  if (isConstant(a, 0)) return constant(0);
  if (isConstant(a, 1)) return b;
  if (isConstant(a, -1)) return simplifyNode("negate", [b]);
  if (isConstant(a) && b.kind === "multiply" && isConstant(b.args[0])) {
    const product = a.value * b.args[0].value;
    // one by one they may stay within float32's normal numbers where their product does not
    if (Math.abs(Math.log2(Math.abs(product))) < 126)
      return simplifyNode("multiply", [constant(product), b.args[1]]);
  }
  if (isConstant(a) && b.kind === "negate") return simplifyNode("multiply", [constant(-a.value), b.args[0]]);
  if (a.kind === "negate") return simplifyNode("negate", [simplifyNode("multiply", [a.args[0], b])]);
  if (b.kind === "negate") return simplifyNode("negate", [simplifyNode("multiply", [a, b.args[0]])]);
  // a · (s ? 1 : 0) becomes s ? a : 0, so that no product with a constant is left
  if (isChoice(b)) return distribute(b, a);
  if (isChoice(a)) return distribute(a, b);
  return original;
};

const isChoice = ({ kind, args: [, a, b] }: Expression): boolean =>
  kind === "select" && isGiven(a) && isGiven(b) && (isConstant(a) || isConstant(b));

const distribute = (choice: Expression, factor: Expression): Expression =>
  simplifyNode("select", [
    choice.args[0],
    simplifyNode("multiply", [choice.args[1], factor]),
    simplifyNode("multiply", [choice.args[2], factor]),
  ]);

const divide: Rule = ([a, b], original) => {
  if (isConstant(a) && isConstant(b) && b.value !== 0) return constant(a.value / b.value);
  if (isConstant(b, 1)) return a;
  if (isConstant(a, 0)) return constant(0);
  if (a.kind === "negate") return simplifyNode("negate", [node("divide", [a.args[0], b])]);
  return original;
};

const abs: Rule = ([a], original) =>
  isConstant(a) ? constant(Math.abs(a.value)) : a.kind === "negate" ? node("abs", a.args) : original;

const extreme =
  (fold: (a: number, b: number) => number): Rule =>
  ([a, b], original) =>
    isConstant(a) && isConstant(b) ? constant(fold(a.value, b.value)) : same(a, b) ? a : original;

const select: Rule = ([condition, a, b], original) => {
  if (same(a, b)) return a;
  const inner = b.kind === "select" ? b : undefined;
  // c1 ? A : (c2 ? B : A) is c2 ? B : A where c1 and c2 exclude each other: the two orders of one comparison
  if (inner && same(inner.args[2], a) && excludes(condition, inner.args[0])) return inner;
  // c1 ? A : (c2 ? B : B) was folded already; c1 ? A : (c2 ? A : B) keeps both
  return original;
};

const excludes = (a: Expression, b: Expression): boolean =>
  a.kind === "less" && b.kind === "less" && same(a.args[0], b.args[1]) && same(a.args[1], b.args[0]);

const power: Rule = ([a, b], original) => {
  if (isConstant(b, 0)) return constant(1);
  if (isConstant(b, 1)) return a;
  if (isConstant(b, 2)) return node("multiply", [a, a]);
  if (isConstant(b, 3)) return node("multiply", [a, node("multiply", [a, a])]);
  if (isConstant(b, 0.5)) return node("sqrt", [a]);
  if (isConstant(b, -1)) return node("divide", [constant(1), a]);
  if (isConstant(b, -2)) return node("divide", [constant(1), node("multiply", [a, a])]);
  return original;
};

const folded =
  (fold: (a: number) => number): Rule =>
  ([a], original) =>
    isConstant(a) && Number.isFinite(fold(a.value)) ? constant(fold(a.value)) : original;

/** Of a constant they are one. */
const FOLDED = ["sqrt", "exp", "expm1", "log", "log1p", "sin", "cos", "atan", "tanh"] as const;

/** Algebra that leaves the value as it is wherever it is finite, one rule a kind; other nodes stay as they are. */
const RULES: Partial<Record<Kind, Rule>> = {
  add,
  subtract,
  multiply,
  divide,
  negate,
  abs,
  min: extreme(Math.min),
  max: extreme(Math.max),
  select,
  ...Object.fromEntries(FOLDED.map((kind) => [kind, folded(Math[kind])])),
  power,
};

/** One node, simplified, over arguments that already are. */
function simplifyNode(kind: Kind, args: readonly Expression[]): Expression {
  const original = node(kind, args);
  return RULES[kind]?.(args, original) ?? original;
}

/** The same function with fewer nodes; shared parts stay shared. */
export function simplify(expression: Expression): Expression {
  const done = new Map<Expression, Expression>();
  const visit = (e: Expression): Expression => {
    const known = done.get(e);
    if (known) return known;
    const args = e.args.map(visit);
    const unchanged = args.every((arg, i) => arg === e.args[i]);
    const original = unchanged ? e : node(e.kind, args, e.value, e.name);
    const result = RULES[e.kind]?.(args, original) ?? original;
    done.set(e, result);
    return result;
  };
  return visit(expression);
}
