import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { emitMaximum, type PlainProgram, type PlainRows } from "./plain-rows.ts";
import { loadPair, overParts, type Part, roundPart, storePart } from "./row-parts.ts";
import { pairsOf, RowSum } from "./row-sum.ts";

/**
 * Finds the threshold τ of a row, so that Σ max(d − τ, 0) = 1 with d = x − max, in float64: from the set d > −1, which
 * holds the support, τ = (Σ d − 1)/n is taken over the set and what lies below τ leaves it, until nothing does (Michelot 1986).
 */
class Projection {
  private readonly f: FunctionBuilder;
  private readonly x: number;
  /** Local: the maximum, as float64 in both lanes. */
  private readonly max: number;
  private readonly threshold: number;

  constructor(rows: PlainRows, x: number) {
    const { f, columns, at } = rows;
    this.f = f;
    this.x = x;
    this.max = f.get(emitMaximum(rows, x)).op("f64x2.promote_low_f32x4").setNew("v128");
    this.threshold = f.f64x2(-1).setNew("v128");
    const [total, count] = [new RowSum(rows), new RowSum(rows)];
    const before = f.f64(-1).setNew("f64");
    f.loop((again) => {
      total.clear();
      count.clear();
      overParts(f, columns, at, (parts) => {
        for (const part of parts)
          for (const byte of pairsOf(part)) {
            const d = this.difference(part, byte).setNew("v128");
            const inside = f.get(d).get(this.threshold).op("f64x2.gt").setNew("v128");
            f.get(d).get(inside).op("v128.and");
            total.add();
            f.f64x2(1).get(inside).op("v128.and");
            count.add();
          }
      });
      const [sum, members] = [total.total(), count.total()];
      f.get(sum).f64(1).op("f64.sub").get(members).op("f64.div", "f64x2.splat").set(this.threshold);
      f.get(members).get(before).op("f64.eq", "i32.eqz").get(members).set(before).brIf(again);
    });
  }

  /** Leaves d − τ of two numbers on the stack, those of a part `byte` bytes on. */
  above(part: Part, byte: number): FunctionBuilder {
    return this.difference(part, byte).get(this.threshold).op("f64x2.sub");
  }

  private difference(part: Part, byte: number): FunctionBuilder {
    const { f } = this;
    loadPair(f, this.x, part, byte).get(this.max).op("f64x2.sub");
    // no number, in no set
    return part.width === 1 ? f.f64(-Infinity).lane("f64x2.replace_lane", 1) : f;
  }
}

/** Arrays: x, out. */
export const sparsemaxForward: PlainProgram = {
  arrays: 2,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const [x, out] = arrays;
    rows.each(() => {
      const projection = new Projection(rows, x);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          // NaN stays
          const values = roundPart(f, part, (byte) => {
            projection.above(part, byte).f64x2(0).op("f64x2.pmax");
          });
          storePart(f, out, part, values);
        }
      });
    });
  },
};

/** Arrays: gradient, x, out. On the support g less its mean there, else 0; a row with NaN is NaN. */
export const sparsemaxBackward: PlainProgram = {
  arrays: 3,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const [gradient, x, out] = arrays;
    rows.each(() => {
      const projection = new Projection(rows, x);
      const [total, count] = [new RowSum(rows), new RowSum(rows)];
      const insideOf = (above: number): number => f.get(above).f64x2(0).op("f64x2.gt").setNew("v128");
      total.clear();
      count.clear();
      overParts(f, columns, at, (parts) => {
        for (const part of parts)
          for (const byte of pairsOf(part)) {
            const inside = insideOf(projection.above(part, byte).setNew("v128"));
            loadPair(f, gradient, part, byte).get(inside).op("v128.and");
            total.add();
            f.f64x2(1).get(inside).op("v128.and");
            count.add();
          }
      });
      const [sum, members] = [total.total(), count.total()];
      const mean = f.get(sum).get(members).op("f64.div", "f64x2.splat").setNew("v128");
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const slopes = roundPart(f, part, (byte) => {
            const above = projection.above(part, byte).setNew("v128");
            const inside = insideOf(above);
            loadPair(f, gradient, part, byte).get(mean).op("f64x2.sub").get(inside).op("v128.and");
            // 0, or NaN
            f.get(above).f64x2(0).op("f64x2.pmax").f64x2(0).op("f64x2.pmin", "f64x2.add");
          });
          storePart(f, out, part, slopes);
        }
      });
    });
  },
};
