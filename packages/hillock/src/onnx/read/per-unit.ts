import type { Expression } from "../../expression/node.ts";
import type { PerUnit } from "./value.ts";

/** Applies an operation unit by unit; a number stands for all units. */
export function combine(a: PerUnit, b: PerUnit, operation: (a: number, b: number) => number): PerUnit {
  if (typeof a === "number" && typeof b === "number") return operation(a, b);
  const length = typeof a === "number" ? (b as Float64Array).length : a.length;
  const at = (value: PerUnit, unit: number): number => (typeof value === "number" ? value : value[unit]);
  return Float64Array.from({ length }, (_, unit) => operation(at(a, unit), at(b, unit)));
}

export const plus = (a: PerUnit, b: PerUnit): PerUnit => combine(a, b, (u, v) => u + v);
export const times = (a: PerUnit, b: PerUnit): PerUnit => combine(a, b, (u, v) => u * v);

export const spread = (value: PerUnit, units: number): Float64Array =>
  typeof value === "number" ? new Float64Array(units).fill(value) : value;

/** outer = scale · inner + offset */
export interface Affine {
  readonly inner: Expression;
  readonly scale: PerUnit;
  readonly offset: PerUnit;
}

/** The outermost step of a formula, where it only scales or shifts another. */
export function peel(formula: Expression, perUnit: ReadonlyMap<string, Float64Array>): Affine | undefined {
  const [a, b] = formula.args;
  const fixed = (e: Expression | undefined): PerUnit | undefined =>
    e?.kind === "constant" ? e.value : e?.kind === "parameter" ? perUnit.get(e.name) : undefined;
  const [left, right] = [fixed(a), fixed(b)];
  if (formula.kind === "negate") return { inner: a, scale: -1, offset: 0 };
  const one = left === undefined ? right : right === undefined ? left : undefined;
  if (one === undefined) return undefined;
  const inner = left === undefined ? a : b;
  if (formula.kind === "add") return { inner, scale: 1, offset: one };
  if (formula.kind === "multiply") return { inner, scale: one, offset: 0 };
  if (formula.kind === "subtract")
    return left === undefined
      ? { inner, scale: 1, offset: times(-1, one) }
      : { inner, scale: -1, offset: one };
  if (formula.kind === "divide" && left === undefined)
    return { inner, scale: combine(1, one, (u, v) => u / v), offset: 0 };
  return undefined;
}
