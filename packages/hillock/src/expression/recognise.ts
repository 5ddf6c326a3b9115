import { log1p, multiply, negate, node, softplus, tanh } from "./build.ts";
import { oppositeExponents, quotientByGrowing } from "./growing.ts";
import { argumentOfCosh, argumentOfSinh } from "./hyperbolic.ts";
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

type Pattern = (e: Expression) => Expression | undefined;

const halved = (e: Expression): Expression => simplify(multiply(0.5, e));

/** (eᵘ − 1) / (eᵘ + 1) is tanh(u/2). */
const tangentOfHalf: Pattern = (e) => {
  const u = e.kind === "divide" ? exponentOfOnePlusExp(e.args[1]) : undefined;
  const [top] = e.args;
  if (!u) return undefined;
  if (top.kind === "expm1" && same(top.args[0], u)) return tanh(halved(u));
  const isLess = top.kind === "subtract" && isOne(top.args[0]) && top.args[1].kind === "exp";
  return isLess && same(top.args[1].args[0], u) ? tanh(simplify(multiply(-0.5, u))) : undefined;
};

const hyperbolicTangent: Pattern = (e) => {
  if (e.kind !== "divide") return undefined;
  const [top, bottom] = e.args;
  const [s, c] = [argumentOfSinh(top), argumentOfCosh(bottom)];
  if (s && c && same(s, c)) return tanh(s);
  if (top.kind !== "subtract" || bottom.kind !== "add") return undefined;
  const u = oppositeExponents(top.args[0], top.args[1]);
  const matches =
    u &&
    (same(top.args[0], bottom.args[0])
      ? same(top.args[1], bottom.args[1])
      : same(top.args[0], bottom.args[1]) && same(top.args[1], bottom.args[0]));
  return matches ? tanh(u) : undefined;
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

const isNear = (e: Expression, value: number): boolean =>
  e.kind === "constant" && Math.abs(e.value / value - 1) < 1e-15;

/** u of erfc(−u/√2), which is twice the normal distribution function at u. */
function ofNormal(e: Expression): Expression | undefined {
  if (e.kind !== "erfc") return undefined;
  const [v] = e.args;
  const [a, b] = v.kind === "negate" ? v.args[0].args : v.args;
  const sign = v.kind === "negate" ? 1 : -1;
  const inner = v.kind === "negate" ? v.args[0] : v;
  if (inner.kind === "divide" && isNear(b, sign * Math.SQRT2)) return a;
  return inner.kind === "multiply" && isNear(a, sign * Math.SQRT1_2) ? b : undefined;
}

/** y of y/2 and of ½·y. */
function doubled(e: Expression): Expression | undefined {
  if (e.kind === "divide" && isNear(e.args[1], 2)) return e.args[0];
  return e.kind === "multiply" && isNear(e.args[0], 0.5) ? e.args[1] : undefined;
}

/** ½ · erfc(−u/√2), with factors between, is the normal distribution function of u, which stands last in a product. */
const normalDistribution: Pattern = (e) => {
  if (e.kind === "multiply" && e.args[0].kind === "normal" && e.args[1].kind !== "normal")
    return multiply(e.args[1], e.args[0]);
  const half = doubled(e);
  const alone = half && ofNormal(half);
  if (alone) return node("normal", [alone]);
  const product = half ?? e;
  if (product.kind !== "multiply") return undefined;
  for (const [a, b] of [product.args, [...product.args].reverse()]) {
    const u = ofNormal(b);
    const factor = half ? a : doubled(a);
    if (u && factor) return multiply(factor, node("normal", [u]));
  }
  return undefined;
};

const PATTERNS: readonly Pattern[] = [
  tangentOfHalf,
  hyperbolicTangent,
  quotientByGrowing,
  softPlus,
  logOfOnePlus,
  expMinusOne,
  complement,
  normalDistribution,
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
