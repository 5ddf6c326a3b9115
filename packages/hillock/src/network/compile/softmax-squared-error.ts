import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Measuring } from "./counters.ts";
import { padded, VECTOR_BYTES } from "./plan.ts";
import { emitSoftmax, type SoftmaxLayer } from "./softmax.ts";
import { emitBiasGradients } from "./softmax-loss.ts";

/** The four lanes of a vector together, as an f32 on the stack. */
function sumOfLanes(f: FunctionBuilder, vector: number): void {
  f.get(vector).lane("f32x4.extract_lane", 0);
  for (let lane = 1; lane < 4; lane++) f.get(vector).lane("f32x4.extract_lane", lane).op("f32.add");
}

/**
 * Mean squared error over a softmax output, which nobody should train with and many do: the loss into `total`,
 * dz = s ⊙ (g − Σ g s) · scale with g = 2 (s − y) / units, bias gradients and counters. Where s is sure, dz is 0.
 */
export function emitSoftmaxSquaredError(
  f: FunctionBuilder,
  layer: SoftmaxLayer,
  loss: { readonly targets: number; readonly total: number; readonly scale: number },
  measuring: Measuring | undefined,
): void {
  const { units, places, rows } = layer;
  const stride = padded(units) * 4;
  emitSoftmax(f, layer);
  const row = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [at, rowEnd] = [f.local("i32"), f.local("i32")];
  const [s, g, squares, weighted] = Array.from({ length: 4 }, () => f.local("v128"));
  const dot = f.local("v128");
  const overRow = (body: () => void): void => {
    f.get(row).set(at).get(row).i32(stride).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, VECTOR_BYTES, () => {
      f.get(at).load("v128.load", places.activation).set(s);
      f.get(s).get(at).load("v128.load", loss.targets).op("f32x4.sub").set(g);
      body();
    });
  };
  f.countUp(row, end, stride, () => {
    f.f32x4(0).set(squares).f32x4(0).set(weighted);
    overRow(() => {
      f.get(squares).get(g).get(g).op("f32x4.mul", "f32x4.add").set(squares);
      f.get(weighted).get(g).get(s).op("f32x4.mul", "f32x4.add").set(weighted);
    });
    f.get(loss.total);
    sumOfLanes(f, squares);
    f.f32(1 / units)
      .op("f32.mul", "f64.promote_f32", "f64.add")
      .set(loss.total);
    sumOfLanes(f, weighted);
    f.op("f32x4.splat").set(dot);
    overRow(() => {
      f.get(at);
      f.get(s)
        .get(g)
        .get(dot)
        .op("f32x4.sub", "f32x4.mul")
        .f32x4(2 / units)
        .op("f32x4.mul")
        .get(loss.scale)
        .op("f32x4.mul");
      f.store("v128.store", places.gradient);
    });
  });
  emitBiasGradients(f, layer, measuring);
}
