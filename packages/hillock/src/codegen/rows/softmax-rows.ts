import { SIGN } from "../instructions.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import type { PlainProgram } from "./plain-rows.ts";
import { RECORD } from "./powers.ts";
import type { PowerProgram } from "./row-block.ts";
import { loadPair, loadPart, overParts, type Part, roundPart, storePart } from "./row-parts.ts";
import { pairsOf, RowSum } from "./row-sum.ts";
import { companionSum, emitPowerSums, PowerShares } from "./row-sums.ts";

/** Arrays: x, out. Softmax of each row, of −x where negated. */
export const softmaxForward = (negated: boolean): PowerProgram => ({
  arrays: 2,
  logits: 0,
  negated,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const shares = new PowerShares(rows);
    emitPowerSums(rows);
    rows.eachRow([arrays[1]], () => {
      shares.load();
      overParts(f, columns, at, (parts) => {
        for (const part of parts) storePart(f, arrays[1], part, shares.part(part));
      });
    });
  },
});

/** Arrays: gradient, x, out. With s the softmax: s ⊙ (g − g·s), with the sign of x. */
export const softmaxBackward = (negated: boolean): PowerProgram => ({
  arrays: 3,
  logits: 1,
  negated,
  emit(rows) {
    const { f, columns, at, arrays, record } = rows;
    const [gradient, , out] = arrays;
    const shares = new PowerShares(rows);
    emitPowerSums(rows, companionSum(rows, gradient, "products"));
    const mean = f.local("v128");
    const sign = negated ? f.f64(-1).setNew("f64") : undefined;
    rows.eachRow([gradient, out], () => {
      shares.load(sign);
      f.get(record).load("f64.load", RECORD.own).get(record).load("f64.load", RECORD.inverse);
      f.op("f64.mul", "f64x2.splat").set(mean);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const slopes = roundPart(f, part, (byte) => {
            shares.pair(part, byte);
            loadPair(f, gradient, part, byte).get(mean).op("f64x2.sub", "f64x2.mul");
          });
          storePart(f, out, part, slopes);
        }
      });
    });
  },
});

/** The same from the output: gradient, s, out. Of short rows in float64; of long ones less g·s as a pair of float32, which is quicker. */
export const softmaxFromOutput = (negated: boolean): PlainProgram => ({
  arrays: 3,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const [gradient, shares, out] = arrays;
    rows.each(() => {
      const sum = new RowSum(rows);
      sum.clear();
      overParts(f, columns, at, (parts) => {
        for (const part of parts)
          for (const byte of pairsOf(part)) {
            loadPair(f, gradient, part, byte);
            loadPair(f, shares, part, byte).op("f64x2.mul");
            sum.add();
          }
      });
      const mean = f.get(sum.total()).op("f64x2.splat").setNew("v128");
      const pair = typeof columns === "number" ? undefined : floatPair(f, mean);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const slopes = pair
            ? roundedSlopes(f, [gradient, shares], part, pair)
            : roundPart(f, part, (byte) => {
                loadPair(f, gradient, part, byte).get(mean).op("f64x2.sub");
                loadPair(f, shares, part, byte).op("f64x2.mul");
              });
          if (negated) f.get(slopes).i32x4(SIGN).op("v128.xor").set(slopes);
          storePart(f, out, part, slopes);
        }
      });
    });
  },
});

type FloatPair = readonly [high: number, low: number];

/** A float64, in both lanes of a local, as the sum of two float32, in all lanes of new locals. */
function floatPair(f: FunctionBuilder, value: number): FloatPair {
  const all = (): number => {
    const lanes = f.op("f32x4.demote_f64x2_zero").setNew("v128");
    f.get(lanes).get(lanes).shuffle32([0, 0, 0, 0]).set(lanes);
    return lanes;
  };
  f.get(value);
  const high = all();
  f.get(value).get(high).op("f64x2.promote_low_f32x4", "f64x2.sub");
  return [high, all()];
}

/** s ⊙ (g − high − low) of a part, in a new local. */
function roundedSlopes(
  f: FunctionBuilder,
  [gradient, shares]: readonly [number, number],
  part: Part,
  [high, low]: FloatPair,
): number {
  loadPart(f, gradient, part).get(high).op("f32x4.sub").get(low).op("f32x4.sub");
  return loadPart(f, shares, part).op("f32x4.mul").setNew("v128");
}
