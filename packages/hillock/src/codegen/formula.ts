import { lower } from "../expression/lower/lower.ts";
import type { Expression, Kind, MachineKind } from "../expression/node.ts";
import { bitsOf } from "../expression/special/float32-bits.ts";
import { inOrder, structuralKey } from "../expression/structure.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";
import type { PlainInstruction } from "./wasm/opcodes.ts";

/** v128 locals that hold the formula's inputs, four examples at once. */
export interface Bindings {
  readonly variable: number;
  /** Locals that hold constants, from `hoistConstants`; others are made where they are used. */
  readonly constants?: ReadonlyMap<number, number>;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Emits one node whose arguments lie in locals; its value is left on the stack. */
type Rule = (f: FunctionBuilder, args: readonly number[], e: Expression, bindings: Bindings) => void;
type Plain = PlainInstruction;

const apply =
  (...names: Plain[]): Rule =>
  (f, args) => {
    for (const arg of args) f.get(arg);
    f.op(...names);
  };

const isPlusZero = (e: Expression): boolean => e.kind === "constant" && Object.is(e.value, 0);

const EXPONENT_BIAS = 127;
const MANTISSA_BITS = 23;

const RULES = {
  constant: (f, _, e) => f.f32x4(e.value),
  variable: (f, _, _e, bindings) => f.get(bindings.variable),
  parameter: (f, _, e, bindings) => f.get(bindings.parameters[e.name]),
  add: apply("f32x4.add"),
  subtract: apply("f32x4.sub"),
  multiply: apply("f32x4.mul"),
  divide: apply("f32x4.div"),
  negate: apply("f32x4.neg"),
  abs: apply("f32x4.abs"),
  min: apply("f32x4.min"),
  max: apply("f32x4.max"),
  sqrt: apply("f32x4.sqrt"),
  round: apply("f32x4.nearest"),
  less: apply("f32x4.lt"),
  lessEqual: apply("f32x4.le"),
  equal: apply("f32x4.eq"),
  // one instruction instead of three where a side is 0
  select: (f, [condition, a, b], e) => {
    if (isPlusZero(e.args[2])) f.get(a).get(condition).op("v128.and");
    else if (isPlusZero(e.args[1])) f.get(b).get(condition).op("v128.andnot");
    else f.get(a).get(b).get(condition).op("v128.bitselect");
  },
  pow2: (f, [n]) =>
    f
      .get(n)
      .op("i32x4.trunc_sat_f32x4_s")
      .i32x4(EXPONENT_BIAS)
      .op("i32x4.add")
      .i32(MANTISSA_BITS)
      .op("i32x4.shl"),
  exponent: (f, [x]) =>
    f
      .get(x)
      .i32(MANTISSA_BITS)
      .op("i32x4.shr_u")
      .i32x4(EXPONENT_BIAS)
      .op("i32x4.sub", "f32x4.convert_i32x4_s"),
  mantissa: (f, [x]) => f.get(x).i32x4(0x007fffff).op("v128.and").i32x4(0x3f800000).op("v128.or"),
  copySign: (f, [size, sign]) => f.get(sign).get(size).i32x4(-0x80000000).op("v128.bitselect"),
  // the shift leaves of the sum's bits those of the whole number
  // a whole number added to the exponent's bits multiplies by a power of two
  shiftedPow2: (f, [x], e) =>
    f.get(x).i32(MANTISSA_BITS).op("i32x4.shl").i32x4(bitsOf(e.args[1].value)).op("i32x4.add"),
  pmin: apply("f32x4.pmin"),
  pmax: apply("f32x4.pmax"),
  truncateBits: (f, [x]) => f.get(x).i32x4(-0x1000).op("v128.and"),
} satisfies Record<MachineKind, Rule>;

const isMachineKind = (kind: Kind): kind is MachineKind => Object.hasOwn(RULES, kind);

/** Puts the formulas' constants into locals before a loop: engines do not take them out of it. */
export function hoistConstants(
  f: FunctionBuilder,
  roots: readonly Expression[],
): ReadonlyMap<number, number> {
  const locals = new Map<number, number>();
  for (const root of roots) {
    for (const e of inOrder(lower(root))) {
      // 0 and −0 are one key of a map, and cheap to make
      if (e.kind === "constant" && e.value !== 0 && !locals.has(e.value))
        locals.set(e.value, f.f32x4(e.value).setNew("v128"));
    }
  }
  return locals;
}

/** Emits the formulas, parts in common once, and names the v128 locals that hold their values. */
export function emitFormulas(f: FunctionBuilder, roots: readonly Expression[], bindings: Bindings): number[] {
  const locals = new Map<number, number>();
  const place = (e: Expression): number => locals.get(structuralKey(e)) ?? bindings.variable;
  return roots.map((root) => {
    const lowered = lower(root);
    for (const e of inOrder(lowered)) {
      const key = structuralKey(e);
      if (locals.has(key)) continue;
      const hoisted = e.kind === "constant" ? bindings.constants?.get(e.value) : undefined;
      if (hoisted !== undefined) {
        locals.set(key, hoisted);
        continue;
      }
      if (!isMachineKind(e.kind))
        throw new Error(`"${e.kind}" is not a machine operation: lower the formula first.`);
      const rule: Rule = RULES[e.kind];
      rule(f, e.args.map(place), e, bindings);
      locals.set(key, f.setNew("v128"));
    }
    return place(lowered);
  });
}
