import { RECORD } from "./powers.ts";
import type { PowerProgram } from "./row-block.ts";
import { loadPart, overParts, storePart } from "./row-parts.ts";
import { emitPowerSums, PowerShares } from "./row-sums.ts";

/** Arrays: x, out. Softmax of each row, of −x where negated. */
export const softmaxForward = (negated: boolean): PowerProgram => ({
  arrays: 2,
  logits: 0,
  negated,
  emit(rows) {
    const { f, columns, at, powers, rests, arrays } = rows;
    const shares = new PowerShares(rows);
    emitPowerSums(rows);
    shares.prepare();
    rows.eachRow([powers, rests, arrays[1]], () => {
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
    const { f, columns, at, powers, rests, arrays, record } = rows;
    const [gradient, , out] = arrays;
    const shares = new PowerShares(rows);
    emitPowerSums(rows, {
      array: gradient,
      add: (weighted, part) => weighted.addPart(powers, part, gradient),
    });
    shares.prepare();
    const mean = f.local("v128");
    rows.eachRow([powers, rests, gradient, out], () => {
      shares.load();
      f.get(record).load("f64.load", RECORD.own).get(record).load("f64.load", RECORD.inverse);
      f.op("f64.mul", "f32.demote_f64", "f32x4.splat").set(mean);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const s = shares.part(part);
          loadPart(f, gradient, part).get(mean).op("f32x4.sub").get(s).op("f32x4.mul");
          storePart(f, out, part, (negated ? f.op("f32x4.neg") : f).setNew("v128"));
        }
      });
    });
  },
});
