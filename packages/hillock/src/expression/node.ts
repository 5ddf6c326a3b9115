/** Leaves: a number, the variable x, a named parameter. */
export type LeafKind = "constant" | "variable" | "parameter";

/** What every machine has. `less`, `lessEqual` and `equal` are conditions: the first argument of `select`. */
export type CoreKind =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "negate"
  | "abs"
  | "min"
  | "max"
  | "sqrt"
  | "round"
  | "less"
  | "lessEqual"
  | "equal"
  | "select";

/** Functions with clean rules of their own (`normal` is the standard normal distribution function); `lower` rewrites them into core and bit nodes. */
export type NamedKind =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sin"
  | "cos"
  | "atan"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "erf"
  | "erfc"
  | "normal"
  | "power";

/**
 * The few operations on the bits of a float32 that lowered trees need. They appear after lowering only.
 * `pow2(n)`: 2ⁿ for a whole n in −126…127. `shiftedPow2(n + 1.5·2²³, c)`: c · 2ⁿ, c a constant in [1, 2), from a number
 * that this sum rounded to a whole one, whose last bits are n. `exponent(x)`, `mantissa(x)`: x = mantissa · 2^exponent with the
 * mantissa in [1, 2), for normal positive x. `copySign(size, sign)`: a size, whose own sign is +, with the other sign. `truncateBits(x)`: x with its twelve
 * lowest mantissa bits cleared, so that the product of two such numbers is exact. `pmin(a, b)` is b where b < a, else a,
 * and `pmax(a, b)` b where a < b, else a: one instruction each, where `min` and `max`, which ask for NaN on both sides
 * and for the signs of zeros, are many.
 */
export type BitKind =
  | "pow2"
  | "shiftedPow2"
  | "exponent"
  | "mantissa"
  | "copySign"
  | "truncateBits"
  | "pmin"
  | "pmax";

/**
 * `angle(x, far, k, r, l)`: three numbers that tell the sine of x. Where x is far, |x| > 100,000, they are quarter turns, the
 * angle from there, and what its rounding lost (`special/angle.ts`); elsewhere k, r and l. `entry(a, …)`: number `value` of those
 * that a node has; of an angle's, with the one that it has where x is not far.
 */
export type EntryKind = "angle" | "entry";

/**
 * Looking values up, in trees for kernels only. `row(noted(s))`: the row of `table` that the last 16 bits of a number tell,
 * which a sum has rounded to a multiple of the table's step (`lower/nearby.ts`) and which kernels note down where they
 * can read lanes one by one. `entry(row)` is one of its numbers.
 */
export type TableKind = "noted" | "row";

/** What a formula may contain. */
export type FormulaKind = LeafKind | CoreKind | NamedKind;
/** What a lowered formula may contain: all that WebAssembly and WGSL have to know. With sines, also `EntryKind`. */
export type MachineKind = LeafKind | CoreKind | BitKind;
export type Kind = FormulaKind | BitKind | EntryKind | TableKind;

/** Numbers of a table's row: the formula's value; a value and the unit that it stands in; a cubic, constant first. */
export type Columns = 1 | 2 | 4;

/** What tells a formula's values nearby, for each argument of a grid (`codegen/tables/rows.ts`). */
export interface Table {
  readonly name: string;
  readonly formula: Expression;
  readonly columns: Columns;
  /** A power of two, and the first row's argument, a multiple of it. */
  readonly step: number;
  readonly from: number;
  readonly rows: number;
}

/** An immutable formula in one variable. Shared parts are shared nodes: a graph without cycles. */
export interface Expression {
  readonly kind: Kind;
  readonly args: readonly Expression[];
  /** Of a constant; of an entry, which one. */
  readonly value: number;
  /** Of a parameter, and what tells tables and their entries apart. */
  readonly name: string;
  /** Of a row. */
  readonly table?: Table;
}
