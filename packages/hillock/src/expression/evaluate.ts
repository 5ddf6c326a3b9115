import { ROUNDING } from "./build.ts";
import {
  ARITHMETIC,
  interpret,
  interpretSamples,
  interpretScalar,
  type Operation,
  type OperationOf,
  type Parameters,
} from "./interpret.ts";
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

const sigmoid: Operation = (a) => {
  const e = Math.exp(-Math.abs(a));
  return a < 0 ? e / (1 + e) : 1 / (1 + e);
};

/** What the instruction does; `Math.min` and `Math.max` treat NaN and −0 otherwise. */
const takeSecond = (second: boolean, a: number, b: number): number => (second ? b : a);

/** What each kind computes in float64. */
export const OPERATIONS = {
  ...ARITHMETIC,
  round: roundHalfEven,
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
  ceil: Math.ceil,
  pmin: (a, b) => takeSecond(b < a, a, b),
  pmax: (a, b) => takeSecond(a < b, a, b),
} satisfies Record<Exclude<Kind, LeafKind | EntryKind | TableKind>, Operation>;

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
export const operationOf: OperationOf = (e) =>
  isTanhShrink(e) ? lessTanh : OPERATIONS[e.kind as keyof typeof OPERATIONS];

/** A closure that computes the formula in float64, every shared node once. */
export const compileScalar = (e: Expression): ((x: number, parameters?: Parameters) => number) =>
  interpretScalar(e, operationOf);

/** The formula in float64 at many finite inputs: what `compileScalar` gives, several times as fast. */
export const compileSamples = (
  e: Expression,
): ((inputs: Float64Array, parameters?: Parameters) => Float64Array) => interpretSamples(e, operationOf);

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
  return interpret(e, lookingUp(rowsOf), Math.fround);
}

/**
 * float64 value of the formula at x: the reference for every other target.
 * @throws HillockError "invalid-argument" where a parameter has no value.
 */
export function evaluate(e: Expression, x: number, parameters: Parameters = {}): number {
  return compileScalar(e)(x, parameters);
}
