import {
  abs,
  add,
  copySign,
  exp,
  less,
  log1p,
  multiply,
  negate,
  pmax,
  pmin,
  select,
  sigmoid,
  subtract,
  tanh,
  x as variable,
} from "../build.ts";
import type { Expression, Table } from "../node.ts";
import { LARGEST } from "../special/float32-bits.ts";
import { substitute } from "../structure.ts";
import { type Grid, tabulate } from "../tabulate.ts";
import { lostBy } from "./lost.ts";
import { nearby } from "./nearby.ts";
import { polynomial } from "./polynomial.ts";

/**
 * Functions from tables, where kernels have memory for them: a value nearby and from there the addition theorem, or the
 * cubic around it. GPUs and networks do with arithmetic alone. Where a cubic's grid ends, the formula is 0, 1 or x in float32.
 */

type Lowering = (x: Expression) => Expression;

export const within = (x: Expression, low: number, high: number): Expression => pmin(pmax(x, low), high);

function cubic(x: Expression, table: Table, lost?: Expression): Expression {
  const { entries, rest } = nearby(x, table, 0, x, lost);
  return polynomial(rest, entries);
}

/** A formula that is the same float32 beyond both ends. */
export function smooth(formula: Expression, grid: Grid): Lowering {
  const table = tabulate(formula, 4, grid);
  return (x) => cubic(within(x, grid.from, grid.to), table, lostBy(x, Math.max(-grid.from, grid.to)));
}

/** The same of one that is 0 on the left, and x on the right. */
export function rectified(formula: Expression, grid: Grid): Lowering {
  const inside = smooth(formula, grid);
  return (x) => select(less(grid.to, x), x, inside(x));
}

/** The same of one that is as large on both sides of 0, and vanishes at `to`. */
function even(formula: Expression, { to, step }: Omit<Grid, "from">): Lowering {
  const table = tabulate(formula, 4, { from: 0, to, step });
  // before the end, where what is left is negative
  return (x) => {
    const lost = lostBy(x, to);
    const outwards = lost && select(less(x, 0), negate(lost), lost);
    return cubic(pmin(abs(x), to - step / 4), table, outwards);
  };
}

/** max(x, 0) and a formula of |x|, which vanishes at `to`; −0 leaves that its sign. */
function bent(formula: Expression, grid: Omit<Grid, "from">): Lowering {
  const tail = even(formula, grid);
  return (x) => add(pmax(x, -0), tail(x));
}

const at = (formula: Expression, x: Expression): Expression =>
  substitute(formula, ({ kind }) => (kind === "variable" ? x : undefined));

/** x · g(x) with g(x) + g(−x) = 1: max(x, 0) less |x| · g(−|x|), which vanishes at `to`. */
export const gated = (formula: Expression, grid: Omit<Grid, "from">): Lowering =>
  bent(at(formula, negate(variable)), grid);

const LOGISTIC = { from: -105, to: 18, step: 1 / 128 };
const logistic = tabulate(sigmoid(variable), 1, LOGISTIC);
/** Of products with x itself, and with any number. */
const ownGate = tabulate(sigmoid(variable), 2, { ...LOGISTIC, from: -111 });
const gate = tabulate(sigmoid(variable), 2, { ...LOGISTIC, from: -199 });
const hyperbolic = tabulate(tanh(variable), 1, { from: -9.25, to: 9.25, step: 1 / 64 });

/** σ(c + t) − s = s(1 − s) · (t + (½ − s) · t² + …), s = σ(c); what follows is below 2^−26. */
function logisticGrowth(s: Expression, t: Expression): Expression {
  const steps = add(multiply(multiply(subtract(0.5, s), t), t), t);
  return multiply(multiply(s, subtract(1, s)), steps);
}

const logisticNearby = (s: Expression, t: Expression): Expression => add(logisticGrowth(s, t), s);

export function tabulatedSigmoid(x: Expression): Expression {
  const inside = within(x, -104.5, 17.5);
  const { entries, rest } = nearby(inside, logistic, 0, inside, lostBy(x, 104.5));
  return logisticNearby(entries[0], rest);
}

/** x · σ(x), from the table's first x on; σ(x) alone may be no float32. */
export function tabulatedSelfGated(x: Expression): Expression {
  const above = pmax(x, -110);
  const below = pmin(above, 17.5);
  const { entries, rest } = nearby(below, ownGate, 0, below);
  const [s, unit] = entries;
  return multiply(multiply(above, logisticNearby(s, rest)), unit);
}

/**
 * value · σ(x), which is 0 where σ(x) is so for any finite value: infinity is taken for the largest of them. The value would
 * magnify what a sum of σ(x) rounds: it goes into the terms, and what falls below the smallest number keeps its sign.
 */
export function tabulatedGated(value: Expression, x: Expression): Expression {
  const finite = within(value, -LARGEST, LARGEST);
  const bounded = select(less(x, -194), finite, value);
  const below = pmin(pmax(x, -198), 17.5);
  const { entries, rest } = nearby(below, gate, 0, below, lostBy(x, 198));
  const [s, unit] = entries;
  const sum = add(multiply(bounded, s), multiply(finite, logisticGrowth(s, rest)));
  return multiply(copySign(sum, value), unit);
}

/** tanh(c + t) = s + (1 − s²) · (t − s · t² + (s² − ⅓) · t³ − …), s = tanh(c). */
export function tabulatedTanh(x: Expression): Expression {
  const { entries, rest: t } = nearby(within(x, -9.1, 9.1), hyperbolic);
  const [s] = entries;
  const square = multiply(s, s);
  const slope = subtract(1, square);
  const bend = subtract(multiply(subtract(square, 1 / 3), t), s);
  return add(multiply(add(multiply(multiply(bend, t), slope), slope), t), s);
}

export const tabulatedSoftplus = bent(log1p(exp(negate(variable))), { to: 104, step: 1 / 32 });

const product = multiply(sigmoid(variable), sigmoid(negate(variable)));
const logisticSlope = even(product, { to: 104, step: 1 / 32 });
const twice = multiply(2, variable);
const tanhSlope = even(multiply(4, at(product, twice)), { to: 52.6875, step: 1 / 64 });

/**
 * σ(x) · σ(−x) · factor; undefined for factors that would magnify what a subnormal product lacks, but for tanh′(u), which is
 * 4 · σ(2u) · σ(−2u).
 */
export function tabulatedLogisticSlope(x: Expression, factor: number): Expression | undefined {
  const [first, u] = x.args;
  const isDouble = x.kind === "multiply" && first.kind === "constant" && first.value === 2;
  if (isDouble && factor === 4) return tanhSlope(u);
  return factor <= 1 ? multiply(logisticSlope(x), factor) : undefined;
}
