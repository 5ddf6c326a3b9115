import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { PlainInstruction } from "../../codegen/wasm/opcodes.ts";
import type { LayerAddresses, Total } from "./plan.ts";

/** Squares are of this multiple: of small gradients and probabilities they would be subnormal, and slow. */
export const SQUARED_MULTIPLE = 2 ** 24;

/** How four lanes become float64: float32, or counts of −1 for each mask. */
const TO_FLOAT64 = {
  gradientSquares: "f64x2.promote_low_f32x4",
  activationSum: "f64x2.promote_low_f32x4",
  activationSquares: "f64x2.promote_low_f32x4",
  zeros: "f64x2.convert_low_i32x4_s",
  saturated: "f64x2.convert_low_i32x4_s",
  weightSquares: "f64x2.promote_low_f32x4",
} satisfies Record<Total, PlainInstruction>;

/** Counts what the doctor wants to know of a layer, for one batch in locals, which `flush` adds to those in memory. */
export interface Counters {
  /** Before the batch. */
  reset(): void;
  /** Of activations in locals. */
  activations(values: readonly number[]): void;
  /** Of who is in a flat end of the function: each of `masks` leaves a mask on the stack. */
  saturated(masks: readonly (() => void)[]): void;
  squares(of: "gradientSquares" | "weightSquares", values: readonly number[]): void;
  flush(): void;
}

/**
 * Emits `body` for a batch that is measured and for one that is not: a branch around the loops costs less than one in
 * them. `measuring` is the local that says so; without it nothing is measured.
 */
export function emitMeasured(
  f: FunctionBuilder,
  measuring: number | undefined,
  body: (counting: boolean) => void,
): void {
  if (measuring === undefined) body(false);
  else
    f.get(measuring).if(
      () => body(true),
      () => body(false),
    );
}

/** `mask`: a local with the lanes that count; all of them unless given. Nothing is emitted for what is not in `totals`. */
export function countTotals(
  f: FunctionBuilder,
  places: LayerAddresses,
  totals: readonly Total[],
  mask?: number,
): Counters {
  const locals = new Map(totals.map((name) => [name, f.local("v128")]));
  const masked = (): FunctionBuilder => (mask === undefined ? f : f.get(mask).op("v128.and"));
  /** Adds to a total what `parts` leave on the stack: first to one another, so that rounds wait for one sum only. */
  const add = (name: Total, op: PlainInstruction, parts: readonly (() => void)[]): void => {
    const total = locals.get(name);
    if (total === undefined || parts.length === 0) return;
    const tree = (from: number, to: number): void => {
      if (to - from === 1) {
        parts[from]();
        return;
      }
      const middle = (from + to) >> 1;
      tree(from, middle);
      tree(middle, to);
      f.op(op);
    };
    tree(0, parts.length);
    f.get(total).op(op).set(total);
  };
  const scale = f.local("v128");
  const squares = (name: Total, values: readonly number[]): void => {
    if (!locals.has(name)) return;
    const scaled = values.map((value) => f.get(value).get(scale).op("f32x4.mul").setNew("v128"));
    add(
      name,
      "f32x4.add",
      scaled.map((value) => () => f.get(value).get(value).op("f32x4.mul")),
    );
  };
  return {
    reset() {
      for (const local of locals.values()) f.i32x4(0).set(local);
      f.f32x4(SQUARED_MULTIPLE).set(scale);
    },
    activations(values) {
      if (locals.size === 0) return;
      const inUse =
        mask === undefined
          ? values
          : values.map((value) => f.get(value).get(mask).op("v128.and").setNew("v128"));
      add(
        "activationSum",
        "f32x4.add",
        inUse.map((value) => () => f.get(value)),
      );
      squares("activationSquares", inUse);
      add(
        "zeros",
        "i32x4.add",
        values.map((value) => () => {
          f.get(value).f32x4(0).op("f32x4.eq");
          masked();
        }),
      );
    },
    saturated(masks) {
      add(
        "saturated",
        "i32x4.add",
        masks.map((emit) => () => {
          emit();
          masked();
        }),
      );
    },
    squares,
    flush() {
      for (const [name, local] of locals) {
        f.i32(places.totals[name]).i32(places.totals[name]).load("v128.load");
        f.get(local).op(TO_FLOAT64[name], "f64x2.add");
        f.get(local).get(local).shuffle32([2, 3, 2, 3]).op(TO_FLOAT64[name], "f64x2.add").store("v128.store");
      }
    },
  };
}

export const FORWARD_TOTALS = ["activationSum", "activationSquares", "zeros", "saturated"] as const;

/** Which units of a block are alive: some example gave them a slope that is not 0. */
export interface Alive {
  before(block: number): void;
  slope(slope: number): void;
  after(block: number): void;
}

export function countAlive(f: FunctionBuilder, places: LayerAddresses, counting: boolean): Alive {
  if (!counting) return { before() {}, slope() {}, after() {} };
  const bits = f.local("v128");
  return {
    before: (block) => void f.get(block).load("v128.load", places.alive).set(bits),
    slope: (slope) => void f.get(bits).get(slope).op("v128.or").set(bits),
    after: (block) => void f.get(block).get(bits).store("v128.store", places.alive),
  };
}

/** Whether the bits of all slopes together are those of no other than 0 or −0. */
export const isAlive = (bits: number): boolean => (bits & 0x7fffffff) !== 0;
