import { add, divide, exp, log, multiply, negate, subtract, tanh } from "./build.ts";
import { collect } from "./collect.ts";
import type { Expression, Kind } from "./node.ts";
import { opposite } from "./opposite.ts";
import { simplify } from "./simplify.ts";
import { inOrder, rewrite, sameTree } from "./structure.ts";

/** Formulas as books write them: equal to those that are computed, which are written so as to keep their digits. */

type Rule = (e: Expression) => Expression | undefined;

const isConstant = (e: Expression, value: number): boolean => e.kind === "constant" && e.value === value;

/** u of σ(u) · σ(−u). */
function slopeArgument({ kind, args: [a, b] }: Expression): Expression | undefined {
  if (kind !== "multiply" || a.kind !== "sigmoid" || b.kind !== "sigmoid") return undefined;
  const [u, v] = [a.args[0], b.args[0]];
  const positive = opposite(v);
  return positive && sameTree(positive, u) ? u : undefined;
}

/** σ(u)(1 − σ(u)), and 1 − tanh²(u) for four times that of 2u. */
const slopes: Rule = (e) => {
  const [factor, product] = e.args;
  const doubled = e.kind === "multiply" && isConstant(factor, 4) ? slopeArgument(product) : undefined;
  if (doubled?.kind === "multiply" && isConstant(doubled.args[0], 2)) {
    const root = tanh(doubled.args[1]);
    return subtract(1, multiply(root, root));
  }
  return undefined;
};
const logisticSlopes: Rule = (e) => {
  const logistic = slopeArgument(e) && e.args[0];
  return logistic && multiply(logistic, subtract(1, logistic));
};

const SPELLED: Readonly<Partial<Record<Kind, (u: Expression) => Expression>>> = {
  softplus: (u) => log(add(1, exp(u))),
  expm1: (u) => subtract(exp(u), 1),
  log1p: (u) => log(add(1, u)),
};
const spellings: Rule = ({ kind, args: [u] }) => SPELLED[kind]?.(u);
const fractions: Rule = ({ kind, args: [u] }) =>
  kind === "sigmoid" ? divide(1, add(1, exp(simplify(negate(u))))) : undefined;

const count = (e: Expression, kind: Kind): number => inOrder(e).filter((part) => part.kind === kind).length;

/** A function's equation: what it is named by is spelled out, where that does not make it unreadable. */
export function presentedFormula(formula: Expression): Expression {
  if (formula.kind === "tanh") {
    const [u] = formula.args;
    const [up, down] = [exp(u), exp(simplify(negate(u)))];
    return divide(subtract(up, down), add(up, down));
  }
  const spelled = rewrite(formula, spellings);
  return collect(count(spelled, "sigmoid") === 1 ? rewrite(spelled, fractions) : spelled);
}

/** The equation of a slope, with σ and tanh as names. */
export const presentedSlope = (slope: Expression): Expression =>
  collect(rewrite(rewrite(rewrite(slope, slopes), logisticSlopes), spellings));
