import { exp, log, x } from "../../expression/build.ts";
import { emitFormulas } from "../formula.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";

const VECTOR_BYTES = 16;
const paddedBytes = (columns: number): number => Math.ceil(columns / 4) * VECTOR_BYTES;

/** Lanes of the last block of a row that are columns, as a mask: the others are padding. */
export const laneMask = (columns: number): [number, number, number, number] => {
  const inUse = columns % 4 === 0 ? 4 : columns % 4;
  return [0, 1, 2, 3].map((lane) => (lane < inUse ? -1 : 0)) as [number, number, number, number];
};

function horizontal(f: FunctionBuilder, v: number, op: "f32.add" | "f32.max"): void {
  f.get(v).lane("f32x4.extract_lane", 0);
  for (let lane = 1; lane < 4; lane++) f.get(v).lane("f32x4.extract_lane", lane).op(op);
}

/** Rows of `columns` logits, each padded to whole vectors: addresses in bytes, the count of rows in a local. */
export interface Rows {
  readonly count: number;
  readonly columns: number;
  readonly logits: number;
  readonly probabilities: number;
}

/**
 * Softmax of each row: exp(z − max) over its sum; the padding becomes 0. `onRow` may use the maximum and the sum
 * (f32 locals) and the row's offset (i32 local).
 */
export function emitSoftmax(
  f: FunctionBuilder,
  rows: Rows,
  onRow?: (max: number, sum: number, row: number) => void,
): void {
  const stride = paddedBytes(rows.columns);
  const row = f.i32(0).setNew("i32");
  const end = f.get(rows.count).i32(stride).op("i32.mul").setNew("i32");
  const [at, rowEnd] = [f.local("i32"), f.local("i32")];
  const [v, top, total] = [f.local("v128"), f.local("v128"), f.local("v128")];
  const [max, sum] = [f.local("f32"), f.local("f32")];
  const lastMask = f.i32x4Lanes(laneMask(rows.columns)).setNew("v128");
  const overRow = (body: () => void): void => {
    f.get(row).set(at).get(row).i32(stride).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, VECTOR_BYTES, body);
  };
  const loadMasked = (): void => {
    // −∞ in the padding: never the maximum, and its exponential is 0
    f.get(at).load("v128.load", rows.logits).f32x4(-Infinity);
    f.get(lastMask)
      .i32x4(-1)
      .get(at)
      .get(row)
      .op("i32.sub")
      .i32(stride - VECTOR_BYTES)
      .op("i32.eq", "i32x4.splat")
      .i32x4(0)
      .op("i32x4.ne", "v128.bitselect");
    f.op("v128.bitselect").set(v);
  };
  f.countUp(row, end, stride, () => {
    f.f32x4(-Infinity).set(top).f32x4(0).set(total);
    overRow(() => {
      loadMasked();
      f.get(top).get(v).op("f32x4.max").set(top);
    });
    horizontal(f, top, "f32.max");
    f.set(max);
    overRow(() => {
      loadMasked();
      f.get(v).get(max).op("f32x4.splat", "f32x4.sub").set(v);
      const [power] = emitFormulas(f, [exp(x)], { variable: v, parameters: {} });
      f.get(at).get(power).store("v128.store", rows.probabilities);
      f.get(total).get(power).op("f32x4.add").set(total);
    });
    horizontal(f, total, "f32.add");
    f.set(sum);
    overRow(() =>
      f
        .get(at)
        .get(at)
        .load("v128.load", rows.probabilities)
        .get(sum)
        .op("f32x4.splat", "f32x4.div")
        .store("v128.store", rows.probabilities),
    );
    onRow?.(max, sum, row);
  });
}

/** Where cross-entropy finds its labels (i32 each) and leaves S − Y. */
export interface Targets {
  readonly labels: number;
  readonly gradient: number;
}

/**
 * Softmax, S − Y, and the loss ln Σ exp(z − max) − (z_label − max) of each row, which stays exact where the label's
 * probability underflows. `onLoss` finds it as an f64 on the stack; the row's number is in a local.
 */
export function emitSoftmaxCrossEntropy(
  f: FunctionBuilder,
  rows: Rows,
  targets: Targets,
  onLoss: (index: number) => void,
): void {
  const stride = paddedBytes(rows.columns);
  const index = f.i32(0).setNew("i32");
  const label = f.local("i32");
  const total = f.local("v128");
  emitSoftmax(f, rows, (max, sum, row) => {
    f.get(index)
      .i32(4)
      .op("i32.mul")
      .load("i32.load", targets.labels)
      .i32(4)
      .op("i32.mul")
      .get(row)
      .op("i32.add")
      .set(label);
    f.i32(targets.gradient)
      .get(row)
      .op("i32.add")
      .i32(rows.probabilities)
      .get(row)
      .op("i32.add")
      .i32(stride)
      .memoryCopy();
    f.get(label)
      .get(label)
      .load("f32.load", targets.gradient)
      .f32(1)
      .op("f32.sub")
      .store("f32.store", targets.gradient);
    f.get(sum).op("f32x4.splat").set(total);
    const [logarithm] = emitFormulas(f, [log(x)], { variable: total, parameters: {} });
    f.get(logarithm).lane("f32x4.extract_lane", 0).op("f64.promote_f32");
    f.get(label)
      .load("f32.load", rows.logits)
      .op("f64.promote_f32")
      .get(max)
      .op("f64.promote_f32", "f64.sub", "f64.sub");
    onLoss(index);
    f.get(index).i32(1).op("i32.add").set(index);
  });
}
