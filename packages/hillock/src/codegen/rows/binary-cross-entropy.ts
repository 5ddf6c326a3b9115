import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { DEPTH } from "./exponential.ts";
import { demote, HALVES, pushHalf } from "./halves.ts";
import { emitLogarithm } from "./logarithm.ts";
import { POWER_SCALE, TabulatedPower } from "./power-table.ts";
import { VECTOR_BYTES } from "./row-loop.ts";

const UNROLL = 2;
const SIGN = -0x80000000;
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
  const powers = new TabulatedPower(f, 0);
  const scaleLanes = f.get(scale).op("f64x2.splat").setNew("v128");
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
    const place = f.get(gradient).get(at).op("i32.add").setNew("i32");
    const vectors = Array.from({ length: UNROLL }, (_, i) => {
      const x = element(logits, i).setNew("v128");
      const y = element(labels, i).setNew("v128");
      const size = f.get(x).i32x4(~SIGN).op("v128.and").setNew("v128");
      const negative = f.get(x).f32x4(0).op("f32x4.lt").setNew("v128");
      const w = f.get(y).f32x4(1).get(y).op("f32x4.sub").get(negative).op("v128.bitselect").setNew("v128");
      const down = f.get(x).i32x4(SIGN).op("v128.or").f32x4(-DEPTH).op("f32x4.pmax").setNew("v128");
      return { size, negative, w, x: down, scratch: { address: place, offset: i * VECTOR_BYTES } };
    });
    powers.of(vectors, ([first, more], i) => {
      const { size, negative, w } = vectors[i];
      const power = f.get(first).get(more).op("f32x4.add").setNew("v128");
      // an infinite logit with the right label costs nothing
      f.get(size).get(w).op("f32x4.mul").get(w).f32x4(0).op("f32x4.ne", "v128.and");
      const cost = f.setNew("v128");
      const [low, high] = HALVES.map((half, which) => {
        pushHalf(f, cost, half).get(linear).op("f64x2.add").set(linear);
        const share = pushHalf(f, power, half)
          .f64x2(1 / POWER_SCALE)
          .op("f64x2.mul")
          .setNew("v128");
        const both = f.get(share).f64x2(1).op("f64x2.add").setNew("v128");
        const product = products[2 * i + which];
        f.get(product).get(both).op("f64x2.mul").set(product);
        pushHalf(f, w, half).get(share).get(both).op("f64x2.div", "f64x2.sub").get(scaleLanes);
        return f.op("f64x2.mul").setNew("v128");
      });
      demote(f.get(place), { low, high }).get(negative).i32x4(SIGN).op("v128.and", "v128.xor");
      f.store("v128.store", i * VECTOR_BYTES);
    });
  });
  f.get(linear);
  for (const product of products) f.get(emitLogarithm(f, product)).op("f64x2.add");
  const total = f.setNew("v128");
  f.get(total).lane("f64x2.extract_lane", 0).get(total).lane("f64x2.extract_lane", 1).op("f64.add");
}
