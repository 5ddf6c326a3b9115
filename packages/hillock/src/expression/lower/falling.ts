import { add, exp, expm1, multiply, select, subtract, x as variable } from "../build.ts";
import type { Expression, Kind } from "../node.ts";
import { structuralKey, substitute } from "../structure.ts";
import { tabulate } from "../tabulate.ts";
import { UNIT } from "./exp.ts";
import { nearby } from "./nearby.ts";
import { within } from "./tabulated.ts";

/** exp(x) and exp(x) − 1 of x ≤ 0 from tables, of which functions with a bend at 0 take their left side. */

type Lowering = (x: Expression) => Expression;

const STEP = 1 / 128;
/** What t³/6 + … adds to the terms before it is spread over these, for t of one sign up to a step. */
const HALF = 1 / 2 - STEP ** 2 / 192;
/** exp(t) − 1 for t from 0 to a step, or to a step below 0. */
const growthOf = (t: Expression, sign: 1 | -1): Expression =>
  multiply(t, add(multiply(t, add(multiply(t, 1 / 6 + (sign * STEP) / 24), HALF)), 1));

/**
 * factor · exp(x) of x ≤ 0, s + s · (exp(t) − 1) with s = factor · exp(c); of others any number. c is the argument below x, so
 * that the result is no smaller than s, whose rounding weighs no more then.
 */
export function falling(factor: number): Lowering {
  const table = tabulate(multiply(factor, exp(variable)), 1, { from: -105, to: 0, step: STEP });
  return (x) => {
    const below = within(x, -104.9, 0);
    const { entries, rest } = nearby(below, table, 0, subtract(below, STEP / 2));
    const [s] = entries;
    // zeros in tables are −0
    return add(add(s, multiply(s, growthOf(rest, 1))), 0);
  };
}

/** factor · (exp(x) − 1) in the same way; c is the argument above x. */
export function fallingLess(factor: number): Lowering {
  const table = tabulate(multiply(factor, expm1(variable)), 1, { from: -17.5, to: 0, step: STEP });
  return (x) => {
    const below = within(x, -17.5, 0);
    const { entries, rest } = nearby(below, table, 0, add(below, STEP / 2));
    const [s] = entries;
    return add(s, multiply(add(s, factor), growthOf(rest, -1)));
  };
}

const lifted = falling(1 / UNIT);
const FALLS: Readonly<Partial<Record<Kind, Lowering>>> = {
  // a factor weighs what is rounded before it: of subnormal parts that would be too much
  exp: (x) => multiply(lifted(x), UNIT),
  expm1: fallingLess(1),
};

/** u > 0 ? … : … with exp(u) or expm1(u) where u is not; undefined for others. */
export function tabulatedBelowZero({ kind, args }: Expression): Expression | undefined {
  const [condition, above, below] = args;
  if (kind !== "select" || condition.kind !== "less") return undefined;
  const [zero, u] = condition.args;
  if (zero.kind !== "constant" || zero.value !== 0) return undefined;
  const key = structuralKey(u);
  const replaced = substitute(below, (part) => {
    const [argument] = part.args;
    return argument !== undefined && structuralKey(argument) === key ? FALLS[part.kind]?.(u) : undefined;
  });
  return replaced === below ? undefined : select(condition, above, replaced);
}
