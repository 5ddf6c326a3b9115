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

/**
 * The same from the output: gradient, s, out. Of short rows in float64; of long ones g·s from float32 products, less it as a pair of
 * float32: most of the time went into making float64 of the inputs.
 */
export const softmaxFromOutput = (negated: boolean): PlainProgram => ({
  arrays: 3,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const [gradient, shares, out] = arrays;
    rows.each(() => {
      const isLong = typeof columns !== "number";
      const sum = new RowSum(rows);
      sum.clear();
      overParts(f, columns, at, (parts) => {
        if (isLong) return addProducts(f, [gradient, shares], parts, sum);
        for (const part of parts)
          for (const byte of pairsOf(part)) {
            loadPair(f, gradient, part, byte);
            loadPair(f, shares, part, byte).op("f64x2.mul");
            sum.add();
          }
      });
      const mean = f.get(sum.total()).op("f64x2.splat").setNew("v128");
      const pair = isLong ? floatPair(f, mean) : undefined;
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

/** Adds g ⊙ s of the parts, each two of them added in float32: an error of at most 2^-23 of Σ|g ⊙ s|, and mostly far less. */
function addProducts(
  f: FunctionBuilder,
  [gradient, shares]: readonly [number, number],
  parts: readonly Part[],
  sum: RowSum,
): void {
  const product = (part: Part): FunctionBuilder => {
    loadPart(f, gradient, part);
    return loadPart(f, shares, part).op("f32x4.mul");
  };
  for (let i = 0; i < parts.length; i += 2) {
    product(parts[i]);
    if (i + 1 < parts.length) product(parts[i + 1]).op("f32x4.add");
    const products = f.setNew("v128");
    f.get(products).op("f64x2.promote_low_f32x4");
    sum.add();
    if (parts[i].width < 4) continue;
    f.get(products).get(products).shuffle32([2, 3, 0, 1]).op("f64x2.promote_low_f32x4");
    sum.add();
  }
}

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
