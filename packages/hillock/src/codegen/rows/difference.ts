import type { FunctionBuilder } from "../wasm/function-builder.ts";

/** x − base, down to the lowest (all in locals), and what its rounding lost; in new locals. */
export function emitDifference(
  f: FunctionBuilder,
  x: number,
  base: number,
  lowest: number,
): { readonly x: number; readonly lost: number } {
  const difference = f.get(x).get(base).op("f32x4.sub").setNew("v128");
  const part = f.get(difference).get(x).op("f32x4.sub").setNew("v128");
  f.get(x).get(difference).get(part).op("f32x4.sub", "f32x4.sub");
  f.get(base).get(part).op("f32x4.add", "f32x4.sub");
  // of no consequence, and perhaps NaN, where the power is 0
  f.get(difference).get(lowest).op("f32x4.gt", "v128.and");
  const lost = f.setNew("v128");
  f.get(difference).get(lowest).op("f32x4.pmax").set(difference);
  return { x: difference, lost };
}
