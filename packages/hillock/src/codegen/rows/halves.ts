import type { FunctionBuilder } from "../wasm/function-builder.ts";

export const HALVES = ["low", "high"] as const;
export type Half = (typeof HALVES)[number];
/** A float32 vector's worth of float64: locals with two lanes each. */
export type Halves = Readonly<Record<Half, number>>;

/** Leaves two lanes of a float32 vector on the stack, as float64. */
export function pushHalf(f: FunctionBuilder, value: number, half: Half): FunctionBuilder {
  f.get(value);
  if (half === "high") f.get(value).shuffle32([2, 3, 2, 3]);
  return f.op("f64x2.promote_low_f32x4");
}

/** Leaves a float32 vector of float64 on the stack, rounded. */
export const demote = (f: FunctionBuilder, { low, high }: Halves): FunctionBuilder =>
  f.get(low).op("f32x4.demote_f64x2_zero").get(high).op("f32x4.demote_f64x2_zero").shuffle32([0, 1, 4, 5]);
