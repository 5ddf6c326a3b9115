import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { emitLogarithm } from "./logarithm.ts";
import { POWER_SCALE } from "./power-table.ts";
import { RECORD } from "./powers.ts";
import type { PowerProgram } from "./row-block.ts";
import { overParts, storePart } from "./row-parts.ts";
import { emitPowerSums, PowerShares } from "./row-sums.ts";

/** Beside the largest of a row with a reference; of others all powers are larger. */
const SMALL = 2 ** -95;

const MANTISSA_BITS = 52;
const MANTISSA_WORD = 0x000fffff;
const ONE_WORD = 0x3ff00000;
const EXPONENT_BIAS = 1023;
/** Products are kept above: times any factor they are normal float64 still. */
const LEAST_PRODUCT = 2 ** -500;

/** A product of any number of probabilities from 2^−500 on. */
class Product {
  private readonly f: FunctionBuilder;
  private readonly value: number;
  /** Local: the sum of the exponents that are taken off. */
  private readonly exponents: number;

  constructor(f: FunctionBuilder) {
    this.f = f;
    this.value = f.f64(1).setNew("f64");
    this.exponents = f.i32x4(0).setNew("v128");
  }

  /** By the factor on the stack. */
  times(): void {
    const { f, value, exponents } = this;
    f.get(value).op("f64.mul").tee(value).f64(LEAST_PRODUCT).op("f64.lt");
    f.if(() => {
      const lanes = f.get(value).op("f64x2.splat").setNew("v128");
      f.get(exponents).get(lanes).i32(MANTISSA_BITS).op("i64x2.shr_s", "i64x2.add");
      f.i32x4Lanes([-EXPONENT_BIAS, -1, -EXPONENT_BIAS, -1]).op("i64x2.add").set(exponents);
      f.get(lanes).i32x4Lanes([-1, MANTISSA_WORD, -1, MANTISSA_WORD]).op("v128.and");
      f.i32x4Lanes([0, ONE_WORD, 0, ONE_WORD]).op("v128.or").lane("f64x2.extract_lane", 0).set(value);
    });
  }

  /** Leaves it on the stack. */
  logarithm(): FunctionBuilder {
    const { f, value, exponents } = this;
    const logarithm = emitLogarithm(f, f.get(value).op("f64x2.splat").setNew("v128"));
    f.get(logarithm).lane("f64x2.extract_lane", 0);
    f.get(exponents).lane("i32x4.extract_lane", 0).op("f64.convert_i32_s");
    return f.f64(Math.LN2).op("f64.mul", "f64.add");
  }
}

/**
 * Arrays: logits, then the probabilities where they are wanted, then the gradient. Parameters: address of the labels (i32
 * each), scale of the gradient (f64). The result is the sum of the rows' losses as float64: −ln(exp(z_label) / Σ exp(z)), or
 * where the label's power is small, −ln(1 / Σ exp(z − max)) + max − z_label. One logarithm is taken for all rows, of the
 * product. The gradient at the label, s − 1, is computed from the sum, where nothing cancels.
 */
export const crossEntropy = (probabilities: boolean): PowerProgram => ({
  arrays: probabilities ? 3 : 2,
  logits: 0,
  negated: false,
  params: ["i32", "f64"],
  results: ["f64"],
  emit(rows) {
    const { f, columns, at, arrays, record } = rows;
    const [labels, scale] = [rows.param(0), rows.param(1)];
    const gradient = arrays[arrays.length - 1];
    const written = arrays.slice(1);
    const [shares, slopes] = [new PowerShares(rows), new PowerShares(rows)];
    const label = f.local("i32");
    const [power, top] = [f.local("f64"), f.local("f64")];
    const differences = f.f64(0).setNew("f64");
    const product = new Product(f);
    const offset = (array: number) => f.get(array).get(label).op("i32.add");
    emitPowerSums(rows);
    rows.eachRow([arrays[0]], () => {
      const inverse = f.get(record).load("f64.load", RECORD.inverse).setNew("f64");
      f.get(rows.row).i32(4).op("i32.mul").get(labels).op("i32.add").load("i32.load").i32(4).op("i32.mul");
      f.set(label);
      rows.pushPower(label);
      f.tee(power)
        .tee(top)
        .f64(POWER_SCALE * SMALL)
        .op("f64.lt");
      f.if(() => {
        f.f64(POWER_SCALE).set(top);
        f.get(differences).get(record).load("f32.load", RECORD.reference).op("f64.promote_f32");
        offset(arrays[0]).load("f32.load").op("f64.promote_f32", "f64.sub", "f64.add").set(differences);
      });
      f.get(top).get(inverse).op("f64.mul");
      product.times();
      // the gradient at the label
      f.get(record).get(power).get(record).load("f64.load", RECORD.sum).op("f64.sub");
      f.get(inverse).op("f64.mul").get(scale).op("f64.mul");
      f.store("f64.store", RECORD.own);
    });
    rows.eachRow(written, () => {
      if (probabilities) shares.load();
      slopes.load(scale);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          if (probabilities) storePart(f, written[0], part, shares.part(part));
          storePart(f, gradient, part, slopes.part(part));
        }
      });
      f.get(gradient).get(rows.row).i32(4).op("i32.mul").get(labels).op("i32.add").load("i32.load");
      f.i32(4).op("i32.mul", "i32.add").get(record).load("f64.load", RECORD.own);
      f.op("f32.demote_f64").store("f32.store");
    });
    f.get(differences);
    product.logarithm().op("f64.sub");
  },
});
