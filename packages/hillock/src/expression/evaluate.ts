import { HillockError } from "../errors.ts";
import { ROUNDING } from "./build.ts";
import type { EntryKind, Expression, Kind, LeafKind, Table, TableKind } from "./node.ts";
import { angleOf, FAR_ANGLE } from "./special/angle.ts";
import { erf, erfc, normal } from "./special/erf.ts";
import {
  bitsOf,
  copySign,
  exponent,
  mantissa,
  pow2,
  roundHalfEven,
  truncateBits,
} from "./special/float32-bits.ts";
import { inOrder } from "./structure.ts";

type Parameters = Readonly<Record<string, number>>;
/** Values of the arguments (as many as the kind takes) to the value. Conditions are 1 and 0. */
type Operation = (a: number, b: number, c: number) => number;
type Leaf = (leaf: Expression, x: number, parameters: Parameters) => number;

const sigmoid: Operation = (a) => {
  const e = Math.exp(-Math.abs(a));
  return a < 0 ? e / (1 + e) : 1 / (1 + e);
};

/** What the instruction does; `Math.min` and `Math.max` treat NaN and −0 otherwise. */
const takeSecond = (second: boolean, a: number, b: number): number => (second ? b : a);

/** What each kind computes in float64. */
export const OPERATIONS = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  abs: Math.abs,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  sqrt: Math.sqrt,
  round: roundHalfEven,
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  select: (condition, whenTrue, whenFalse) => (condition === 1 ? whenTrue : whenFalse),
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  tanh: Math.tanh,
  sigmoid,
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  erf,
  erfc,
  normal,
  power: (a, b) => a ** b,
  pow2,
  exponent,
  mantissa,
  copySign,
  shiftedPow2: (shifted, factor) => factor * 2 ** (shifted - ROUNDING),
  truncateBits,
  pmin: (a, b) => takeSecond(b < a, a, b),
  pmax: (a, b) => takeSecond(a < b, a, b),
} satisfies Record<Exclude<Kind, LeafKind | EntryKind | TableKind>, Operation>;

const LEAVES = {
  constant: (leaf) => leaf.value,
  variable: (_, x) => x,
  parameter: (leaf, _, parameters) => {
    const value = Object.hasOwn(parameters, leaf.name) ? parameters[leaf.name] : undefined;
    if (value !== undefined) return value;
    throw new HillockError("invalid-argument", `The formula needs a value for its parameter "${leaf.name}".`);
  },
} satisfies Record<LeafKind, Leaf>;

const isLeaf = (e: Expression): e is Expression & { readonly kind: LeafKind } =>
  Object.hasOwn(LEAVES, e.kind);

