import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { demote, HALVES, type Half, pushHalf } from "./halves.ts";
import { emitLogarithm } from "./logarithm.ts";
import { RowExponential } from "./row-exponential.ts";
import type { At, RowLoop, RowProgram, Sums } from "./row-loop.ts";

/** Gathers the logits and leaves each row's maximum in the local. */
function gatherLogits(rows: RowLoop, array: number, max: number): void {
  const { f } = rows;
  f.f32x4(-Infinity).set(max);
  rows.gather(array, 0, {
    padding: -Infinity,
    each: (value) => f.get(max).get(value).op("f32x4.pmax").set(max),
  });
  // the maximum passes over NaN, which then makes the sum NaN, and with it the row
  rows.reduce(max, "f32x4.pmax");
}

/** ln(sum / top) of each row, in float32 lanes. */
function emitLogOfSum(f: FunctionBuilder, sums: Sums, top: number): number {
  const ratio = (half: Half) => pushHalf(f.get(sums[half]), top, half).op("f64x2.div").setNew("v128");
  const [low, high] = HALVES.map(ratio).map((local) => emitLogarithm(f, local));
  return demote(f, { low, high }).setNew("v128");
}

/** Arrays: x, out. */
export const logSoftmaxForward: RowProgram = {
  arrays: 2,
  registers: 1,
  emit(rows) {
    const { f } = rows;
    const max = f.local("v128");
    const exponential = new RowExponential(f);
    const sums = rows.sums();
    rows.eachPanel(() => {
      gatherLogits(rows, 0, max);
      exponential.prepare(max);
      sums.clear();
      exponential.pass((power) => rows.pass((at) => sums.add(power(rows.load(at, 0)))));
      sums.finish();
      const log = emitLogOfSum(f, sums, exponential.top);
      // both differences are negative: nothing cancels
      const value = (at: At) =>
        rows.push(at, 0).get(max).op("f32x4.sub").get(log).op("f32x4.sub").setNew("v128");
      rows.scatter([{ array: 1, value }]);
    });
  },
};

/** Arrays: gradient, x, out. With s the softmax: g − s Σ g. */
export const logSoftmaxBackward: RowProgram = {
  arrays: 3,
  registers: 2,
  emit(rows) {
    const { f } = rows;
    const max = f.local("v128");
    const exponential = new RowExponential(f);
    const sums = rows.sums();
    const gradients = rows.sums();
    const ratios = { low: f.local("v128"), high: f.local("v128") };
    rows.eachPanel(() => {
      gatherLogits(rows, 1, max);
      rows.gather(0, 1, { padding: 0 });
      exponential.prepare(max);
      sums.clear();
      gradients.clear();
      exponential.pass((power) =>
        rows.pass((at) => {
          const value = power(rows.load(at, 0));
          sums.add(value);
          gradients.add(rows.load(at, 1));
          rows.store(at, 0, value);
        }),
      );
      sums.finish();
      gradients.finish();
      for (const half of HALVES) f.get(gradients[half]).get(sums[half]).op("f64x2.div").set(ratios[half]);
      const value = (at: At): number => {
        const [power, gradient] = [rows.load(at, 0), rows.load(at, 1)];
        const slopes = (half: Half): number => {
          for (const local of [gradient, power]) pushHalf(f, local, half);
          return f.get(ratios[half]).op("f64x2.mul", "f64x2.sub").setNew("v128");
        };
        return demote(f, { low: slopes("low"), high: slopes("high") }).setNew("v128");
      };
      rows.scatter([{ array: 2, value }]);
    });
  },
};
