import { ceil, multiply, pmax, pmin } from "../build.ts";
import type { Expression } from "../node.ts";
import { inOrder, rewrite, sameTree as same, slopeOf } from "../structure.ts";

/** Where values below 0 are multiplied by a slope, fewer instructions do if that is above 0 and at most 1. */

/** As a float32. */
const isFraction = (value: number): boolean => Math.fround(value) > 0 && Math.fround(value) <= 1;

/** A tree that is the same where the slope, a constant or a parameter, is a fraction. */
interface Leak {
  readonly slope: Expression;
  readonly lowered: Expression;
}

const isPositive = ({ kind, args: [zero] }: Expression): boolean =>
  kind === "less" && zero.kind === "constant" && zero.value === 0;

function leakOf({ kind, args: [condition, a, b] }: Expression): Leak | undefined {
  if (kind !== "select") return undefined;
  const u = condition.args[1];
  // u > 0 ? u : k · u is the larger of the two
  if (isPositive(condition)) {
    const slope = same(u, a) ? slopeOf(u, b) : undefined;
    return slope && { slope, lowered: pmax(a, b) };
  }
  // of a number u, factor · (u > 0 ? 1 : k); else NaN
  const isNumber = condition.kind === "equal" && same(u, condition.args[0]) && Number.isNaN(b.value);
  if (!isNumber || b.kind !== "constant" || a.kind !== "select") return undefined;
  const [above, factor, below] = a.args;
  const slope = slopeOf(factor, below);
  if (slope === undefined || !isPositive(above) || !same(u, above.args[1])) return undefined;
  // the next whole number is at least 1 of any u > 0, and NaN of NaN
  return { slope, lowered: multiply(factor, pmin(pmax(ceil(u), slope), 1)) };
}

/** Kept, because they are asked for with each new value of a learned parameter. */
const known = new WeakMap<Expression, readonly string[]>();

function slopeNames(root: Expression): readonly string[] {
  const names = known.get(root) ?? inOrder(root).flatMap((e) => leakOf(e)?.slope.name || []);
  known.set(root, names);
  return names;
}

/** Names of the slopes that are fractions, each of their values. */
export function fractionsOf(
  root: Expression,
  values: Readonly<Record<string, number | ArrayLike<number>>>,
): string[] {
  return slopeNames(root).filter((name) => {
    const value = values[name];
    return value !== undefined && (typeof value === "number" ? [value] : Array.from(value)).every(isFraction);
  });
}

/** The formula, shorter where a slope is a constant fraction or one of the parameters `fractions`. */
export const lowerLeaks = (root: Expression, fractions: readonly string[]): Expression =>
  rewrite(root, (e) => {
    const leak = leakOf(e);
    if (leak === undefined) return undefined;
    const { kind, value, name } = leak.slope;
    return (kind === "constant" ? isFraction(value) : fractions.includes(name)) ? leak.lowered : undefined;
  });
