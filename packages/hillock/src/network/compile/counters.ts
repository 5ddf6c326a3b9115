import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { PlainInstruction } from "../../codegen/wasm/opcodes.ts";
import type { LayerAddresses, Total } from "./plan.ts";

/** How four lanes, float32 or counts, become float64. */
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
  /** Of four activations in a local. */
  activation(a: number): void;
  /** Of who is in a flat end of the function: `mask` leaves a mask on the stack. */
  saturated(mask: () => void): void;
  square(of: "gradientSquares" | "weightSquares", value: number): void;
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
  const into = (name: Total, emit: (local: number) => void): void => {
    const local = locals.get(name);
    if (local === undefined) return;
    emit(local);
    f.set(local);
  };
  const masked = (): FunctionBuilder => (mask === undefined ? f : f.get(mask).op("v128.and"));
  const addSquare = (name: Total, value: number): void =>
    into(name, (sum) => f.get(sum).get(value).get(value).op("f32x4.mul", "f32x4.add"));
  return {
    reset() {
      for (const local of locals.values()) f.i32x4(0).set(local);
    },
    activation(a) {
      if (locals.size === 0) return;
      let inUse = a;
      if (mask !== undefined) {
        f.get(a);
        inUse = masked().setNew("v128");
      }
      into("activationSum", (sum) => f.get(sum).get(inUse).op("f32x4.add"));
      addSquare("activationSquares", inUse);
      // a mask is −1 where it holds
      into("zeros", (count) => {
        f.get(count).get(a).f32x4(0).op("f32x4.eq");
        masked().op("i32x4.sub");
      });
    },
    saturated(isSaturated) {
      into("saturated", (count) => {
        f.get(count);
        isSaturated();
        masked().op("i32x4.sub");
      });
    },
    square: addSquare,
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
  reset(): void;
  slope(slope: number): void;
  flush(block: number): void;
}

export function countAlive(f: FunctionBuilder, places: LayerAddresses, counting: boolean): Alive {
  if (!counting) return { reset() {}, slope() {}, flush() {} };
  // the bits of all slopes together: a number that is not 0 where one of them is not
  const bits = f.local("v128");
  return {
    reset: () => void f.i32x4(0).set(bits),
    slope: (slope) => void f.get(bits).get(slope).op("v128.or").set(bits),
    flush: (block) => {
      f.get(block).get(block).load("v128.load", places.alive);
      f.get(bits).f32x4(0).op("f32x4.ne", "v128.or").store("v128.store", places.alive);
    },
  };
}
