import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type Chunk, columnsOf, overBlocks, overChunks } from "./chunks.ts";
import { countAlive, countTotals, FORWARD_TOTALS, type Measuring } from "./counters.ts";
import { emitMask } from "./epilogue.ts";
import { emitSoftmax, type LossPlaces, type SoftmaxLayer } from "./softmax.ts";

/** A slope s(1 − s) below this share of its maximum 1/4 counts as saturated, as for elementwise functions. */
const SATURATED = 0.05 * 0.25;

/** Cross-entropy over a softmax output: loss into `total`, dz = (S − Y) · scale, bias gradients and counters. */
export function emitSoftmaxLoss(
  f: FunctionBuilder,
  layer: SoftmaxLayer,
  loss: LossPlaces,
  measuring: Measuring | undefined,
): void {
  emitSoftmax(f, layer, loss);
  emitBiasGradients(f, layer, measuring);
}

/** Bias gradients and counters, from the probabilities and the gradients of the logits. */
export function emitBiasGradients(
  f: FunctionBuilder,
  layer: SoftmaxLayer,
  measuring: Measuring | undefined,
): void {
  overChunks(f, columnsOf(layer.units), (chunk) => emitBiasGradientChunk(f, layer, chunk, measuring));
}

function emitBiasGradientChunk(
  f: FunctionBuilder,
  { rows, units, places }: SoftmaxLayer,
  chunk: Chunk,
  measuring: Measuring | undefined,
): void {
  const [s, dz, slope, bias, mask] = Array.from({ length: 5 }, () => f.local("v128"));
  const totals = countTotals(f, places, measuring ? [...FORWARD_TOTALS, "gradientSquares"] : [], mask);
  const alive = countAlive(f, places, measuring !== undefined);
  totals.load(chunk.at);
  overBlocks(f, { all: rows, measured: measuring?.rows }, units, chunk, {
    before: (block) => {
      f.f32x4(0).set(bias);
      emitMask(f, units, block);
      f.set(mask);
      alive.before(block);
    },
    each: (at, counting) => {
      f.get(at).load("v128.load", places.gradient).set(dz);
      f.get(bias).get(dz).op("f32x4.add").set(bias);
      if (!counting) return;
      f.get(at).load("v128.load", places.activation).set(s);
      f.get(s).f32x4(1).get(s).op("f32x4.sub", "f32x4.mul").set(slope);
      totals.activations([s]);
      totals.saturated(1, [() => f.get(slope).f32x4(SATURATED).op("f32x4.lt")]);
      totals.squares("gradientSquares", [dz]);
      alive.slope(slope);
    },
    after: (block) => {
      f.get(block).get(bias).store("v128.store", places.biasGradient);
      alive.after(block);
    },
  });
  totals.store();
}
