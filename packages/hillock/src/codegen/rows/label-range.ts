import { ModuleBuilder } from "../wasm/module-builder.ts";
import { VECTOR_BYTES } from "./row-parts.ts";

/** Labels of a round. */
export const LABEL_ROUND = 16;
const ROUND_BYTES = 4 * LABEL_ROUND;

/**
 * The module of a function "run" of the address of labels (i32 each), their number (a multiple of `LABEL_ROUND`) and the
 * last class: whether one of them is below 0 or beyond.
 */
export function labelRangeModule(): ModuleBuilder {
  const module = new ModuleBuilder();
  const { builder: f } = module.addFunction({
    params: ["i32", "i32", "i32"],
    results: ["i32"],
    export: "run",
  });
  const [at, count, last] = [0, 1, 2];
  const end = f.get(at).get(count).i32(4).op("i32.mul", "i32.add").setNew("i32");
  const lastLanes = f.get(last).op("i32x4.splat").setNew("v128");
  const label = f.local("v128");
  const outside = f.i32x4(0).setNew("v128");
  f.countUp(at, end, ROUND_BYTES, () => {
    for (let offset = 0; offset < ROUND_BYTES; offset += VECTOR_BYTES) {
      f.get(at).load("v128.load", offset).set(label);
      // the sign of either is set
      f.get(outside).get(label).op("v128.or");
      f.get(lastLanes).get(label).op("i32x4.sub", "v128.or").set(outside);
    }
  });
  f.get(outside).i32x4(0).op("i32x4.lt_s", "v128.any_true");
  return module;
}
