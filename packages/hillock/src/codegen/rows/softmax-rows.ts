import type { PowerProgram } from "./row-block.ts";
import { loadPart, overParts, storePart } from "./row-parts.ts";
import { emitRowSum, RowReciprocal, RowSums } from "./row-sums.ts";

/** Arrays: x, out. Softmax of each row, of −x where negated. */
export const softmaxForward = (negated: boolean): PowerProgram => ({
  arrays: 2,
  logits: 0,
  negated,
  emit(rows) {
    const { f, columns, at, powers, arrays } = rows;
    const sums = new RowSums(f);
    const reciprocal = new RowReciprocal(f);
    rows.eachRow(() => {
      reciprocal.of(emitRowSum(f, sums, powers, columns, at));
      overParts(f, columns, at, (parts) => {
        for (const part of parts)
          storePart(f, arrays[1], part, reciprocal.times(loadPart(f, powers, part).setNew("v128")));
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
    const sums = new RowSums(f);
    const weighted = new RowSums(f);
    const reciprocal = new RowReciprocal(f);
    rows.eachRow(() => {
      sums.clear();
      weighted.clear();
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          sums.addPart(powers, part);
          weighted.addPart(powers, part, gradient);
        }
      });
      reciprocal.of(sums.total());
      f.get(weighted.total()).get(reciprocal.inverse).op("f64.mul", "f32.demote_f64", "f32x4.splat");
      const mean = f.setNew("v128");
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const s = reciprocal.times(loadPart(f, powers, part).setNew("v128"));
          loadPart(f, gradient, part).get(mean).op("f32x4.sub").get(s).op("f32x4.mul");
          storePart(f, out, part, (negated ? f.op("f32x4.neg") : f).setNew("v128"));
        }
      });
    });
  },
});
