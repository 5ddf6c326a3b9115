import { emitFormulas, hoistConstants } from "../../codegen/formula.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { exp, log, x } from "../../expression/build.ts";
import { laneMask } from "./lanes.ts";
import { transpose } from "./pack.ts";
import { LANES, type LayerAddresses, padded, VECTOR_BYTES } from "./plan.ts";

/** Rows of no more units are worked on four at a time, each in a lane; wider ones one at a time. */
const NARROW = 16;

export interface SoftmaxLayer {
  readonly units: number;
  readonly places: LayerAddresses;
  /** Local: rows of the batch. */
  readonly rows: number;
}

/** Of cross-entropy: i32 labels at an address, an f64 local that the losses are added to, a v128 local with 1 / rows. */
export interface LossPlaces {
  readonly labels: number;
  readonly total: number;
  readonly scale: number;
}

/**
 * Softmax of each row, exp(z − max) over its sum; the padding becomes 0. With `loss` the gradient (S − Y) · scale too,
 * and ln Σ exp(z − max) − (z_label − max), which stays exact where the label's probability underflows.
 */
export function emitSoftmax(f: FunctionBuilder, layer: SoftmaxLayer, loss?: LossPlaces): void {
  if (layer.units <= NARROW) emitNarrow(f, layer, loss);
  else emitWide(f, layer, loss);
}

function emitNarrow(f: FunctionBuilder, { units, places, rows }: SoftmaxLayer, loss?: LossPlaces): void {
  const stride = padded(units) * 4;
  const columns = Array.from({ length: units }, (_, c) => c);
  const constants = hoistConstants(f, loss ? [exp(x), log(x)] : [exp(x)]);
  const of = (formula: typeof x, variable: number): number =>
    emitFormulas(f, [formula], { variable, constants, parameters: {} })[0];
  const at = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [max, total] = [f.local("v128"), f.local("v128")];
  const row = f.i32(0).setNew("i32");
  const [low, high] = [f.f64x2(0).setNew("v128"), f.f64x2(0).setNew("v128")];

  f.countUp(at, end, LANES * stride, () => {
    const z = blocks(units).flatMap((block) => {
      const lines = [0, 1, 2, 3].map((r) =>
        f
          .get(at)
          .load("v128.load", places.preActivation + r * stride + block * VECTOR_BYTES)
          .setNew("v128"),
      );
      return transpose(f, lines).slice(0, units - block * LANES);
    });
    f.get(z[0]);
    for (const each of z.slice(1)) f.get(each).op("f32x4.pmax");
    f.set(max);
    const powers = z.map((each) => of(exp(x), f.get(each).get(max).op("f32x4.sub").setNew("v128")));
    f.get(powers[0]);
    for (const each of powers.slice(1)) f.get(each).op("f32x4.add");
    f.set(total);
    const probabilities = powers.map((each) => f.get(each).get(total).op("f32x4.div").setNew("v128"));
    storeColumns(f, at, places.activation, probabilities);
    if (!loss) return;

    const labels = f.get(row).i32(4).op("i32.mul").load("v128.load", loss.labels).setNew("v128");
    const present = f.get(row).op("i32x4.splat").i32x4Lanes([0, 1, 2, 3]).op("i32x4.add").setNew("v128");
    f.get(present).get(rows).op("i32x4.splat", "i32x4.lt_s").set(present);
    const isLabel = columns.map((c) => f.get(labels).i32x4(c).op("i32x4.eq").setNew("v128"));
    const gradients = columns.map((c) =>
      f
        .get(probabilities[c])
        .f32x4(1)
        .get(isLabel[c])
        .op("v128.and", "f32x4.sub")
        .get(loss.scale)
        .op("f32x4.mul")
        .setNew("v128"),
    );
    storeColumns(f, at, places.gradient, gradients);
    f.get(z[0]).get(isLabel[0]).op("v128.and");
    for (const c of columns.slice(1)) f.get(z[c]).get(isLabel[c]).op("v128.and", "v128.or");
    const chosen = f.setNew("v128");
    const logarithm = of(log(x), total);
    for (const [sum, from, mask] of [
      [low, [0, 1, 0, 1], [0, 0, 1, 1]],
      [high, [2, 3, 2, 3], [2, 2, 3, 3]],
    ] as const) {
      const half = (local: number) => f.get(local).get(local).shuffle32(from).op("f64x2.promote_low_f32x4");
      f.get(sum);
      half(logarithm);
      half(chosen);
      half(max).op("f64x2.sub", "f64x2.sub");
      f.get(present).get(present).shuffle32(mask).op("v128.and", "f64x2.add").set(sum);
    }
    f.get(row).i32(LANES).op("i32.add").set(row);
  });
  if (!loss) return;
  f.get(loss.total);
  for (const sum of [low, high])
    for (const lane of [0, 1]) f.get(sum).lane("f64x2.extract_lane", lane).op("f64.add");
  f.set(loss.total);
}

