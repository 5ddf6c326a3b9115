import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type Addresses, type PathAddresses, VECTOR_BYTES } from "./plan.ts";

/** What an epoch's movement of all weights is described by, in this order: float64 sums over the weights. */
export const PATH_SUMS = ["moved", "along", "away", "size"] as const;
export type PathSum = (typeof PATH_SUMS)[number];

/**
 * With the movement d since the last call, the one before, and the way from the start: Σ d², Σ d · movement before,
 * Σ (w − first)², Σ w². Keeps w and d for the next call.
 */
export function emitPath(
  f: FunctionBuilder,
  { values, valueBytes }: Addresses,
  { first, last, movement, sums }: PathAddresses,
): void {
  const at = f.i32(0).setNew("i32");
  const end = f.i32(valueBytes).setNew("i32");
  const totals = PATH_SUMS.map(() => f.f64x2(0).setNew("v128"));
  f.countUp(at, end, VECTOR_BYTES, () => {
    const load = (address: number): number => f.get(at).load("v128.load", address).setNew("v128");
    const [w, before, start, moved] = [values, last, first, movement].map(load);
    for (const half of [[0, 1, 0, 1] as const, [2, 3, 2, 3] as const]) {
      const wide = (local: number): number =>
        f.get(local).get(local).shuffle32(half).op("f64x2.promote_low_f32x4").setNew("v128");
      const now = wide(w);
      const d = f.get(now).get(wide(before)).op("f64x2.sub").setNew("v128");
      const far = f.get(now).get(wide(start)).op("f64x2.sub").setNew("v128");
      const pairs = [
        [d, d],
        [d, wide(moved)],
        [far, far],
        [now, now],
      ];
      pairs.forEach(([a, b], i) =>
        f.get(totals[i]).get(a).get(b).op("f64x2.mul", "f64x2.add").set(totals[i]),
      );
    }
    f.get(at).get(w).get(before).op("f32x4.sub").store("v128.store", movement);
    f.get(at).get(w).store("v128.store", last);
  });
  totals.forEach((total, i) => {
    f.i32(sums + 8 * i);
    for (const lane of [0, 1]) f.get(total).lane("f64x2.extract_lane", lane);
    f.op("f64.add").store("f64.store");
  });
}
