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
 * The few operations on the bits of a float32 that lowered trees need; they appear after lowering only.
 * - `pow2(n)` → 2ⁿ. For whole n from −126 to 127; of others any number.
 * - `shiftedPow2(s, c)` → c · 2ⁿ, where s is n + 1.5·2²³, so that its last bits are n. For constants c in [1, 2).
 * - `exponent(x)`, `mantissa(x)` → e and m in x = m · 2ᵉ with m in [1, 2). For positive x that are normal, not subnormal.
 * - `copySign(size, sign)` → size with the sign of the other. For size ≥ 0.
 * - `truncateBits(x)` → x with its twelve lowest mantissa bits cleared: the product of two such numbers is exact.
 * - `ceil(x)` → the next whole number that is not below x.
 * - `pmin(a, b)` → b where b < a, else a; `pmax(a, b)` → b where a < b, else a. So NaN in b gives a, and NaN in a gives a.
 *   They are one instruction each; `min` and `max`, which pass on NaN from either side and order the zeros, are many.
 */
export type BitKind =
  | "pow2"
  | "shiftedPow2"
  | "exponent"
  | "mantissa"
  | "copySign"
  | "truncateBits"
  | "ceil"
  | "pmin"
  | "pmax";

/**
 * Nodes of several numbers, and one of these.
 * - `angle(x, far, k, r, l)` → three numbers that tell the sine of x: its quarter turns, the angle from there, and what
 *   the rounding of that angle lost. Where |x| ≤ 100,000 they are k, r and l as given; beyond, `special/angle.ts` computes
 *   them from x. `far` is the condition that decides which.
 * - `entry(node)` → number `value` (0, 1, …) of the numbers that the node has. Of an angle it is `entry(angle, near)`, with
 *   k, r or l once more: what it is where x is not far.
 */
export type EntryKind = "angle" | "entry";

/**
 * Looking values up in tables, in trees for kernels only.
 * - `noted(s)` → s, written down where a kernel can read its lanes one by one. s is a sum that was rounded to a multiple of
 *   the table's step (`lower/nearby.ts`), so that its last 16 bits count the steps from the table's first argument.
 * - `row(noted)` → the row of `table` with that number. Where the table has none such, its entries may be any numbers.
 * - `entry(row)` → one of the row's numbers.
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
