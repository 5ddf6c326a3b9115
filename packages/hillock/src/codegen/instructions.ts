import type { EntryKind, Expression, Kind, MachineKind, TableKind } from "../expression/node.ts";
import { bitsOf } from "../expression/special/float32-bits.ts";
import { isGiven, slopeOf } from "../expression/structure.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";
import type { PlainInstruction } from "./wasm/opcodes.ts";

/** How a node is computed: from which of the nodes below it, and the instructions, which put it into a local. */
export interface Instruction {
  readonly operands: readonly Expression[];
  /** The local, or the first of a row's. */
  emit(f: FunctionBuilder, operands: readonly number[], scratch: Scratch | undefined): number;
}

/** Instructions that leave a value on the stack. */
type Write = (f: FunctionBuilder, operands: readonly number[]) => void;

/** 16 bytes, an address in a local and what is added to it, where numbers of rows lie for a moment. */
export interface Scratch {
  readonly address: number;
  readonly offset: number;
}

/** What a rule may ask for. */
export interface Selection {
  /** Whether instructions may be used whose last bit is the processor's to choose. */
  readonly relaxed: boolean;
  /** Whether nothing else needs the node, so that it can become part of another. */
  usedOnce(e: Expression): boolean;
}
export type Rule = (e: Expression, selection: Selection) => Instruction;
/** For nodes that few formulas have: a page carries them with those alone (`angle.ts`, `tables/support.ts`). */
export type FurtherRules = Readonly<Partial<Record<EntryKind | TableKind, Rule>>>;

const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;
const MANTISSA_MASK = 0x007fffff;
/** The bit of a float32's sign. */
export const SIGN = -0x80000000;

const isZero = (e: Expression): boolean => e.kind === "constant" && Object.is(e.value, 0);
const isNaNConstant = (e: Expression): boolean => e.kind === "constant" && Number.isNaN(e.value);
const isOrdinary = (e: Expression): boolean =>
  e.kind === "constant" && e.value !== 0 && !Number.isNaN(e.value);

const written = (operands: readonly Expression[], write: Write): Instruction => ({
  operands,
  emit(f, locals) {
    write(f, locals);
    return f.setNew("v128");
  },
});
/** The operands one after the other, then the instructions. */
const stack = (operands: readonly Expression[], ...names: PlainInstruction[]): Instruction =>
  written(operands, (f, locals) => {
    for (const local of locals) f.get(local);
    f.op(...names);
  });
const plain =
  (name: PlainInstruction): Rule =>
  ({ args }) =>
    stack(args, name);

const masked =
  (name: "v128.and" | "v128.xor", bits: number): Rule =>
  ({ args }) =>
    written(args, (f, [value]) => f.get(value).i32x4(bits).op(name));

const isProduct = (e: Expression, { relaxed, usedOnce }: Selection): boolean =>
  relaxed && e.kind === "multiply" && usedOnce(e);

const add: Rule = ({ args: [a, b] }, selection) => {
  if (isProduct(b, selection)) return stack([...b.args, a], "f32x4.relaxed_madd");
  if (isProduct(a, selection)) return stack([...a.args, b], "f32x4.relaxed_madd");
  return stack([a, b], "f32x4.add");
};

const subtract: Rule = ({ args: [a, b] }, selection) =>
  isProduct(b, selection) ? stack([...b.args, a], "f32x4.relaxed_nmadd") : stack([a, b], "f32x4.sub");

/**
 * The instructions min and max take care of NaN and of the sign of 0, eight instructions' worth on x86; pmin and pmax
 * are one, and the same where the second is an ordinary constant. `beyond` tells where the constant 0 is taken.
 */
const extreme =
  (
    name: "f32x4.min" | "f32x4.max",
    quick: "f32x4.pmin" | "f32x4.pmax",
    beyond: "f32x4.gt" | "f32x4.le",
  ): Rule =>
  ({ args: [a, b] }) => {
    const [u, constant] = a.kind === "constant" ? [b, a] : [a, b];
    if (isOrdinary(constant)) return stack([u, constant], quick);
    if (isZero(constant))
      return written([u, constant], (f, [local, zero]) =>
        f.get(local).get(local).get(zero).op(beyond, "v128.andnot"),
      );
    return stack([a, b], name);
  };

/** What is on the stack, or the other; of values that are the same for all elements, engines take the first step out of the loop. */
const choose = (f: FunctionBuilder, mask: number, other: number): FunctionBuilder =>
  f.get(other).op("v128.xor").get(mask).op("v128.and").get(other).op("v128.xor");

