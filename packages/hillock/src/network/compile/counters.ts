import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { PlainInstruction } from "../../codegen/wasm/opcodes.ts";
import type { Counter, LayerAddresses } from "./plan.ts";

/** How a block's counters are added to those in memory. */
const MERGE = {
  gradientSquares: "f32x4.add",
  activationSum: "f32x4.add",
  activationSquares: "f32x4.add",
  zeros: "i32x4.add",
  saturated: "i32x4.add",
  alive: "v128.or",
} satisfies Record<Counter, PlainInstruction>;

/** What the doctor wants to know of a layer: in locals over the rows of a block of four units, then in memory. */
export interface Counting {
  before(): void;
  /** Of an activation in a local. */
  activation(a: number): void;
  /** Leave masks on the stack of who is in a flat end of the function. */
  saturated(mask: () => void): void;
  /** Of ∂loss/∂z, and of the slope of the function there. */
  gradient(dz: number, slope: number): void;
  after(block: number): void;
}

/** Counting with these counters; where there are none, nothing is emitted. */
export function countWith(
  f: FunctionBuilder,
  places: LayerAddresses,
  counters: readonly Counter[],
): Counting {
  const locals = new Map(counters.map((name) => [name, f.local("v128")]));
  const into = (name: Counter, emit: (local: number) => void): void => {
    const local = locals.get(name);
    if (local === undefined) return;
    emit(local);
    f.set(local);
  };
  const addSquare = (name: Counter, value: number): void =>
    into(name, (sum) => f.get(sum).get(value).get(value).op("f32x4.mul", "f32x4.add"));
  return {
    before() {
      for (const local of locals.values()) f.i32x4(0).set(local);
    },
    activation(a) {
      into("activationSum", (sum) => f.get(sum).get(a).op("f32x4.add"));
      addSquare("activationSquares", a);
      // a mask is −1 where it holds
      into("zeros", (count) => f.get(count).get(a).f32x4(0).op("f32x4.eq", "i32x4.sub"));
    },
    saturated(mask) {
      into("saturated", (count) => {
        f.get(count);
        mask();
        f.op("i32x4.sub");
      });
    },
    gradient(dz, slope) {
      addSquare("gradientSquares", dz);
      // the bits of all slopes together: a number that is not 0 where one of them is not
      into("alive", (bits) => f.get(bits).get(slope).op("v128.or"));
    },
    after(block) {
      for (const [name, local] of locals) {
        const place = places.counters[name];
        f.get(block).get(block).load("v128.load", place).get(local);
        if (name === "alive") f.f32x4(0).op("f32x4.ne");
        f.op(MERGE[name]).store("v128.store", place);
      }
    },
  };
}

export const FORWARD_COUNTERS = ["activationSum", "activationSquares", "zeros", "saturated"] as const;
export const BACKWARD_COUNTERS = ["gradientSquares", "alive"] as const;
