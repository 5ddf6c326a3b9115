import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type LayerAddresses, type LayerPlan, VECTOR_BYTES } from "./plan.ts";

/** 1 as float32, and the bits behind its point. */
const ONE_BITS = 0x3f800000;
const EXPONENT_BITS = 9;
/** What the element's number and the draw's are multiplied by, so that neighbours differ in all bits. */
const ELEMENT = 0x9e3779b1;
const DRAW = 0x85ebca77;

/** Every bit of the result depends on every bit of what is on the stack (MurmurHash3's finalizer), four lanes at once. */
function emitMix(f: FunctionBuilder): void {
  const value = f.local("v128");
  const shifted = (by: number) => f.tee(value).get(value).i32(by).op("i32x4.shr_u", "v128.xor");
  shifted(16)
    .i32x4(0x85ebca6b | 0)
    .op("i32x4.mul");
  shifted(13)
    .i32x4(0xc2b2ae35 | 0)
    .op("i32x4.mul");
  shifted(16);
}

/**
 * The draws of a layer's elements, each made from its place and the key of the step: forward and backward make the same. Where
 * the key is 0, as it is outside of training, each is 0.
 */
export class Draws {
  private readonly f: FunctionBuilder;
  private readonly names: readonly string[];
  private readonly base: number;
  /** Locals; none where nothing is drawn. */
  private readonly step: { readonly key: number; readonly drawing: number } | undefined;

  constructor(f: FunctionBuilder, layer: LayerPlan, places: LayerAddresses) {
    this.f = f;
    this.names = layer.draws;
    this.base = places.preActivation;
    if (this.names.length === 0) return;
    const key = f.i32(places.drawKey).load("v128.load32_splat").setNew("v128");
    this.step = { key, drawing: f.get(key).i32x4(0).op("i32x4.ne").setNew("v128") };
  }

  /** Those of the four elements at a place, as bindings of a formula. */
  at(at: number, offset = 0): Readonly<Record<string, number>> {
    const { f, base, step } = this;
    if (step === undefined) return NONE;
    return Object.fromEntries(
      this.names.map((name, i) => {
        f.get(at).op("i32x4.splat");
        f.i32x4Lanes([0, 1, 2, 3].map((lane) => base + offset + (lane * VECTOR_BYTES) / 4) as Lanes);
        f.op("i32x4.add")
          .i32x4(ELEMENT | 0)
          .op("i32x4.mul")
          .get(step.key)
          .op("v128.xor");
        f.i32x4(Math.imul(i, DRAW)).op("v128.xor");
        emitMix(f);
        f.i32(EXPONENT_BITS).op("i32x4.shr_u").i32x4(ONE_BITS).op("v128.or").f32x4(1.5).op("f32x4.sub");
        return [name, f.get(step.drawing).op("v128.and").setNew("v128")];
      }),
    );
  }
}

const NONE = {};
type Lanes = [number, number, number, number];

const STEP = 0x9e3779b9;

/** A new key for the step that follows; the draws of two steps have nothing in common. */
export function emitNextKey(f: FunctionBuilder, state: number, key: number): void {
  f.i32(state)
    .i32(state)
    .load("i32.load")
    .i32(STEP | 0)
    .op("i32.add")
    .store("i32.store");
  f.i32(key).i32(state).load("i32.load").i32(1).op("i32.or").store("i32.store");
}

export const emitNoKey = (f: FunctionBuilder, key: number): void => void f.i32(key).i32(0).store("i32.store");
