import type { PowerProgram } from "./row-block.ts";
import { loadPart, overParts, storePart } from "./row-parts.ts";
import { PowerShares, PowerSum, RowSum } from "./row-sums.ts";

/** Arrays: x, out. Softmax of each row, of −x where negated. */
export const softmaxForward = (negated: boolean): PowerProgram => ({
  arrays: 2,
  logits: 0,
  negated,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const powersSum = new PowerSum(rows);
    const shares = new PowerShares(rows);
    rows.eachRow(() => {
      shares.of(powersSum.ofRow());
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
    const { f, columns, at, powers, arrays } = rows;
    const [gradient, , out] = arrays;
    const powersSum = new PowerSum(rows);
    const weighted = new RowSum(rows);
    const shares = new PowerShares(rows);
    rows.eachRow(() => {
      weighted.clear();
      shares.of(powersSum.ofRow((part) => weighted.addPart(powers, part, gradient)));
      f.get(weighted.total()).get(shares.inverse).op("f64.mul", "f32.demote_f64", "f32x4.splat");
      const mean = f.setNew("v128");
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
