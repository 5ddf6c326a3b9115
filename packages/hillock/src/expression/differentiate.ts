import { HillockError } from "../errors.ts";
import {
  abs as absolute,
  add,
  select as choose,
  constant,
  cos,
  divide,
  equal,
  exp,
  less,
  log,
  sigmoid as logistic,
  max,
  min,
  multiply,
  negate,
  power as pow,
  sin,
  subtract,
} from "./build.ts";
import type { Expression, FormulaKind } from "./node.ts";
import { simplify } from "./simplify.ts";
import { inOrder } from "./structure.ts";

/** The derivative of a node, from its arguments and their derivatives. */
type Rule = (args: readonly Expression[], d: readonly Expression[], self: Expression) => Expression;

const ZERO = constant(0);
const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Of the standard normal distribution at 0. */
const DENSITY = 1 / Math.sqrt(2 * Math.PI);
const isZero = (e: Expression): boolean => e.kind === "constant" && e.value === 0;
const flat: Rule = () => ZERO;
const chain =
  (outer: (u: Expression, self: Expression) => Expression): Rule =>
  ([u], [du], self) =>
    multiply(outer(u, self), du);

/**
 * Every convention at a kink follows from one: **the derivative from the left**. At a tie the larger of two
 * functions was, just left of it, the one with the smaller slope; the smaller one that with the larger slope.
 * Hence relu′(0) = 0 and the negative slope at 0 for leaky ReLU, as PyTorch has them. A `select` takes the
 * derivative of the branch that it takes.
 */
const larger: Rule = ([a, b], [da, db]) => choose(less(b, a), da, choose(less(a, b), db, min(da, db)));
const smaller: Rule = ([a, b], [da, db]) => choose(less(a, b), da, choose(less(b, a), db, max(da, db)));
const magnitude: Rule = ([u], [du]) =>
  choose(less(0, u), du, choose(less(u, 0), negate(du), negate(absolute(du))));

const power: Rule = ([u, v], [du, dv], self) => {
  const byBase = isZero(du) ? ZERO : multiply(multiply(v, pow(u, subtract(v, 1))), du);
  // at 0 the exponent changes nothing, though ln 0 is −∞: PyTorch's convention
  const byExponent = isZero(dv) ? ZERO : multiply(choose(equal(u, 0), ZERO, multiply(self, log(u))), dv);
  return add(byBase, byExponent);
};

const RULES = {
  constant: flat,
  variable: flat,
  parameter: flat,
  add: (_, [da, db]) => add(da, db),
  subtract: (_, [da, db]) => subtract(da, db),
  multiply: ([a, b], [da, db]) => add(multiply(da, b), multiply(a, db)),
  divide: ([, b], [da, db], self) => divide(subtract(da, multiply(self, db)), b),
  negate: (_, [da]) => negate(da),
  abs: magnitude,
  min: smaller,
  max: larger,
  sqrt: chain((_, self) => divide(0.5, self)),
  round: flat,
  less: flat,
  lessEqual: flat,
  equal: flat,
  select: ([condition], [, da, db]) => choose(condition, da, db),
  exp: chain((_, self) => self),
  expm1: chain((u) => exp(u)),
  log: chain((u) => divide(1, u)),
  log1p: chain((u) => divide(1, add(1, u))),
  sin: chain((u) => cos(u)),
  cos: chain((u) => negate(sin(u))),
  atan: chain((u) => divide(1, add(1, multiply(u, u)))),
  // 1 − tanh² loses every digit in the tails; this product does not
  tanh: chain((u) => multiply(4, multiply(logistic(multiply(2, u)), logistic(multiply(-2, u))))),
  sigmoid: chain((u, self) => multiply(self, logistic(negate(u)))),
  softplus: chain((u) => logistic(u)),
  erf: chain((u) => multiply(TWO_OVER_ROOT_PI, exp(negate(multiply(u, u))))),
  erfc: chain((u) => multiply(-TWO_OVER_ROOT_PI, exp(negate(multiply(u, u))))),
  normal: chain((u) => multiply(DENSITY, exp(negate(multiply(0.5, multiply(u, u)))))),
  power,
} satisfies Record<FormulaKind, Rule>;

const isFormulaKind = (kind: string): kind is FormulaKind => Object.hasOwn(RULES, kind);

/**
 * ∂expression/∂name, simplified; `name` is "x" or a parameter's. What does not depend on it has derivative 0.
 * @throws HillockError "invalid-formula" on a lowered expression, whose bit operations have no derivative.
 */
export function differentiate(expression: Expression, name = "x"): Expression {
  const derivatives = new Map<Expression, Expression>();
  const of = (e: Expression): Expression => derivatives.get(e) ?? ZERO;
  for (const e of inOrder(expression)) {
    if (!isFormulaKind(e.kind)) {
      throw new HillockError(
        "invalid-formula",
        `"${e.kind}" works on the bits of a number and has no derivative; differentiate before lowering.`,
      );
    }
    const own = (e.kind === "variable" || e.kind === "parameter") && e.name === name;
    const d = own
      ? constant(1)
      : e.args.every((arg) => isZero(of(arg)))
        ? ZERO
        : RULES[e.kind](e.args, e.args.map(of), e);
    derivatives.set(e, simplify(d));
  }
  return simplify(of(expression));
}

/** A choice between constants would answer NaN with a slope: such a derivative is asked to pass NaN on. */
export function keepNaN(derivative: Expression): Expression {
  const leaves = inOrder(derivative);
  const passesNaN = (e: Expression): boolean => {
    if (e.kind === "variable") return true;
    if (e.kind === "select") return passesNaN(e.args[2]) && passesNaN(e.args[1]);
    return e.args.some(passesNaN);
  };
  const variable = leaves.find((e) => e.kind === "variable");
  if (!variable || passesNaN(derivative)) return derivative;
  return choose(equal(variable, variable), derivative, Number.NaN);
}
