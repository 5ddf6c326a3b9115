import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { DEPTH, Exponential, POWER_SCALE } from "./exponential.ts";
import { emitLogarithm } from "./logarithm.ts";
import { VECTOR_BYTES } from "./row-loop.ts";

const UNROLL = 2;
/** Elements that a round takes; the count is made up to it with `PADDING`. */
export const BINARY_ROUND = 4 * UNROLL;
/** Most elements of a call: the products of 1 + e^−|x| ≤ 2 stay float64. */
export const MOST_BINARY = 1000 * BINARY_ROUND;
/** A logit and a label that have no loss. */
export const PADDING = { logit: -1000, label: 0 } as const;

/**
 * Parameters: addresses of logits, labels and gradient, elements (whole rounds), scale of the gradient (f64).
 * gradient = (σ(x) − y) · scale; the result is Σ max(x, 0) − x y + ln(1 + e^−|x|), as float64. With w = 1 − y for x ≥ 0, else y,
 * and q = e^−|x|/(1 + e^−|x|), the loss is w |x| + ln(1 + e^−|x|) and its slope ±(w − q): nothing cancels where y is 0 or 1.
 */
export function emitBinaryCrossEntropy(f: FunctionBuilder): void {
  const [logits, labels, gradient, count, scale] = [0, 1, 2, 3, 4];
  const exponential = new Exponential(f);
  const bias = exponential.biasAtZero().setNew("v128");
  const scaleLanes = f.get(scale).op("f32.demote_f64", "f32x4.splat").setNew("v128");
  const linear = f.local("v128");
  const products = Array.from({ length: 2 * UNROLL }, () => f.f64x2(1).setNew("v128"));
  const at = f.i32(0).setNew("i32");
  const end = f.get(count).i32(4).op("i32.mul").setNew("i32");
  const element = (base: number, i: number) =>
    f
      .get(base)
      .get(at)
      .op("i32.add")
      .load("v128.load", i * VECTOR_BYTES);

  f.countUp(at, end, UNROLL * VECTOR_BYTES, () => {
    for (let i = 0; i < UNROLL; i++) {
      const x = element(logits, i).setNew("v128");
      const y = element(labels, i).setNew("v128");
      const size = f.get(x).op("f32x4.abs").setNew("v128");
      const negative = f.get(x).f32x4(0).op("f32x4.lt").setNew("v128");
      const w = f.get(y).f32x4(1).get(y).op("f32x4.sub").get(negative).op("v128.bitselect").setNew("v128");
      const down = f.get(size).op("f32x4.neg").f32x4(-DEPTH).op("f32x4.pmax").setNew("v128");
      const power = exponential.power(down, bias);
      // an infinite logit with the right label costs nothing
      f.get(size).get(w).op("f32x4.mul").get(w).f32x4(0).op("f32x4.ne", "v128.and");
      const cost = f.setNew("v128");
      [cost, power].forEach((value, which) => {
        for (const half of [0, 1]) {
          f.get(value);
          if (half === 1) f.get(value).shuffle32([2, 3, 2, 3]);
          f.op("f64x2.promote_low_f32x4");
          if (which === 0) f.get(linear).op("f64x2.add").set(linear);
          else {
            const product = products[2 * i + half];
            f.f64x2(1 / POWER_SCALE)
              .op("f64x2.mul")
              .f64x2(1)
              .op("f64x2.add");
            f.get(product).op("f64x2.mul").set(product);
          }
        }
      });
      f.get(gradient).get(at).op("i32.add");
      f.get(w).get(power).get(power).f32x4(POWER_SCALE).op("f32x4.add", "f32x4.div", "f32x4.sub");
      f.get(negative).i32x4(-0x80000000).op("v128.and", "v128.xor").get(scaleLanes).op("f32x4.mul");
      f.store("v128.store", i * VECTOR_BYTES);
    }
  });
  f.get(linear);
  for (const product of products) f.get(emitLogarithm(f, product)).op("f64x2.add");
  const total = f.setNew("v128");
  f.get(total).lane("f64x2.extract_lane", 0).get(total).lane("f64x2.extract_lane", 1).op("f64.add");
}
