import { POWER_SCALE } from "./exponential.ts";
import { emitLogarithm } from "./logarithm.ts";
import { Reciprocal } from "./reciprocal.ts";
import { RowExponential } from "./row-exponential.ts";
import { type RowProgram, sumOf } from "./row-loop.ts";

/** Most rows in a call: the product of their sums stays a float64. */
export const crossEntropyRows = (columns: number): number => 4 * Math.floor(1000 / (Math.log2(columns) + 1));

/**
 * Arrays: logits, probabilities, gradient. Parameters: address of the labels (i32 each), scale of the gradient (f64).
 * The result is the sum of the rows' losses, ln Σ exp(z − max) + max − z_label, as float64. Their logarithms are taken of the
 * product over the rows. The gradient at the label, s − 1, is computed from the sums, where nothing cancels.
 */
export const crossEntropy: RowProgram = {
  arrays: 3,
  registers: 1,
  params: ["i32", "f64"],
  results: ["f64"],
  emit(rows) {
    const { f } = rows;
    const [labels, scale] = [rows.param(0), rows.param(1)];
    const scaleLanes = f.get(scale).op("f32.demote_f64", "f32x4.splat").setNew("v128");
    const max = f.local("v128");
    const exponential = new RowExponential(rows);
    const sums = rows.sums();
    const reciprocal = new Reciprocal(f);
    const lanes = Array.from({ length: rows.lanes }, () => ({
      sums: f.f64(1).setNew("f64"),
      tops: f.f64(1).setNew("f64"),
      label: f.local("i32"),
      power: f.local("f64"),
    }));
    const differences = f.f64(0).setNew("f64");
    rows.eachPanel(() => {
      f.f32x4(-Infinity).set(max);
      rows.gather(0, 0, {
        padding: -Infinity,
        each: (value) => f.get(max).get(value).op("f32x4.pmax").set(max),
      });
      rows.reduce(max, "f32x4.pmax");
      rows.eachRow((lane, row) => {
        const { label } = lanes[lane];
        f.get(row).i32(4).op("i32.mul").get(labels).op("i32.add").load("i32.load").set(label);
        f.get(differences).get(max).lane("f32x4.extract_lane", lane).op("f64.promote_f32");
        rows.elementOf(lane, 0, label);
        f.load("f32.load").op("f64.promote_f32", "f64.sub", "f64.add").set(differences);
      });
      exponential.prepare(max);
      sums.clear();
      exponential.pass(0, (at, power) => {
        sums.add(power);
        rows.store(at, 0, power);
      });
      sums.finish();
      rows.eachRow((lane) => {
        const its = lanes[lane];
        sumOf(f, sums, lane)
          .f64(1 / POWER_SCALE)
          .op("f64.mul")
          .get(its.sums)
          .op("f64.mul")
          .set(its.sums);
        f.get(exponential.top).lane("f32x4.extract_lane", lane).op("f64.promote_f32");
        f.f64(1 / POWER_SCALE)
          .op("f64.mul")
          .get(its.tops)
          .op("f64.mul")
          .set(its.tops);
        rows.elementOf(lane, 0, its.label);
        f.load("f32.load").op("f64.promote_f32").set(its.power);
      });
      reciprocal.of(sums);
      rows.scatter([
        { array: 1, value: (at) => reciprocal.times(rows.load(at, 0)) },
        {
          array: 2,
          value: (at) =>
            f
              .get(reciprocal.times(rows.load(at, 0)))
              .get(scaleLanes)
              .op("f32x4.mul")
              .setNew("v128"),
        },
      ]);
      rows.eachRow((lane) => {
        const { label, power } = lanes[lane];
        rows.rowAddress(2, lane);
        f.get(label).i32(4).op("i32.mul", "i32.add").get(power);
        sumOf(f, sums, lane).op("f64.sub");
        sumOf(f, sums, lane).op("f64.div").get(scale).op("f64.mul", "f32.demote_f64").store("f32.store");
      });
    });
    f.get(differences);
    for (const { sums: product, tops } of lanes) {
      for (const [local, sign] of [
        [product, "f64.add"],
        [tops, "f64.sub"],
      ] as const) {
        const both = f.get(local).op("f64x2.splat").setNew("v128");
        f.get(emitLogarithm(f, both)).lane("f64x2.extract_lane", 0).op(sign);
      }
    }
  },
};
