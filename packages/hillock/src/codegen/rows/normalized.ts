import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { emitLogarithm } from "./logarithm.ts";
import { Reciprocal } from "./reciprocal.ts";
import { RowExponential } from "./row-exponential.ts";
import { type At, demote, type RowLoop, type RowProgram, type Sums } from "./row-loop.ts";

/** A row's exponentials over their sum: of x or of −x, as they are or their logarithm. */
export interface Normalized {
  readonly negated: boolean;
  readonly logarithm: boolean;
}

/** Gathers the logits (negated where the function wants that) and leaves each row's maximum in the local. */
function gatherLogits(rows: RowLoop, array: number, register: number, max: number, negated: boolean): void {
  const { f } = rows;
  f.f32x4(-Infinity).set(max);
  rows.gather(array, register, {
    padding: -Infinity,
    negated,
    each: (value) => f.get(max).get(value).op("f32x4.pmax").set(max),
  });
  // the maximum passes over NaN, which then makes the sum NaN, and with it the row
  rows.reduce(max, "f32x4.pmax");
}

/** ln(sum / top) of each row, in float32 lanes. */
function emitLogOfSum(f: FunctionBuilder, { low, high }: Sums, top: number): number {
  f.get(low).get(top).op("f64x2.promote_low_f32x4", "f64x2.div");
  const lowRatio = f.setNew("v128");
  f.get(high).get(top).get(top).shuffle32([2, 3, 2, 3]).op("f64x2.promote_low_f32x4", "f64x2.div");
  const highRatio = f.setNew("v128");
  return demote(f, { low: emitLogarithm(f, lowRatio), high: emitLogarithm(f, highRatio) }).setNew("v128");
}

/** Arrays: x, out. */
export function normalizedForward({ negated, logarithm }: Normalized): RowProgram {
  return {
    arrays: 2,
    registers: 1,
    emit(rows) {
      const { f } = rows;
      const max = f.local("v128");
      const exponential = new RowExponential(rows);
      const sums = rows.sums();
      const reciprocal = new Reciprocal(f);
      rows.eachPanel(() => {
        gatherLogits(rows, 0, 0, max, negated);
        exponential.prepare(max);
        sums.clear();
        exponential.pass(0, (at, power) => {
          sums.add(power);
          if (!logarithm) rows.store(at, 0, power);
        });
        sums.finish();
        if (logarithm) {
          const log = emitLogOfSum(f, sums, exponential.top);
          // both differences are negative: nothing cancels
          const value = (at: At) =>
            rows.push(at, 0).get(max).op("f32x4.sub").get(log).op("f32x4.sub").setNew("v128");
          rows.scatter([{ array: 1, value }]);
        } else {
          reciprocal.of(sums);
          rows.scatter([{ array: 1, value: (at) => reciprocal.times(rows.load(at, 0)) }]);
        }
      });
    },
  };
}

/**
 * Arrays: gradient, x, out. With s the softmax: s ⊙ (g − g·s), with the sign of x; of the logarithm: g − s Σ g.
 */
export function normalizedBackward({ negated, logarithm }: Normalized): RowProgram {
  return {
    arrays: 3,
    registers: 2,
    emit(rows) {
      const { f } = rows;
      const max = f.local("v128");
      const exponential = new RowExponential(rows);
      const sums = rows.sums();
      const weighted = rows.sums();
      const reciprocal = new Reciprocal(f);
      const total = f.local("v128");
      rows.eachPanel(() => {
        gatherLogits(rows, 1, 0, max, negated);
        rows.gather(0, 1, { padding: 0 });
        exponential.prepare(max);
        sums.clear();
        weighted.clear();
        exponential.pass(0, (at, power) => {
          sums.add(power);
          const gradient = rows.push(at, 1);
          weighted.add((logarithm ? gradient : gradient.get(power).op("f32x4.mul")).setNew("v128"));
          rows.store(at, 0, power);
        });
        sums.finish();
        weighted.finish();
        reciprocal.of(sums);
        demote(f, weighted).set(total);
        if (!logarithm) f.get(reciprocal.times(total)).set(total);
        const value = (at: At): number => {
          const s = reciprocal.times(rows.load(at, 0));
          rows.push(at, 1);
          if (logarithm) f.get(s).get(total).op("f32x4.mul", "f32x4.sub");
          else f.get(total).op("f32x4.sub").get(s).op("f32x4.mul");
          if (negated) f.op("f32x4.neg");
          return f.setNew("v128");
        };
        rows.scatter([{ array: 2, value }]);
      });
    },
  };
}
