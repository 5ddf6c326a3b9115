import { HillockError } from "../errors.ts";
import type { Expression, Kind, LeafKind } from "./node.ts";
import { inOrder } from "./structure.ts";

/** Formulas node by node, whatever each computes: a page brings the operations that its functions need. */

export type Parameters = Readonly<Record<string, number>>;
/** Values of the arguments (as many as the kind takes) to the value. Conditions are 1 and 0. */
export type Operation = (a: number, b: number, c: number) => number;
type Leaf = (leaf: Expression, x: number, parameters: Parameters) => number;

/** What a node computes from the values of its arguments. */
export type OperationOf = (e: Expression) => Operation;

/** What processors have, in float64. */
export const ARITHMETIC = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  abs: Math.abs,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  sqrt: Math.sqrt,
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  select: (condition, whenTrue, whenFalse) => (condition === 1 ? whenTrue : whenFalse),
} satisfies Partial<Record<Kind, Operation>>;

/** Of formulas of these alone. */
export const arithmeticOf: OperationOf = ({ kind }) => ARITHMETIC[kind as keyof typeof ARITHMETIC];

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

/** The formula with every intermediate value rounded. */
export function interpret(
  root: Expression,
  operation: OperationOf,
  rounding: (value: number) => number = (value) => value,
) {
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
export function interpretScalar(
  e: Expression,
  operation: OperationOf,
): (x: number, parameters?: Parameters) => number {
  const run = interpret(e, operation);
  return (x, parameters = {}) =>
    x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY
      ? limitsOf(e, (far) => run(far, parameters))(x)
      : run(x, parameters);
}

/** Samples that stay in the processor's nearest cache, for all nodes of a formula. */
const BLOCK = 128;

/** The formula in float64 at many finite inputs: what `interpretScalar` gives, several times as fast. */
export function interpretSamples(
  root: Expression,
  operation: OperationOf,
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
        applyToAll(operation(e), slots[slot], block.length, a, b, c);
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
