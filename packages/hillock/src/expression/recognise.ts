import { log1p, multiply, negate, node, normal, sigmoid, softplus, tanh } from "./build.ts";
import { oppositeExponents, quotientByGrowing } from "./growing.ts";
import { argumentOfCosh, argumentOfSinh } from "./hyperbolic.ts";
import type { Expression } from "./node.ts";
import { simplify } from "./simplify.ts";
import { inOrder, sameTree as same } from "./structure.ts";

const isOne = (e: Expression): boolean => e.kind === "constant" && e.value === 1;

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
  const [sum] = e.args;
  if (e.kind !== "log" || (sum.kind !== "add" && sum.kind !== "subtract")) return undefined;
  const [a, b] = sum.args;
  if (sum.kind === "subtract") return isOne(a) ? log1p(negate(b)) : undefined;
  return isOne(a) ? log1p(b) : isOne(b) ? log1p(a) : undefined;
};

const expMinusOne: Pattern = (e) =>
  e.kind === "subtract" && e.args[0].kind === "exp" && isOne(e.args[1])
    ? node("expm1", e.args[0].args)
    : undefined;

/** 1 + erf(u), which loses its digits for negative u, is erfc(−u); 1 + tanh(u) is 2 σ(2u). */
const complement: Pattern = (e) => {
  if (e.kind !== "add" && e.kind !== "subtract") return undefined;
  const [a, b] = e.args;
  const of = isOne(a) ? b : e.kind === "add" && isOne(b) ? a : undefined;
  if (of?.kind !== "erf" && of?.kind !== "tanh") return undefined;
  const [u] = of.args;
  const sign = e.kind === "add" ? 1 : -1;
  return of.kind === "erf"
    ? node("erfc", [simplify(multiply(-sign, u))])
    : multiply(2, sigmoid(simplify(multiply(2 * sign, u))));
};

const isNear = (e: Expression, value: number): boolean =>
  e.kind === "constant" && Math.abs(e.value / value - 1) < 1e-15;

/** Half of erfc(−u/√2), the normal distribution function at u, and of 2 σ(u). */
function halfOf(e: Expression): Expression | undefined {
  if (e.kind === "multiply" && isNear(e.args[0], 2) && e.args[1].kind === "sigmoid") return e.args[1];
  if (e.kind !== "erfc") return undefined;
  const [v] = e.args;
  const [a, b] = v.kind === "negate" ? v.args[0].args : v.args;
  const sign = v.kind === "negate" ? 1 : -1;
  const inner = v.kind === "negate" ? v.args[0] : v;
  if (inner.kind === "divide" && isNear(b, sign * Math.SQRT2)) return normal(a);
  return inner.kind === "multiply" && isNear(a, sign * Math.SQRT1_2) ? normal(b) : undefined;
}

/** y of y/2 and of ½·y. */
function doubled(e: Expression): Expression | undefined {
  if (e.kind === "divide" && isNear(e.args[1], 2)) return e.args[0];
  return e.kind === "multiply" && isNear(e.args[0], 0.5) ? e.args[1] : undefined;
}

/** ½ and twice a distribution function, with factors between, are that function, which stands last in a product. */
const distribution: Pattern = (e) => {
  if (e.kind === "multiply" && e.args[0].kind === "normal" && e.args[1].kind !== "normal")
    return multiply(e.args[1], e.args[0]);
  const half = doubled(e);
  const alone = half && halfOf(half);
  if (alone) return alone;
  const product = half ?? e;
  if (product.kind !== "multiply") return undefined;
  for (const [a, b] of [product.args, [...product.args].reverse()]) {
    const gate = halfOf(b);
    const factor = half ? a : doubled(a);
    if (gate && factor) return multiply(factor, gate);
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
  distribution,
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
