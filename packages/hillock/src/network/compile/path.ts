import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type Addresses, type PathAddresses, VECTOR_BYTES } from "./plan.ts";

/** What an epoch's movement of all weights is described by, in this order: float64 sums over the weights. */
export const PATH_SUMS = ["moved", "along", "away", "size"] as const;

/** Products of so many vectors are added up as float32, then as float64. */
const BLOCK_BYTES = 64 * VECTOR_BYTES;

/**
 * With the movement d since the last call, the one before, and the way from the start: Σ d², Σ d · movement before,
 * Σ (w − first)², Σ w². Keeps w and d for the next call.
 */
export function emitPath(
  f: FunctionBuilder,
  { values, valueBytes }: Addresses,
  { first, last, movement, sums }: PathAddresses,
): void {
  const block = f.i32(0).setNew("i32");
  const all = f.i32(valueBytes).setNew("i32");
  const [at, end] = [f.local("i32"), f.local("i32")];
  const totals = PATH_SUMS.map(() => f.f64x2(0).setNew("v128"));
  const parts = PATH_SUMS.map(() => f.local("v128"));
  f.countUp(block, all, BLOCK_BYTES, () => {
    f.get(block).set(at);
    f.get(block).i32(BLOCK_BYTES).op("i32.add").tee(end).get(all).get(end).get(all);
    f.op("i32.lt_u").selectNumber().set(end);
    for (const part of parts) f.f32x4(0).set(part);
    f.countUp(at, end, VECTOR_BYTES, () => {
      const load = (address: number): number => f.get(at).load("v128.load", address).setNew("v128");
      const [w, before, start, moved] = [values, last, first, movement].map(load);
      const d = f.get(w).get(before).op("f32x4.sub").setNew("v128");
      const far = f.get(w).get(start).op("f32x4.sub").setNew("v128");
      const pairs = [
        [d, d],
        [d, moved],
        [far, far],
        [w, w],
      ];
      pairs.forEach(([a, b], i) => f.get(parts[i]).get(a).get(b).op("f32x4.mul", "f32x4.add").set(parts[i]));
      f.get(at).get(d).store("v128.store", movement);
      f.get(at).get(w).store("v128.store", last);
    });
    totals.forEach((total, i) => {
      f.get(total).get(parts[i]).op("f64x2.promote_low_f32x4", "f64x2.add");
      f.get(parts[i]).get(parts[i]).shuffle32([2, 3, 2, 3]);
      f.op("f64x2.promote_low_f32x4", "f64x2.add").set(total);
    });
  });
  totals.forEach((total, i) => {
    f.i32(sums + 8 * i);
    for (const lane of [0, 1]) f.get(total).lane("f64x2.extract_lane", lane);
    f.op("f64.add").store("f64.store");
  });
}
