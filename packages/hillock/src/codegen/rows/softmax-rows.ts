import { RECORD } from "./powers.ts";
import type { PowerProgram } from "./row-block.ts";
import { loadPair, overParts, roundPart, storePart } from "./row-parts.ts";
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