const blocks = (units: number): number[] => Array.from({ length: padded(units) / LANES }, (_, b) => b);

/** Four rows, given column by column, to their places; what is missing to whole vectors becomes 0. */
function storeColumns(f: FunctionBuilder, at: number, address: number, columns: readonly number[]): void {
  const stride = padded(columns.length) * 4;
  const whole = [...columns];
  while (whole.length % LANES > 0) whole.push(f.f32x4(0).setNew("v128"));
  for (const block of blocks(columns.length)) {
    transpose(f, whole.slice(block * LANES, (block + 1) * LANES)).forEach((line, r) =>
      f
        .get(at)
        .get(line)
        .store("v128.store", address + r * stride + block * VECTOR_BYTES),
    );
  }
}

function horizontal(f: FunctionBuilder, v: number, op: "f32.add" | "f32.max"): void {
  f.get(v).lane("f32x4.extract_lane", 0);
  for (let lane = 1; lane < LANES; lane++) f.get(v).lane("f32x4.extract_lane", lane).op(op);
}

function emitWide(f: FunctionBuilder, { units, places, rows }: SoftmaxLayer, loss?: LossPlaces): void {
  const stride = padded(units) * 4;
  const constants = hoistConstants(f, [exp(x)]);
  const row = f.i32(0).setNew("i32");
  const end = f.get(rows).i32(stride).op("i32.mul").setNew("i32");
  const [at, rowEnd] = [f.local("i32"), f.local("i32")];
  const [v, top, total, sum] = Array.from({ length: 4 }, () => f.local("v128"));
  const max = f.local("f32");
  const lastMask = f.i32x4Lanes(laneMask(units)).setNew("v128");
  const index = f.i32(0).setNew("i32");
  const label = f.local("i32");
  const overRow = (body: () => void): void => {
    f.get(row).set(at).get(row).i32(stride).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, VECTOR_BYTES, body);
  };
  const loadMasked = (): void => {
    // −∞ in the padding: never the maximum, and its exponential is 0
    f.get(at).load("v128.load", places.preActivation).f32x4(-Infinity);
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
      f.get(top).get(v).op("f32x4.pmax").set(top);
    });
    horizontal(f, top, "f32.max");
    f.set(max);
    overRow(() => {
      loadMasked();
      f.get(v).get(max).op("f32x4.splat", "f32x4.sub").set(v);
      const [power] = emitFormulas(f, [exp(x)], { variable: v, constants, parameters: {} });
      f.get(at).get(power).store("v128.store", places.activation);
      f.get(total).get(power).op("f32x4.add").set(total);
    });
    horizontal(f, total, "f32.add");
    f.op("f32x4.splat").set(sum);
    overRow(() => {
      f.get(at).load("v128.load", places.activation).get(sum).op("f32x4.div").set(v);
      f.get(at).get(v).store("v128.store", places.activation);
      if (loss) f.get(at).get(v).get(loss.scale).op("f32x4.mul").store("v128.store", places.gradient);
    });
    if (!loss) return;
    f.get(index).load("i32.load", loss.labels).i32(4).op("i32.mul").get(row).op("i32.add").set(label);
    f.get(label).get(label).load("f32.load", places.activation).f32(1).op("f32.sub");
    f.get(loss.scale).lane("f32x4.extract_lane", 0).op("f32.mul").store("f32.store", places.gradient);
    const [logarithm] = emitFormulas(f, [log(x)], { variable: sum, parameters: {} });
    f.get(loss.total).get(logarithm).lane("f32x4.extract_lane", 0).op("f64.promote_f32");
    f.get(label).load("f32.load", places.preActivation).op("f64.promote_f32");
    f.get(max).op("f64.promote_f32", "f64.sub", "f64.sub", "f64.add").set(loss.total);
    f.get(index).i32(4).op("i32.add").set(index);
  });
}
