import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { type Half, pushHalf } from "./halves.ts";
import type { At, RowLoop, RowProgram, Sums } from "./row-loop.ts";

/**
 * Finds the threshold τ of each row, so that Σ max(d − τ, 0) = 1 with d = x − max, in float64: from the set d > −1, which
 * holds the support, τ = (Σ d − 1)/n is taken over the set and what lies below τ leaves it, until nothing does (Michelot 1986).
 * A row that is done stays as it is while others go on.
 */
class Projection {
  private readonly rows: RowLoop;
  private readonly f: FunctionBuilder;
  private readonly max: number;
  private readonly total;
  private readonly count;
  private readonly before: Sums;
  readonly threshold: Sums;

  constructor(rows: RowLoop) {
    const { f } = rows;
    this.rows = rows;
    this.f = f;
    this.max = f.local("v128");
    this.total = rows.sums();
    this.count = rows.sums();
    this.threshold = { low: f.local("v128"), high: f.local("v128") };
    this.before = { low: f.local("v128"), high: f.local("v128") };
  }

  of(array: number, register: number): void {
    const { f, rows, max, total, count, threshold, before } = this;
    f.f32x4(-Infinity).set(max);
    rows.gather(array, register, {
      padding: -Infinity,
      each: (value) => f.get(max).get(value).op("f32x4.max").set(max),
    });
    rows.reduce(max, "f32x4.max");
    for (const half of ["low", "high"] as const) f.f64x2(-1).set(threshold[half]).f64x2(-1).set(before[half]);
    f.loop((again) => {
      total.clear();
      count.clear();
      rows.pass((at) => {
        for (const half of ["low", "high"] as const) {
          const d = this.difference(at, register, half);
          const inside = f.get(d).get(threshold[half]).op("f64x2.gt").setNew("v128");
          f.get(total[half]).get(d).get(inside).op("v128.and", "f64x2.add").set(total[half]);
          f.get(count[half]).f64x2(1).get(inside).op("v128.and", "f64x2.add").set(count[half]);
        }
      });
      total.finish();
      count.finish();
      const changed = f.i32(0).setNew("i32");
      for (const half of ["low", "high"] as const) {
        f.get(total[half]).f64x2(1).op("f64x2.sub").get(count[half]).op("f64x2.div").set(threshold[half]);
        f.get(count[half])
          .get(before[half])
          .op("v128.xor", "v128.any_true")
          .get(changed)
          .op("i32.or")
          .set(changed);
        f.get(count[half]).set(before[half]);
      }
      f.get(changed).brIf(again);
    });
  }

  /** max(d − τ, 0) of a vector, rounded once; NaN stays. */
  value(at: At, register: number): number {
    const { f, threshold } = this;
    for (const half of ["low", "high"] as const) {
      f.get(this.difference(at, register, half))
        .get(threshold[half])
        .op("f64x2.sub")
        .f64x2(0)
        .op("f64x2.pmax");
      f.op("f32x4.demote_f64x2_zero");
    }
    return f.shuffle32([0, 1, 4, 5]).setNew("v128");
  }

  private difference(at: At, register: number, half: Half): number {
    const { f, rows, max } = this;
    for (const local of [rows.load(at, register), max]) pushHalf(f, local, half);
    return f.op("f64x2.sub").setNew("v128");
  }
}

/** Arrays: x, out. */
export const sparsemaxForward: RowProgram = {
  arrays: 2,
  registers: 1,
  emit(rows) {
    const projection = new Projection(rows);
    rows.eachPanel(() => {
      projection.of(0, 0);
      rows.scatter([{ array: 1, value: (at) => projection.value(at, 0) }]);
    });
  },
};

/** Arrays: gradient, x, out. On the support g less its mean there, else 0; a row with NaN is NaN. */
export const sparsemaxBackward: RowProgram = {
  arrays: 3,
  registers: 2,
  emit(rows) {
    const { f } = rows;
    const projection = new Projection(rows);
    const [total, count] = [rows.sums(), rows.sums()];
    const mean = f.local("v128");
    rows.eachPanel(() => {
      projection.of(1, 0);
      rows.gather(0, 1, { padding: 0 });
      total.clear();
      count.clear();
      rows.pass((at) => {
        const s = projection.value(at, 0);
        rows.store(at, 0, s);
        const inside = f.get(s).f32x4(0).op("f32x4.gt").setNew("v128");
        total.add(rows.push(at, 1).get(inside).op("v128.and").setNew("v128"));
        count.add(f.f32x4(1).get(inside).op("v128.and").setNew("v128"));
      });
      total.finish();
      count.finish();
      for (const half of ["low", "high"] as const)
        f.get(total[half]).get(count[half]).op("f64x2.div", "f32x4.demote_f64x2_zero");
      f.shuffle32([0, 1, 4, 5]).set(mean);
      const value = (at: At): number => {
        const s = rows.load(at, 0);
        rows.push(at, 1).get(mean).op("f32x4.sub").get(s).f32x4(0).op("f32x4.gt", "v128.and").get(s);
        return f.get(s).get(s).op("f32x4.eq", "v128.bitselect").setNew("v128");
      };
      rows.scatter([{ array: 2, value }]);
    });
  },
};
