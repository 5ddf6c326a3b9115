import { log1p, multiply, negate, node, sigmoid, softplus, tanh } from "./build.ts";
import type { Expression } from "./node.ts";
import { simplify } from "./simplify.ts";
import { inOrder, structuralKey } from "./structure.ts";

const isOne = (e: Expression): boolean => e.kind === "constant" && e.value === 1;
const same = (a: Expression, b: Expression): boolean => structuralKey(a) === structuralKey(b);

/** u of 1 + exp(u), however it is ordered. */
function exponentOfOnePlusExp(e: Expression): Expression | undefined {
  if (e.kind !== "add") return undefined;
  const [a, b] = e.args;
  if (isOne(a) && b.kind === "exp") return b.args[0];
  return isOne(b) && a.kind === "exp" ? a.args[0] : undefined;
}

/** The u of [exp(u), exp(−u)]. */
function oppositeExponents(a: Expression, b: Expression): Expression | undefined {
  if (a.kind !== "exp" || b.kind !== "exp") return undefined;
  return same(simplify(negate(a.args[0])), simplify(b.args[0])) ? a.args[0] : undefined;
}

type Pattern = (e: Expression) => Expression | undefined;

const hyperbolicTangent: Pattern = (e) => {
  if (e.kind !== "divide") return undefined;
  const [top, bottom] = e.args;
  if (top.kind !== "subtract" || bottom.kind !== "add") return undefined;
  const u = oppositeExponents(top.args[0], top.args[1]);
  const matches =
    u &&
    (same(top.args[0], bottom.args[0])
      ? same(top.args[1], bottom.args[1])
      : same(top.args[0], bottom.args[1]) && same(top.args[1], bottom.args[0]));
  return matches ? tanh(u) : undefined;
};

const logistic: Pattern = (e) => {
  const u = e.kind === "divide" ? exponentOfOnePlusExp(e.args[1]) : undefined;
  return u && multiply(e.args[0], sigmoid(negate(u)));
};

const softPlus: Pattern = (e) => {
  const u =
    e.kind === "log"
      ? exponentOfOnePlusExp(e.args[0])
      : e.kind === "log1p" && e.args[0].kind === "exp"
        ? e.args[0].args[0]
        : undefined;
  return u && softplus(u);
};

const logOfOnePlus: Pattern = (e) => {
  if (e.kind !== "log" || e.args[0].kind !== "add") return undefined;
  const [a, b] = e.args[0].args;
  return isOne(a) ? log1p(b) : isOne(b) ? log1p(a) : undefined;
};

const expMinusOne: Pattern = (e) =>
  e.kind === "subtract" && e.args[0].kind === "exp" && isOne(e.args[1])
    ? node("expm1", e.args[0].args)
    : undefined;

/** 1 + erf(u), which loses its digits for negative u, is erfc(−u). */
const complement: Pattern = (e) => {
  if (e.kind !== "add" && e.kind !== "subtract") return undefined;
  const [a, b] = e.args;
  const u =
    isOne(a) && b.kind === "erf"
      ? b.args[0]
      : e.kind === "add" && isOne(b) && a.kind === "erf"
        ? a.args[0]
        : undefined;
  return u && node("erfc", [e.kind === "add" ? simplify(negate(u)) : u]);
};

const PATTERNS: readonly Pattern[] = [
  hyperbolicTangent,
  logistic,
  softPlus,
  logOfOnePlus,
  expMinusOne,
  complement,
];

/**
 * What people type, as the named functions that it means: 1 / (1 + exp(−u)) is sigmoid(u), ln(1 + exp(u)) is
 * softplus(u), … These do not overflow, keep their digits in the tails, and have clean derivatives.
 */
export function recognise(expression: Expression): Expression {
  const simple = simplify(expression);
  const done = new Map<Expression, Expression>();
  for (const e of inOrder(simple)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const rebuilt = args.some((arg, i) => arg !== e.args[i]) ? { ...e, args } : e;
    const match = PATTERNS.map((pattern) => pattern(rebuilt)).find((found) => found !== undefined);
    done.set(e, match ?? rebuilt);
  }
  return simplify(done.get(simple) ?? simple);
}
