import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { VECTOR_BYTES } from "./plan.ts";

/** Products of so many vectors are added up as float32, then as float64. */
const BLOCK_BYTES = 64 * VECTOR_BYTES;

/** Leaves a sum on the stack, as float64. */
type Push = () => FunctionBuilder;

/**
 * Emits the sums of products of two numbers each over all values.
 * @param factors of the vector at a place, in bytes in a local: the locals of each sum's two factors
 */
export function emitValueSums(
  f: FunctionBuilder,
  valueBytes: number,
  count: number,
  factors: (at: number) => readonly (readonly [number, number])[],
): readonly Push[] {
  const block = f.i32(0).setNew("i32");
  const all = f.i32(valueBytes).setNew("i32");
  const [at, end] = [f.local("i32"), f.local("i32")];
  const totals = Array.from({ length: count }, () => f.f64x2(0).setNew("v128"));
  const parts = totals.map(() => f.local("v128"));
  f.countUp(block, all, BLOCK_BYTES, () => {
    f.get(block).set(at);
    f.get(block).i32(BLOCK_BYTES).op("i32.add").tee(end).get(all).get(end).get(all);
    f.op("i32.lt_u").selectNumber().set(end);
    for (const part of parts) f.f32x4(0).set(part);
    f.countUp(at, end, VECTOR_BYTES, () => {
      factors(at).forEach(([a, b], i) => {
        f.get(parts[i]).get(a).get(b).op("f32x4.mul", "f32x4.add").set(parts[i]);
      });
    });
    totals.forEach((total, i) => {
      f.get(total).get(parts[i]).op("f64x2.promote_low_f32x4", "f64x2.add");
      f.get(parts[i]).get(parts[i]).shuffle32([2, 3, 2, 3]);
      f.op("f64x2.promote_low_f32x4", "f64x2.add").set(total);
    });
  });
  return totals.map((total) => () => {
    for (const lane of [0, 1]) f.get(total).lane("f64x2.extract_lane", lane);
    return f.op("f64.add");
  });
}
