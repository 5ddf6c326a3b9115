import { emitLogarithm } from "./logarithm.ts";
import { RECORD } from "./powers.ts";
import type { PowerProgram, PowerRows } from "./row-block.ts";
import { fillPart, loadPair, loadPart, overParts, reduceLanes, roundPart, storePart } from "./row-parts.ts";
import { type Companion, companionSum, emitPowerSums } from "./row-sums.ts";

/** Leaves in the rows' records their maxima, and their sums over the largest powers, which −ln of a maximum's share is the logarithm of. */
function maxima({ f, record }: PowerRows, logits: number): Companion {
  const [max, power] = [f.local("v128"), f.local("v128")];
  return {
    arrays: [logits],
    clear() {
      f.f32x4(-Infinity).set(max);
      // smaller than any
      f.i32x4(0).set(power);
    },
    add(pair, part, byte) {
      f.get(power).get(pair).op("f64x2.pmax").set(power);
      if (byte > 0) return;
      const x = loadPart(f, logits, part).setNew("v128");
      fillPart(f, x, part);
      f.get(max).get(x).op("f32x4.pmax").set(max);
    },
    finish(total) {
      reduceLanes(f, max, "f32x4.pmax");
      f.get(record).get(max).lane("f32x4.extract_lane", 0).store("f32.store", RECORD.reference);
      f.get(power).get(power).get(power).shuffle32([2, 3, 0, 1]).op("f64x2.pmax").set(power);
      f.get(record).get(total).get(power).lane("f64x2.extract_lane", 0).op("f64.div");
      f.store("f64.store", RECORD.own);
    },
  };
}

/** Takes the logarithms of the numbers in the rows' records, of two rows at a time. */
function emitLogarithms({ f, record, count }: PowerRows): void {
  const place = f.get(record).setNew("i32");
  const end = f.get(count).i32(RECORD.bytes).op("i32.mul").get(record).op("i32.add").setNew("i32");
  const next = f.local("i32");
  f.countUp(place, end, 2 * RECORD.bytes, () => {
    f.get(place).i32(RECORD.bytes).op("i32.add").set(next);
    // the last row may be on its own
    f.get(next).get(place).get(next).get(end).op("i32.lt_u").selectNumber().set(next);
    f.get(place).load("v128.load64_zero", RECORD.own).get(next).load("f64.load", RECORD.own);
    const ratios = f.lane("f64x2.replace_lane", 1).setNew("v128");
    const logarithms = emitLogarithm(f, ratios);
    [place, next].forEach((row, lane) => {
      f.get(row).get(logarithms).lane("f64x2.extract_lane", lane).store("f64.store", RECORD.own);
    });
  });
}

/** Arrays: x, out. Of x less its row's maximum, and less ln(Σ exp(x) / exp(max)): both are negative, so that nothing cancels. */
export const logSoftmaxForward: PowerProgram = {
  arrays: 2,
  logits: 0,
  negated: false,
  emit(rows) {
    const { f, columns, at, arrays, record } = rows;
    const [x, out] = arrays;
    const [max, logarithm] = [f.local("v128"), f.local("v128")];
    emitPowerSums(rows, maxima(rows, x));
    emitLogarithms(rows);
    rows.eachRow([x, out], () => {
      f.get(record).load("f32.load", RECORD.reference).op("f64.promote_f32", "f64x2.splat").set(max);
      f.get(record).load("f64.load", RECORD.own).op("f64x2.splat").set(logarithm);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const values = roundPart(f, part, (byte) => {
            loadPair(f, x, part, byte).get(max).op("f64x2.sub").get(logarithm).op("f64x2.sub");
          });
          storePart(f, out, part, values);
        }
      });
    });
  },
};

/** Arrays: gradient, x, out. With s the softmax: g − s Σ g. */
export const logSoftmaxBackward: PowerProgram = {
  arrays: 3,
  logits: 1,
  negated: false,
  emit(rows) {
    const { f, columns, at, arrays, record } = rows;
    const [gradient, , out] = arrays;
    const share = f.local("v128");
    emitPowerSums(rows, companionSum(rows, gradient, "itself"));
    rows.eachRow([gradient, out], () => {
      f.get(record).load("f64.load", RECORD.own).get(record).load("f64.load", RECORD.inverse);
      f.op("f64.mul", "f64x2.splat").set(share);
      overParts(f, columns, at, (parts) => {
        for (const part of parts) {
          const slopes = roundPart(f, part, (byte) => {
            loadPair(f, gradient, part, byte);
            rows.pushPowers(part, byte).get(share).op("f64x2.mul", "f64x2.sub");
          });
          storePart(f, out, part, slopes);
        }
      });
    });
  },
};