interface Step {
  readonly operation: Operation;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** u − tanh(u), which cancels near 0. */
const isTanhShrink = ({ kind, args: [a, b] }: Expression): boolean =>
  kind === "subtract" && b.kind === "tanh" && b.args[0] === a;

const SERIES = [1 / 3, -2 / 15, 17 / 315, -62 / 2835, 1382 / 155_925, -21_844 / 6_081_075];
/** By its Taylor series to |x| = 0.06, where the seventh term is below 10⁻¹⁵ of the first. */
function lessTanh(x: number): number {
  if (Math.abs(x) > 0.06) return x - Math.tanh(x);
  const square = x * x;
  return x * square * SERIES.reduceRight((sum, c) => sum * square + c, 0);
}

/** What the node computes from the values of its arguments. */
export const operationOf = (e: Expression): Operation =>
  isTanhShrink(e) ? lessTanh : OPERATIONS[e.kind as keyof typeof OPERATIONS];

const exact = (value: number): number => value;

function compile(root: Expression, rounding: (value: number) => number, operation = operationOf) {
  const order = inOrder(root);
  const slotOf = new Map(order.map((e, slot) => [e, slot]));
  const slots = new Float64Array(order.length);
  const leaves: { readonly slot: number; readonly leaf: Expression; readonly read: Leaf }[] = [];
  const steps: (Step & { readonly slot: number })[] = [];
  for (const [slot, e] of order.entries()) {
    if (e.kind === "constant") slots[slot] = rounding(e.value);
    else if (isLeaf(e)) leaves.push({ slot, leaf: e, read: LEAVES[e.kind] });
    else {
      const [a = 0, b = 0, c = 0] = e.args.map((argument) => slotOf.get(argument) ?? 0);
      steps.push({ slot, operation: operation(e), a, b, c });
    }
  }
  const result = order.length - 1;
  return (x: number, parameters: Parameters = {}): number => {
    for (const { slot, leaf, read } of leaves) slots[slot] = rounding(read(leaf, x, parameters));
    for (const { slot, operation, a, b, c } of steps) {
      slots[slot] = rounding(operation(slots[a] ?? 0, slots[b] ?? 0, slots[c] ?? 0));
    }
    return slots[result] ?? Number.NaN;
  };
}

/** A closure that computes the formula in float64, every shared node once. */
export function compileScalar(e: Expression): (x: number, parameters?: Parameters) => number {
  const run = compile(e, exact);
  return (x, parameters = {}) =>
    x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY
      ? limitsOf(e, (far) => run(far, parameters))(x)
      : run(x, parameters);
}

/** Samples that stay in the processor's nearest cache, for all nodes of a formula. */
const BLOCK = 128;

/** The formula in float64 at many finite inputs: what `compileScalar` gives, several times as fast. */
export function compileSamples(
  root: Expression,
): (inputs: Float64Array, parameters?: Parameters) => Float64Array {
  const order = inOrder(root);
  const slotOf = new Map(order.map((e, slot) => [e, slot]));
  return (inputs, parameters = {}) => {
    const slots = order.map(() => new Float64Array(BLOCK));
    for (const [slot, e] of order.entries())
      if (isLeaf(e) && e.kind !== "variable") slots[slot].fill(LEAVES[e.kind](e, 0, parameters));
    const results = new Float64Array(inputs.length);
    for (let start = 0; start < inputs.length; start += BLOCK) {
      const block = inputs.subarray(start, start + BLOCK);
      for (const [slot, e] of order.entries()) {
        if (e.kind === "variable") slots[slot].set(block);
        if (isLeaf(e)) continue;
        const [a, b, c] = e.args.map((argument) => slots[slotOf.get(argument) ?? 0]);
        applyToAll(operationOf(e), slots[slot], block.length, a, b, c);
      }
      results.set(slots[order.length - 1].subarray(0, block.length), start);
    }
    return results;
  };
}

function applyToAll(
  operation: Operation,
  out: Float64Array,
  count: number,
  a: Float64Array,
  b: Float64Array = a,
  c: Float64Array = a,
): void {
  for (let i = 0; i < count; i++) out[i] = operation(a[i], b[i], c[i]);
}

/** All rows of a table, one after the other. */
export type RowsOf = (table: Table) => Float32Array;

/** What kernels do where a node has several values: a row is told by its number, an angle by its argument. */
const lookingUp =
  (rowsOf: RowsOf | undefined) =>
  (e: Expression): Operation => {
    if (e.kind === "noted" || e.kind === "angle") return (same) => same;
    if (e.kind === "row") return (shifted) => bitsOf(shifted) & 0xffff;
    if (e.kind !== "entry") return operationOf(e);
    const { table } = e.args[0];
    if (table === undefined) return (x, near) => (Math.abs(x) > FAR_ANGLE ? angleOf(x)[e.value] : near);
    if (rowsOf === undefined) throw new Error("Values cannot be looked up without the tables' rows.");
    const rows = rowsOf(table);
    return (row) => rows[row * table.columns + e.value] ?? Number.NaN;
  };

/**
 * The same with every intermediate value rounded to float32. On a lowered formula that gives the very bits of its
 * compiled kernel: +, −, ×, ÷ and √ rounded from float64 to float32 are the correctly rounded float32 results. One that
 * looks values up needs the tables' rows.
 */
export function compileScalarFloat32(
  e: Expression,
  rowsOf?: RowsOf,
): (x: number, parameters?: Parameters) => number {
  return compile(e, Math.fround, lookingUp(rowsOf));
}

/** Far, but so that no cube overflows. */
const FAR = [1e80, 7e79] as const;

/**
 * The formula's value at ±∞. Where it is NaN by 0 · ∞ or ∞ − ∞, it is the limit, which two numbers far out agree on; but
 * for sines, which have none.
 */
export function limitsOf(e: Expression, run: (x: number) => number): (x: number) => number {
  const waves = inOrder(e).some(({ kind }) => kind === "sin" || kind === "cos");
  return (x) => {
    const value = run(x);
    if (waves || !Number.isNaN(value)) return value;
    const [far, near] = FAR.map((size) => run(Math.sign(x) * size));
    if (far === undefined || near === undefined || Math.sign(far) !== Math.sign(near)) return value;
    if (Math.abs(far) > 1e60 && Math.abs(near) > 1e60) return Math.sign(far) * Number.POSITIVE_INFINITY;
    return Math.abs(far - near) <= 1e-9 * Math.abs(far) ? far : value;
  };
}

/**
 * float64 value of the formula at x: the reference for every other target.
 * @throws HillockError "invalid-argument" where a parameter has no value.
 */
export function evaluate(e: Expression, x: number, parameters: Parameters = {}): number {
  return compileScalar(e)(x, parameters);
}
