import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Addresses, PathAddresses } from "./plan.ts";
import { emitValueSums } from "./value-sums.ts";

/** What an epoch's movement of all weights is described by, in this order: float64 sums over the weights. */
export const PATH_SUMS = ["moved", "along", "away", "size"] as const;

/**
 * With the movement d since the last call, the one before, and the way from the start: Σ d², Σ d · movement before,
 * Σ (w − first)², Σ w². Keeps w and d for the next call.
 */
export function emitPath(
  f: FunctionBuilder,
  { values, valueBytes }: Addresses,
  { first, last, movement, sums }: PathAddresses,
): void {
  const totals = emitValueSums(f, valueBytes, PATH_SUMS.length, (at) => {
    const load = (address: number): number => f.get(at).load("v128.load", address).setNew("v128");
    const [w, before, start, moved] = [values, last, first, movement].map(load);
    const d = f.get(w).get(before).op("f32x4.sub").setNew("v128");
    const far = f.get(w).get(start).op("f32x4.sub").setNew("v128");
    f.get(at).get(d).store("v128.store", movement);
    f.get(at).get(w).store("v128.store", last);
    return [
      [d, d],
      [d, moved],
      [far, far],
      [w, w],
    ];
  });
  totals.forEach((push, i) => {
    f.i32(sums + 8 * i);
    push().store("f64.store");
  });
}