const select: Rule = ({ args: [condition, a, b] }, { relaxed }) => {
  if (isZero(b)) return stack([condition, a], "v128.and");
  if (isZero(a)) return stack([b, condition], "v128.andnot");
  // a condition's bits, all set, are a NaN
  if (isNaNConstant(a)) return stack([b, condition], "v128.or");
  if (isNaNConstant(b)) {
    if (condition.kind !== "equal")
      return written([a, condition], (f, [value, mask]) => f.get(value).get(mask).op("v128.not", "v128.or"));
    return written([a, ...condition.args], (f, [value, left, right]) =>
      f.get(value).get(left).get(right).op("f32x4.ne", "v128.or"),
    );
  }
  if (isGiven(a) && isGiven(b))
    return written([condition, a, b], (f, [mask, whole, part]) => choose(f.get(whole), mask, part));
  const slope = slopeOf(a, b);
  // u · (condition ? 1 : k)
  if (slope)
    return written([a, condition, slope], (f, [u, mask, k]) =>
      choose(f.get(u).f32x4(1), mask, k).op("f32x4.mul"),
    );
  return stack([a, b, condition], relaxed ? "i32x4.relaxed_laneselect" : "v128.bitselect");
};

const leaf: Rule = (e) =>
  written([], () => {
    throw new Error(`The kernel has no place for "${e.name}".`);
  });

export const RULES = {
  constant: ({ value }) => written([], (f) => f.f32x4(value)),
  variable: leaf,
  parameter: leaf,
  add,
  subtract,
  multiply: plain("f32x4.mul"),
  divide: plain("f32x4.div"),
  // one instruction on x86, where neg and abs make their masks anew each time
  negate: masked("v128.xor", SIGN),
  abs: masked("v128.and", ~SIGN),
  min: extreme("f32x4.min", "f32x4.pmin", "f32x4.gt"),
  max: extreme("f32x4.max", "f32x4.pmax", "f32x4.le"),
  sqrt: plain("f32x4.sqrt"),
  round: plain("f32x4.nearest"),
  ceil: plain("f32x4.ceil"),
  less: plain("f32x4.lt"),
  lessEqual: plain("f32x4.le"),
  equal: plain("f32x4.eq"),
  select,
  pow2: ({ args }) =>
    written(args, (f, [n]) =>
      f
        .get(n)
        .op("i32x4.trunc_sat_f32x4_s")
        .i32x4(EXPONENT_BIAS)
        .op("i32x4.add")
        .i32(MANTISSA_BITS)
        .op("i32x4.shl"),
    ),
  exponent: ({ args }) =>
    written(args, (f, [x]) =>
      f
        .get(x)
        .i32(MANTISSA_BITS)
        .op("i32x4.shr_u")
        .i32x4(EXPONENT_BIAS)
        .op("i32x4.sub", "f32x4.convert_i32x4_s"),
    ),
  mantissa: ({ args }) =>
    written(args, (f, [x]) =>
      f
        .get(x)
        .i32x4(MANTISSA_MASK)
        .op("v128.and")
        .i32x4(EXPONENT_BIAS << MANTISSA_BITS)
        .op("v128.or"),
    ),
  copySign: ({ args }) =>
    written(args, (f, [size, sign]) => f.get(sign).i32x4(SIGN).op("v128.and").get(size).op("v128.or")),
  // the shift leaves of the sum's bits those of the whole number, which the constant's exponent is raised by
  shiftedPow2: ({ args: [shifted, factor] }) =>
    written([shifted], (f, [x]) =>
      f.get(x).i32(MANTISSA_BITS).op("i32x4.shl").i32x4(bitsOf(factor.value)).op("i32x4.add"),
    ),
  pmin: plain("f32x4.pmin"),
  pmax: plain("f32x4.pmax"),
  truncateBits: ({ args }) => written(args, (f, [x]) => f.get(x).i32x4(-0x1000).op("v128.and")),
} satisfies Record<MachineKind, Rule>;

const isMachineKind = (kind: Kind): kind is MachineKind => Object.hasOwn(RULES, kind);

/** @throws Error on a node that only `lower` can turn into instructions. */
export function instructionFor(e: Expression, selection: Selection, further: FurtherRules = {}): Instruction {
  if (isMachineKind(e.kind)) return RULES[e.kind](e, selection);
  const rule = further[e.kind as keyof FurtherRules];
  if (rule !== undefined) return rule(e, selection);
  throw new Error(`"${e.kind}" is not a machine operation: lower the formula first.`);
}
