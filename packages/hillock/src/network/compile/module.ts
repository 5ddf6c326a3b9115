import { emitSoftmax } from "../../codegen/rows/softmax.ts";
import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { emitActivation, emitActivationBackward, emitGradients } from "./epilogue.ts";
import { type Addresses, layOut, type NetworkPlan, padded } from "./plan.ts";
import { emitProduct, emitTranspose } from "./product.ts";
import { emitSoftmaxLoss } from "./softmax-loss.ts";
import { emitSoftmaxSquaredError } from "./softmax-squared-error.ts";
import { emitSquares, emitUpdate } from "./update.ts";

export const TARGET = "target";

/** Exports of a compiled network; rows are those of the batch block. */
export interface NetworkExports {
  /** From the batch block to the last layer's activations. */
  predict(rows: number): void;
  /** Forward and loss over one batch; adds to the loss total. Weights stay. */
  measure(rows: number): void;
  /** Forward, loss and every gradient of one batch; weights stay. */
  gradients(rows: number): void;
  /** One pass over the data: `order` lists rows of `data` (stride: padded inputs) and `targets`. */
  epoch(rows: number, batch: number, data: number, targets: number, order: number, optimizer: number): void;
}

export interface CompiledNetwork {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly places: Addresses;
}

/** The whole of a network's arithmetic as one WebAssembly module, shapes being constants in it. */
export function compileNetwork(plan: NetworkPlan): CompiledNetwork {
  const places = layOut(plan);
  const module = new ModuleBuilder();
  const predict = module.addFunction({ params: ["i32"], export: "predict" });
  emitForward(predict.builder, plan, places, false);
  const forwardCounting = module.addFunction({ params: ["i32"] });
  emitForward(forwardCounting.builder, plan, places, true);
  const loss = module.addFunction({ params: ["i32"] });
  emitLoss(loss.builder, plan, places);
  const backward = module.addFunction({ params: ["i32"] });
  emitBackward(backward.builder, plan, places);
  const update = module.addFunction({ params: ["i32"] });
  emitUpdate(update.builder, places, 0);
  const measure = module.addFunction({ params: ["i32"], export: "measure" });
  measure.builder.get(0).call(predict.index).get(0).call(loss.index);
  const gradients = module.addFunction({ params: ["i32"], export: "gradients" });
  for (const { index } of [forwardCounting, loss, backward]) gradients.builder.get(0).call(index);
  const epoch = module.addFunction({ params: ["i32", "i32", "i32", "i32", "i32", "i32"], export: "epoch" });
  emitEpoch(epoch.builder, plan, places, { gradients: gradients.index, update: update.index });
  return { bytes: module.toBytes(), places };
}

/** Rows, rounded up to the tile. */
const paddedRows = (f: FunctionBuilder): number =>
  f.get(0).i32(3).op("i32.add").i32(-4).op("i32.and").setNew("i32");

function emitForward(f: FunctionBuilder, plan: NetworkPlan, places: Addresses, counting: boolean): void {
  const rows = paddedRows(f);
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputStride = padded(layer.inputs) * 4;
    const stride = padded(layer.units) * 4;
    emitProduct(f, {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: inputStride, term: 4 },
      b: { address: own.weight, term: stride },
      c: { address: own.preActivation, row: stride },
      rows: { local: rows },
      terms: { count: layer.inputs },
      columns: padded(layer.units),
      start: own.bias,
    });
    if (layer.formula) emitActivation(f, 0, layer, layer.formula, own, counting);
    else if (!counting)
      emitSoftmax(f, {
        count: 0,
        columns: layer.units,
        logits: own.preActivation,
        probabilities: own.activation,
      });
  });
}

