import type { RowProgram } from "./row-loop.ts";

/** Arrays: x, out. 1 at the first of the largest, else 0; a NaN makes its row NaN. */
export const hardmaxForward: RowProgram = {
  arrays: 2,
  registers: 1,
  emit(rows) {
    const { f } = rows;
    const [max, first, column] = Array.from({ length: 3 }, () => f.local("v128"));
    const [start, step] = rows.columnNumbers;
    const next = () => f.get(column).i32x4(step).op("i32x4.add").set(column);
    rows.eachPanel(() => {
      f.f32x4(-Infinity).set(max);
      rows.gather(0, 0, {
        padding: -Infinity,
        each: (value) => f.get(max).get(value).op("f32x4.max").set(max),
      });
      rows.reduce(max, "f32x4.max");
      f.i32x4(0x7fffffff)
        .set(first)
        .i32x4Lanes([...start])
        .set(column);
      rows.pass((at) => {
        // the register takes the column's number, for the second round
        const x = rows.load(at, 0);
        f.get(column).i32x4(0x7fffffff).get(x).get(max).op("f32x4.eq", "v128.bitselect");
        f.get(first).op("i32x4.min_s").set(first);
        rows.store(at, 0, column);
        next();
      });
      rows.reduce(first, "i32x4.min_s");
      const value = (at: Parameters<typeof rows.load>[0]) => {
        f.f32x4(1);
        rows.push(at, 0).get(first).op("i32x4.eq", "v128.and").get(max);
        return f.get(max).get(max).op("f32x4.eq", "v128.bitselect").setNew("v128");
      };
      rows.scatter([{ array: 1, value }]);
    });
  },
};
