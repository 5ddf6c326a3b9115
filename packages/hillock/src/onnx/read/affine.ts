import { x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { inOrder } from "../../expression/structure.ts";
import { combine, peel, plus, times } from "./per-unit.ts";
import type { PerUnit } from "./value.ts";

/** scale · x + offset, unit by unit. */
export interface Affine {
  readonly scale: PerUnit;
  readonly offset: PerUnit;
}

export const UNCHANGED: Affine = { scale: 1, offset: 0 };

type Rule = (args: readonly Affine[]) => Affine | undefined;
const isFixed = ({ scale }: Affine): boolean => scale === 0;

const RULES: Readonly<Record<string, Rule>> = {
  add: ([a, b]) => ({ scale: plus(a.scale, b.scale), offset: plus(a.offset, b.offset) }),
  subtract: ([a, b]) => ({
    scale: plus(a.scale, times(-1, b.scale)),
    offset: plus(a.offset, times(-1, b.offset)),
  }),
  negate: ([a]) => ({ scale: times(-1, a.scale), offset: times(-1, a.offset) }),
  multiply: ([a, b]) => {
    const [factor, other] = isFixed(a) ? [a.offset, b] : [b.offset, a];
    return isFixed(a) || isFixed(b)
      ? { scale: times(factor, other.scale), offset: times(factor, other.offset) }
      : undefined;
  },
  divide: ([a, b]) =>
    isFixed(b)
      ? {
          scale: combine(a.scale, b.offset, (u, v) => u / v),
          offset: combine(a.offset, b.offset, (u, v) => u / v),
        }
      : undefined,
};

/** Those parts of a formula that only scale and shift x; `fixed` parts have scale 0. */
function affineParts(
  formula: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
): ReadonlyMap<Expression, Affine> {
  const parts = new Map<Expression, Affine>();
  for (const e of inOrder(formula)) {
    if (e === x) parts.set(e, UNCHANGED);
    else if (e.kind === "constant") parts.set(e, { scale: 0, offset: e.value });
    else if (e.kind === "parameter") {
      const values = perUnit.get(e.name);
      if (values !== undefined) parts.set(e, { scale: 0, offset: values });
    } else if (Object.hasOwn(RULES, e.kind)) {
      const args = e.args.flatMap((arg) => parts.get(arg) ?? []);
      const part = args.length === e.args.length ? RULES[e.kind](args) : undefined;
      if (part !== undefined) parts.set(e, part);
    }
  }
  return parts;
}

/** The formula over another variable, where x stands in that part alone; undefined where it stands elsewhere, too. */
export function over(formula: Expression, part: Expression): Expression | undefined {
  const done = new Map<Expression, Expression | undefined>();
  for (const e of inOrder(formula)) {
    if (e === part) done.set(e, x);
    else if (e === x) done.set(e, undefined);
    else {
      const args = e.args.map((arg) => done.get(arg));
      const whole = args.every((arg) => arg !== undefined);
      done.set(e, whole ? { ...e, args } : undefined);
    }
  }
  return done.get(formula);
}

/** A formula as a curve over a line: formula(x) = curve(scale · x + offset). */
export interface Bent {
  /** The part of the formula that is the line. */
  readonly part: Expression;
  readonly curve: Expression;
  readonly line: Affine;
}

/** The ways to see a formula as a curve over a line, from the longest line to none. */
export function curvesOf(formula: Expression, perUnit: ReadonlyMap<string, Float64Array>): Bent[] {
  const parts = [...affineParts(formula, perUnit)].filter(([part, { scale }]) => part !== x && scale !== 0);
  const bent = parts.reverse().flatMap(([part, line]) => {
    const curve = over(formula, part);
    return curve === undefined ? [] : [{ part, curve, line }];
  });
  return [...bent, { part: x, curve: formula, line: UNCHANGED }];
}

/** The outermost scaling and shifting of a curve, step by step. */
export function* peeled(
  curve: Expression,
  perUnit: ReadonlyMap<string, Float64Array>,
): Generator<{ inner: Expression; outer: Affine }> {
  let [inner, outer] = [curve, UNCHANGED];
  for (;;) {
    yield { inner, outer };
    const step = peel(inner, perUnit);
    if (step === undefined) return;
    outer = {
      scale: times(outer.scale, step.scale),
      offset: plus(times(outer.scale, step.offset), outer.offset),
    };
    inner = step.inner;
  }
}
