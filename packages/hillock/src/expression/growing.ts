import { constant, divide, exp, multiply, negate, power, sigmoid, softplus, subtract } from "./build.ts";
import { argumentOfCosh, sech } from "./hyperbolic.ts";
import type { Expression } from "./node.ts";
import { simplify } from "./simplify.ts";
import { inOrder, sameTree as same } from "./structure.ts";

// Quotients by what grows exponentially, as products with what falls. Beyond 89 an exponential is infinite in float32, and
// the slope of a quotient by it 0 · ∞.

/** Of a sum with an exponential: its logarithm costs digits, few of them while it is small. */
const LARGEST = 2 ** 24;
const MOST_FACTORS = 8;

const isScale = ({ kind, value }: Expression): boolean =>
  kind === "constant" && value >= 1 / LARGEST && value <= LARGEST;
const isNegative = ({ kind, value }: Expression): boolean => kind === "constant" && value < 0;
const opposite = (e: Expression): Expression => simplify(negate(e));

/** u of [exp(u), exp(−u)]. */
export function oppositeExponents(a: Expression, b: Expression): Expression | undefined {
  if (a.kind !== "exp" || b.kind !== "exp") return undefined;
  return same(opposite(a.args[0]), simplify(b.args[0])) ? a.args[0] : undefined;
}

/** What a product is made of; the product alone where that is much. */
function factorsOf(e: Expression): readonly Expression[] {
  let factors: readonly Expression[] = [e];
  while (factors.some(({ kind }) => kind === "multiply")) {
    factors = factors.flatMap((factor) => (factor.kind === "multiply" ? factor.args : [factor]));
    if (factors.length > MOST_FACTORS) return [e];
  }
  return factors;
}

/** c + factor · exp(u), in any order, which is c · (1 + exp(u − shift)). */
interface ShiftedExp {
  readonly u: Expression;
  readonly c: number;
  readonly factor: number;
  readonly shift: number;
}
function shiftedExp(e: Expression): ShiftedExp | undefined {
  if (e.kind !== "add") return undefined;
  const [c, other] = isScale(e.args[0]) ? e.args : [e.args[1], e.args[0]];
  const scaled = other.kind === "multiply" && isScale(other.args[0]);
  const grown = scaled ? other.args[1] : other;
  if (!isScale(c) || grown.kind !== "exp") return undefined;
  const factor = scaled ? other.args[0].value : 1;
  return { u: grown.args[0], c: c.value, factor, shift: Math.log(c.value / factor) };
}

/** baseⁿ. A flat power of a sigmoid is a number where the sigmoid is 0 in float32. */
function raised(base: Expression, n: Expression): Expression {
  const flat = base.kind === "sigmoid" && !(n.kind === "constant" && n.value >= 1);
  return flat ? exp(negate(multiply(n, softplus(opposite(base.args[0]))))) : power(base, n);
}

/** 1/v of what grows exponentially; undefined of all else. */
function reciprocal(v: Expression): Expression | undefined {
  const sum = shiftedExp(v);
  if (sum) return simplify(multiply(1 / sum.c, sigmoid(subtract(sum.shift, sum.u))));
  if (v.kind === "exp") return exp(opposite(v.args[0]));
  const u = argumentOfCosh(v);
  if (u) return sech(u);
  const w = v.kind === "add" ? oppositeExponents(v.args[0], v.args[1]) : undefined;
  if (w) return multiply(0.5, sech(w));
  const exponent = v.kind === "sqrt" ? constant(0.5) : v.kind === "power" ? v.args[1] : undefined;
  const base = exponent && !isNegative(exponent) ? reciprocal(v.args[0]) : undefined;
  return base && exponent && raised(base, exponent);
}

/** exp(u) / (c + factor · exp(u)), with what else stands above. */
function saturating(top: Expression, v: Expression): Expression | undefined {
  const sum = shiftedExp(v);
  const factors = sum ? factorsOf(top) : [];
  const growing = factors.findIndex(({ kind, args }) => kind === "exp" && sum && same(args[0], sum.u));
  if (!sum || growing < 0) return undefined;
  const scale = factors
    .filter((_, i) => i !== growing)
    .reduce<Expression>((a, b) => multiply(a, b), constant(1 / sum.factor));
  return multiply(scale, sigmoid(subtract(sum.u, sum.shift)));
}

function overFactor(top: Expression, v: Expression): Expression | undefined {
  const falling = saturating(top, v);
  if (falling) return falling;
  const inverse = reciprocal(v);
  if (inverse) return multiply(top, inverse);
  const isPower = v.kind === "power" && !isNegative(v.args[1]);
  return isPower ? multiply(top, power(v.args[0], opposite(v.args[1]))) : undefined;
}

const grows = (e: Expression): boolean => inOrder(e).some(({ kind }) => kind === "exp" || kind === "expm1");

/** The product of the factors may overflow where the quotient is a number: so it is divided by one after the other. */
function over(top: Expression, v: Expression): Expression | undefined {
  const factors = factorsOf(v);
  const varying = factors.filter(({ kind }) => kind !== "constant");
  const isPower = varying.length > 1 && grows(v) && varying.every((factor) => same(factor, varying[0]));
  const apart = varying.filter((factor) => isPower || overFactor(constant(1), factor) !== undefined);
  if (apart.length === 0) return undefined;
  const quotient = apart.reduce((above, factor) => {
    const made = simplify(above);
    return overFactor(made, factor) ?? divide(made, factor);
  }, top);
  const others = factors.filter((factor) => !apart.includes(factor));
  return others.length > 0
    ? divide(
        quotient,
        others.reduce((a, b) => multiply(a, b)),
      )
    : quotient;
}

/** a/v, and powers with negative and flat exponents. */
export function quotientByGrowing({ kind, args: [a, b] }: Expression): Expression | undefined {
  if (kind === "divide") return over(a, b);
  if (kind === "sqrt") return a.kind === "sigmoid" ? raised(a, constant(0.5)) : undefined;
  if (kind !== "power") return undefined;
  if (a.kind === "sigmoid") return b.kind === "constant" && b.value >= 1 ? undefined : raised(a, b);
  const base = b.kind === "negate" || isNegative(b) ? reciprocal(a) : undefined;
  return base && raised(base, opposite(b));
}
