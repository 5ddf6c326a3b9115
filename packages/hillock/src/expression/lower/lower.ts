import { exp } from "../build.ts";
import type { Expression, NamedKind } from "../node.ts";
import { FAR_ANGLE } from "../special/angle.ts";
import { sameTree } from "../structure.ts";
import { lowerAtan } from "./atan.ts";
import { lowerErf, lowerErfc } from "./erf.ts";
import { lowerExp, lowerGaussian, lowerGaussianGated } from "./exp.ts";
import { lowerExpm1 } from "./expm1.ts";
import { tabulatedBelowZero } from "./falling.ts";
import { lowerLog } from "./log.ts";
import { lowerLog1p } from "./log1p.ts";
import { bounded, lostBy } from "./lost.ts";
import { lowerNormal } from "./normal.ts";
import { lowerPower } from "./power.ts";
import {
  gatedOf,
  gateFirst,
  logisticSlopeOf,
  lowerGated,
  lowerLogisticSlope,
  lowerSigmoid,
} from "./sigmoid.ts";
import { lowerSoftplus, lowerSoftplusOver } from "./softplus.ts";
import {
  tabulatedGated,
  tabulatedLogisticSlope,
  tabulatedSelfGated,
  tabulatedSigmoid,
  tabulatedSoftplus,
  tabulatedTanh,
} from "./tabulated.ts";
import { lowerSquaredTanh, lowerTanh } from "./tanh.ts";
import { lowerTanhShrink } from "./tanh-shrink.ts";
import { lowerCos, lowerSin } from "./trigonometric.ts";
import { lowerWhole } from "./whole.ts";

/** Lowered arguments to a lowered tree for float32. */
type Rule = (a: Expression, b: Expression) => Expression;

const RULES = {
  exp: (a) => lowerExp(a),
  expm1: lowerExpm1,
  log: lowerLog,
  log1p: lowerLog1p,
  sin: (a) => lowerSin(a),
  cos: (a) => lowerCos(a),
  atan: lowerAtan,
  tanh: lowerTanh,
  sigmoid: lowerSigmoid,
  softplus: lowerSoftplus,
  erf: lowerErf,
  erfc: lowerErfc,
  normal: lowerNormal,
  power: lowerPower,
} satisfies Record<NamedKind, Rule>;

type Pattern = (a: Expression, b: Expression) => Expression | undefined;

/** u of exp(−u²). */
function gaussianOf(e: Expression): Expression | undefined {
  const square = e.kind === "exp" && e.args[0].kind === "negate" ? e.args[0].args[0] : undefined;
  return square?.kind === "multiply" && sameTree(square.args[0], square.args[1]) ? square.args[0] : undefined;
}

/** Combinations that lose digits, or work, when their parts are lowered one by one; undefined for others. */
const PATTERNS: { readonly multiply: Pattern; readonly subtract: Pattern; readonly exp: Pattern } = {
  multiply: (a, b) => {
    const u = gaussianOf(b);
    if (u && sameTree(a, u)) return lowerGaussianGated(u);
    if (a.kind === "tanh" && sameTree(a, b)) return lowerSquaredTanh(a.args[0]);
    return lowerLogisticSlope(a, b) ?? lowerGated(a, b);
  },
  subtract: (a, b) => (b.kind === "tanh" && sameTree(a, b.args[0]) ? lowerTanhShrink(a) : undefined),
  exp: (a) => {
    const u = gaussianOf(exp(a));
    return u && lowerGaussian(u);
  },
};

const lowerPattern = ({ kind, args: [a, b] }: Expression): Expression | undefined =>
  PATTERNS[kind as keyof typeof PATTERNS]?.(a, b);

function tabulatedPattern(e: Expression): Expression | undefined {
  const [a, b] = e.args;
  if (e.kind === "select") return tabulatedBelowZero(e);
  if (e.kind === "divide") return lowerSoftplusOver(a, b);
  if (e.kind !== "multiply") return undefined;
  const gated = gatedOf(a, b);
  if (gated) return tabulatedSelfGated(gated);
  const slope = logisticSlopeOf(a, b);
  if (slope) return tabulatedLogisticSlope(slope.of, slope.factor);
  const [gate, value] = gateFirst(a, b);
  const isGate = gate.kind === "sigmoid" && value.kind !== "constant";
  return isGate ? tabulatedGated(value, gate.args[0]) : undefined;
}

/** A node is lowered to no more operations than these. */
export const MOST_OF_A_NODE = 300;

const isNamed = (kind: string): kind is NamedKind => Object.hasOwn(RULES, kind);

interface Rules {
  /** Of an expression whose parts are not lowered yet. */
  whole(e: Expression): Expression | undefined;
  readonly named: Readonly<Record<NamedKind, Rule>>;
}

/** A formula is lowered for each of its kernels and for every layer that has it: what was made is kept. */
function loweringBy(rules: Rules): (root: Expression) => Expression {
  const lowered = new WeakMap<Expression, Expression>();
  return (root) => {
    const known = lowered.get(root);
    if (known !== undefined) return known;
    const result = lowerTree(root, rules);
    lowered.set(root, result);
    return result;
  };
}

/**
 * The formula in core and bit nodes only, as trees that are accurate in float32 arithmetic and give the same bits on
 * every machine with IEEE 754 numbers. Shared parts stay shared.
 */
export const lower = loweringBy({ whole: (e) => lowerWhole(e, false) ?? lowerPattern(e), named: RULES });

/** The same with values from tables where that is quicker: for kernels whose memory has tables (`codegen/tables/`). */
export const lowerTabulated = loweringBy({
  whole: (e) => lowerWhole(e, true) ?? tabulatedPattern(e) ?? lowerPattern(e),
  named: {
    ...RULES,
    exp: (a) => lowerExp(a, lostBy(a, 104)),
    sin: (a) => lowerSin(bounded(a), lostBy(a, FAR_ANGLE)),
    cos: (a) => lowerCos(bounded(a), lostBy(a, FAR_ANGLE)),
    sigmoid: tabulatedSigmoid,
    softplus: tabulatedSoftplus,
    tanh: tabulatedTanh,
  },
});

function lowerTree(root: Expression, { whole, named }: Rules): Expression {
  const done = new Map<Expression, Expression>();
  const visit = (e: Expression): Expression => {
    const known = done.get(e);
    if (known !== undefined) return known;
    const rewritten = whole(e);
    if (rewritten !== undefined) {
      const lowered = visit(rewritten);
      done.set(e, lowered);
      return lowered;
    }
    const args = e.args.map(visit);
    const same = args.every((argument, i) => argument === e.args[i]);
    const [a = e, b = e] = args;
    const rule: Rule | undefined = isNamed(e.kind) ? named[e.kind] : undefined;
    const lowered = rule !== undefined ? rule(a, b) : same ? e : { ...e, args };
    done.set(e, lowered);
    return lowered;
  };
  return visit(root);
}
