import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import {
  type Addresses,
  chunksOf,
  LANES,
  type NetworkPlan,
  SETTLED,
  TOTALS,
  TOTALS_STRIDE,
  VECTOR_BYTES,
} from "./plan.ts";

/** What JavaScript reads of each layer after an epoch, in this order, as float64. */
export const FIGURES = [...TOTALS, "alive"] as const;

/** All bits but the sign: slopes of 0 and −0 have none of them. */
const BUT_SIGN = 0x7fffffff;

/** Of settled totals, over the chunks of each layer; and how many of its units are alive. */
export function emitFigures(f: FunctionBuilder, { layers }: NetworkPlan, places: Addresses): void {
  const at = f.local("i32");
  const end = f.local("i32");
  const sums = TOTALS.map(() => f.local("v128"));
  const dead = f.local("v128");
  layers.forEach(({ units }, l) => {
    const { totals, alive, figures } = places.layers[l];
    const bounds = (limit: number): FunctionBuilder => f.i32(0).set(at).i32(limit).set(end);
    for (const sum of sums) f.f64x2(0).set(sum);
    bounds(chunksOf(units) * TOTALS_STRIDE).countUp(at, end, TOTALS_STRIDE, () => {
      TOTALS.forEach((name, i) => {
        f.get(sums[i])
          .get(at)
          .load("v128.load", totals[name] + SETTLED);
        f.op("f64x2.add").set(sums[i]);
      });
    });
    sums.forEach((sum, i) => {
      f.i32(figures + 8 * i);
      for (const lane of [0, 1]) f.get(sum).lane("f64x2.extract_lane", lane);
      f.op("f64.add").store("f64.store");
    });
    // a mask counts as −1; lanes beyond the last unit are no units
    const countDead = (lanes?: readonly [number, number, number, number]): void => {
      f.get(dead).get(at).load("v128.load", alive).i32x4(BUT_SIGN).op("v128.and").i32x4(0).op("i32x4.eq");
      if (lanes) f.i32x4Lanes(lanes).op("v128.and");
      f.op("i32x4.add").set(dead);
    };
    const whole = Math.floor(units / LANES) * VECTOR_BYTES;
    const rest = units % LANES;
    f.i32x4(0).set(dead);
    bounds(whole).countUp(at, end, VECTOR_BYTES, () => countDead());
    if (rest > 0) countDead([-1, rest > 1 ? -1 : 0, rest > 2 ? -1 : 0, 0]);
    f.i32(figures + 8 * FIGURES.indexOf("alive")).i32(units);
    for (const lane of [0, 1, 2, 3]) f.get(dead).lane("i32x4.extract_lane", lane).op("i32.add");
    f.op("f64.convert_i32_s").store("f64.store");
  });
}
