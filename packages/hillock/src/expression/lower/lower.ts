import type { Expression, NamedKind } from "../node.ts";
import { inOrder } from "../structure.ts";
import { lowerErf, lowerErfc } from "./error-function.ts";
import { lowerExp, lowerExpm1, lowerSigmoid, lowerTanh } from "./exponential.ts";
import { lowerLog, lowerLog1p, lowerSoftplus } from "./logarithm.ts";
import { lowerPower } from "./power.ts";
import { lowerAtan, lowerCos, lowerSin } from "./trigonometric.ts";

const RULES = {
  exp: lowerExp,
  expm1: lowerExpm1,
  log: lowerLog,
  log1p: lowerLog1p,
  sin: lowerSin,
  cos: lowerCos,
  atan: lowerAtan,
  tanh: lowerTanh,
  sigmoid: lowerSigmoid,
  softplus: lowerSoftplus,
  erf: lowerErf,
  erfc: lowerErfc,
  power: lowerPower,
} satisfies Record<NamedKind, (a: Expression, b: Expression) => Expression>;

const isNamed = (kind: string): kind is NamedKind => Object.hasOwn(RULES, kind);

/** Named functions as float32 trees of machine operations: the same bits on every target. */
export function lower(expression: Expression): Expression {
  const done = new Map<Expression, Expression>();
  for (const e of inOrder(expression)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    done.set(
      e,
      isNamed(e.kind)
        ? RULES[e.kind](args[0], args[1])
        : args.some((arg, i) => arg !== e.args[i])
          ? { ...e, args }
          : e,
    );
  }
  return done.get(expression) ?? expression;
}
