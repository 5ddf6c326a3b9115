import { emitSoftmaxCrossEntropy } from "../../codegen/rows/softmax.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { overBlocks } from "./epilogue.ts";
import type { LayerAddresses, LayerPlan } from "./plan.ts";

/** A slope s(1 − s) below this share of its maximum 1/4 counts as saturated, as for elementwise functions. */
const SATURATED = 0.05 * 0.25;

/** Cross-entropy over a softmax output: loss into `total`, dz = (S − Y) · scale, bias gradients and counters. */
export function emitSoftmaxLoss(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  places: LayerAddresses,
  labels: number,
  loss: { readonly total: number; readonly scale: number },
): void {
  const shape = {
    count: rows,
    columns: layer.units,
    logits: places.preActivation,
    probabilities: places.activation,
  };
  emitSoftmaxCrossEntropy(f, shape, { labels, gradient: places.gradient }, () =>
    f.get(loss.total).op("f64.add").set(loss.total),
  );
  emitSoftmaxCounters(f, rows, layer, places, loss.scale);
}

/** dz · scale in place, bias gradients and counters, from the probabilities and the gradients of the logits. */
export function emitSoftmaxCounters(
  f: FunctionBuilder,
  rows: number,
  layer: LayerPlan,
  places: LayerAddresses,
  scale: number,
): void {
  const s = f.local("v128");
  const dz = f.local("v128");
  const slope = f.local("v128");
  const [bias, squares, alive, sums, activationSquares, zeros, saturated] = Array.from({ length: 7 }, () =>
    f.local("v128"),
  );
  overBlocks(f, rows, layer.units, {
    before: () => {
      for (const local of [bias, squares, alive, sums, activationSquares, zeros, saturated])
        f.f32x4(0).set(local);
    },
    each: (position) => {
      f.get(position).load("v128.load", places.activation).set(s);
      f.get(position).load("v128.load", places.gradient).get(scale).op("f32x4.mul").set(dz);
      f.get(position).get(dz).store("v128.store", places.gradient);
      f.get(bias).get(dz).op("f32x4.add").set(bias);
      f.get(squares).get(dz).get(dz).op("f32x4.mul", "f32x4.add").set(squares);
      f.get(s).f32x4(1).get(s).op("f32x4.sub", "f32x4.mul").set(slope);
      f.get(alive).get(slope).f32x4(0).op("f32x4.ne", "v128.or").set(alive);
      f.get(sums).get(s).op("f32x4.add").set(sums);
      f.get(activationSquares).get(s).get(s).op("f32x4.mul", "f32x4.add").set(activationSquares);
      f.get(zeros).get(s).f32x4(0).op("f32x4.eq").f32x4(1).op("v128.and", "f32x4.add").set(zeros);
      f.get(saturated)
        .get(slope)
        .f32x4(SATURATED)
        .op("f32x4.lt")
        .f32x4(1)
        .op("v128.and", "f32x4.add")
        .set(saturated);
    },
    after: (block) => {
      f.get(block).get(bias).store("v128.store", places.biasGradient);
      const sumsTo: [number, number][] = [
        [places.counters.gradientSquares, squares],
        [places.counters.activationSum, sums],
        [places.counters.activationSquares, activationSquares],
        [places.counters.zeros, zeros],
        [places.counters.saturated, saturated],
      ];
      for (const [address, local] of sumsTo) {
        f.get(block)
          .get(block)
          .load("v128.load", address)
          .get(local)
          .op("f32x4.add")
          .store("v128.store", address);
      }
      f.get(block)
        .get(block)
        .load("v128.load", places.counters.alive)
        .get(alive)
        .op("v128.or")
        .store("v128.store", places.counters.alive);
    },
  });
}