function emitLoss(f: FunctionBuilder, plan: NetworkPlan, places: Addresses): void {
  const last = plan.layers.length - 1;
  const layer = plan.layers[last];
  const own = places.layers[last];
  const total = f.i32(places.loss).load("f64.load").setNew("f64");
  const scale = f.f32(1).get(0).op("f32.convert_i32_u", "f32.div", "f32x4.splat").setNew("v128");
  if (plan.loss.kind === "softmaxCrossEntropy") {
    emitSoftmaxLoss(f, 0, layer, own, places.targets, { total, scale });
  } else if (plan.loss.kind === "softmaxSquaredError") {
    emitSoftmaxSquaredError(f, 0, layer, own, places.targets, { total, scale });
  } else {
    const { formula } = plan.loss;
    const slope = layer.formula ? differentiate(layer.formula) : formula;
    const roots = [
      slope,
      differentiate(formula),
      ...layer.learnable.map((name) => differentiate(formula, name)),
      formula,
    ];
    emitGradients(f, 0, layer, own, roots, { name: TARGET, address: places.targets }, { total, scale });
  }
  f.i32(places.loss).get(total).store("f64.store");
}

function emitBackward(f: FunctionBuilder, plan: NetworkPlan, places: Addresses): void {
  const rows = paddedRows(f);
  for (let i = plan.layers.length - 1; i >= 0; i--) {
    const layer = plan.layers[i];
    const own = places.layers[i];
    const inputStride = padded(layer.inputs) * 4;
    const stride = padded(layer.units) * 4;
    // rows that only fill the tile carry no gradient
    f.i32(own.gradient)
      .get(0)
      .i32(stride)
      .op("i32.mul", "i32.add")
      .i32(0)
      .get(rows)
      .get(0)
      .op("i32.sub")
      .i32(stride)
      .op("i32.mul")
      .memoryFill();
    emitProduct(f, {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: 4, term: inputStride },
      b: { address: own.gradient, term: stride },
      c: { address: own.weightGradient, row: stride },
      rows: { count: padded(layer.inputs) },
      terms: { local: 0 },
      columns: padded(layer.units),
    });
    emitSquares(f, own.weightGradient, layer.inputs * stride, own.weightSquares);
    if (i === 0) continue;
    const below = plan.layers[i - 1];
    emitTranspose(f, own.weight, places.scratch, padded(layer.inputs), padded(layer.units));
    emitProduct(f, {
      a: { address: own.gradient, row: stride, term: 4 },
      b: { address: places.scratch, term: inputStride },
      c: { address: places.layers[i - 1].gradient, row: inputStride },
      rows: { local: rows },
      terms: { count: layer.units },
      columns: padded(layer.inputs),
    });
    if (below.formula) emitActivationBackward(f, 0, below, below.formula, places.layers[i - 1]);
  }
}

function emitEpoch(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  calls: { readonly gradients: number; readonly update: number },
): void {
  const [rows, batch, data, targets, order, optimizer] = [0, 1, 2, 3, 4, 5];
  const inputBytes = padded(plan.layers[0].inputs) * 4;
  const targetBytes =
    plan.loss.kind === "softmaxCrossEntropy" ? 4 : padded(plan.layers[plan.layers.length - 1].units) * 4;
  const start = f.i32(0).setNew("i32");
  const count = f.local("i32");
  const i = f.local("i32");
  const source = f.local("i32");
  f.block((exit) => {
    f.loop((again) => {
      f.get(start).get(rows).op("i32.ge_u").brIf(exit);
      f.get(batch)
        .get(rows)
        .get(start)
        .op("i32.sub")
        .get(batch)
        .get(rows)
        .get(start)
        .op("i32.sub", "i32.lt_u")
        .selectNumber()
        .set(count);
      f.i32(0).set(i);
      f.countUp(i, count, 1, () => {
        f.get(start)
          .get(i)
          .op("i32.add")
          .i32(4)
          .op("i32.mul")
          .get(order)
          .op("i32.add")
          .load("i32.load")
          .set(source);
        f.i32(places.batch).get(i).i32(inputBytes).op("i32.mul", "i32.add");
        f.get(data).get(source).i32(inputBytes).op("i32.mul", "i32.add").i32(inputBytes).memoryCopy();
        f.i32(places.targets).get(i).i32(targetBytes).op("i32.mul", "i32.add");
        f.get(targets).get(source).i32(targetBytes).op("i32.mul", "i32.add").i32(targetBytes).memoryCopy();
      });
      f.get(count).call(calls.gradients).get(optimizer).call(calls.update);
      f.get(start).get(count).op("i32.add").set(start).br(again);
    });
  });
}
