import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { BACKWARD_COUNTERS, countWith, FORWARD_COUNTERS } from "./counters.ts";
import { overBlocks } from "./epilogue.ts";
import { emitSoftmax, type LossPlaces, type SoftmaxLayer } from "./softmax.ts";

/** A slope s(1 − s) below this share of its maximum 1/4 counts as saturated, as for elementwise functions. */
const SATURATED = 0.05 * 0.25;

/** Cross-entropy over a softmax output: loss into `total`, dz = (S − Y) · scale, bias gradients and counters. */
export function emitSoftmaxLoss(
  f: FunctionBuilder,
  layer: SoftmaxLayer,
  loss: LossPlaces,
  counting: boolean,
): void {
  const { rows, units, places } = layer;
  emitSoftmax(f, layer, loss);
  const [s, dz, slope, bias] = Array.from({ length: 4 }, () => f.local("v128"));
  const counters = countWith(f, places, counting ? [...FORWARD_COUNTERS, ...BACKWARD_COUNTERS] : []);
  overBlocks(f, rows, units, {
    before: () => {
      f.f32x4(0).set(bias);
      counters.before();
    },
    each: (at) => {
      f.get(at).load("v128.load", places.gradient).set(dz);
      f.get(bias).get(dz).op("f32x4.add").set(bias);
      if (!counting) return;
      f.get(at).load("v128.load", places.activation).set(s);
      f.get(s).f32x4(1).get(s).op("f32x4.sub", "f32x4.mul").set(slope);
      counters.activation(s);
      counters.saturated(() => f.get(slope).f32x4(SATURATED).op("f32x4.lt"));
      counters.gradient(dz, slope);
    },
    after: (block) => {
      f.get(block).get(bias).store("v128.store", places.biasGradient);
      counters.after(block);
    },
  });
}
