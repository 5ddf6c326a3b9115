import { emitMaximum, type PlainProgram } from "./plain-rows.ts";
import { loadPart, overParts, reduceLanes, storePart } from "./row-parts.ts";

const MOST = 0x7fffffff;

/** Arrays: x, out. 1 at the first of the largest, else 0; a NaN makes its row NaN. */
export const hardmaxForward: PlainProgram = {
  arrays: 2,
  emit(rows) {
    const { f, columns, at, arrays } = rows;
    const [x, out] = arrays;
    rows.each(() => {
      const max = emitMaximum(rows, x);
      const first = f.i32x4(MOST).setNew("v128");
      const column = f.i32x4Lanes([0, 1, 2, 3]).setNew("v128");
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          f.get(column).i32x4(MOST);
          loadPart(f, x, part).get(max).op("f32x4.eq", "v128.bitselect").get(first).op("i32x4.min_s");
          f.set(first).get(column).i32x4(part.width).op("i32x4.add").set(column);
        }
      });
      reduceLanes(f, first, "i32x4.min_s");
      // 0, or NaN
      const others = f.get(max).get(max).get(max).op("f32x4.eq", "v128.andnot").setNew("v128");
      overParts(f, columns, at, (parts) => {
        for (const part of parts) storePart(f, out, part, others);
      });
      f.get(max).lane("f32x4.extract_lane", 0).get(max).lane("f32x4.extract_lane", 0).op("f32.eq");
      f.if(() => {
        f.get(first).lane("i32x4.extract_lane", 0).i32(4).op("i32.mul").get(out).op("i32.add");
        f.f32(1).store("f32.store");
      });
    });
  },
};
