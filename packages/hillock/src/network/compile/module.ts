import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { emitBackward } from "./backward.ts";
import { emitGradients } from "./epilogue.ts";
import { emitEpoch } from "./epoch.ts";
import { emitForward } from "./forward.ts";
import { type Addresses, layOut, type NetworkPlan } from "./plan.ts";
import { emitSoftmax } from "./softmax.ts";
import { emitSoftmaxLoss } from "./softmax-loss.ts";
import { emitUpdate } from "./update.ts";

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
  const overRows = (emit: (f: FunctionBuilder) => void, name?: string): number => {
    const { index, builder } = module.addFunction({ params: ["i32"], ...(name && { export: name }) });
    emit(builder);
    return index;
  };
  const calls =
    (...indices: readonly number[]) =>
    (f: FunctionBuilder): void => {
      for (const index of indices) f.get(0).call(index);
    };
  const forward = overRows((f) => emitForward(f, plan, places, false));
  const training = plan.measured ? overRows((f) => emitForward(f, plan, places, true)) : forward;
  const output = overRows((f) => emitOutput(f, plan, places));
  const loss = overRows((f) => emitLoss(f, plan, places));
  const backward = overRows((f) => emitBackward(f, plan, places));
  const update = overRows((f) => emitUpdate(f, places, 0));
  overRows(calls(forward, output), "predict");
  overRows(calls(forward, loss), "measure");
  const gradients = overRows(calls(training, loss, backward), "gradients");
  const epoch = module.addFunction({ params: ["i32", "i32", "i32", "i32", "i32", "i32"], export: "epoch" });
  emitEpoch(epoch.builder, plan, places, { gradients, update });
  return { bytes: module.toBytes(), places };
}

/** What `emitForward` leaves to the loss: the activation of a row function. */
function emitOutput(f: FunctionBuilder, plan: NetworkPlan, places: Addresses): void {
  const last = plan.layers.length - 1;
  const { formula, units } = plan.layers[last];
  if (!formula) emitSoftmax(f, { units, places: places.layers[last], rows: 0 });
}

function emitLoss(f: FunctionBuilder, plan: NetworkPlan, places: Addresses): void {
  const last = plan.layers.length - 1;
  const layer = plan.layers[last];
  const own = places.layers[last];
  const total = f.i32(places.loss).load("f64.load").setNew("f64");
  const scale = f.f32(1).get(0).op("f32.convert_i32_u", "f32.div", "f32x4.splat").setNew("v128");
  if (plan.loss.kind === "softmaxCrossEntropy") {
    const softmax = { units: layer.units, places: own, rows: 0 };
    emitSoftmaxLoss(f, softmax, { labels: places.targets, total, scale }, plan.measured);
  } else {
    const { formula } = plan.loss;
    const slope = layer.formula ? differentiate(layer.formula) : formula;
    const roots = [
      slope,
      differentiate(formula),
      ...layer.learnable.map((name) => differentiate(formula, name)),
      formula,
    ];
    const targets = { name: TARGET, address: places.targets };
    emitGradients(f, 0, layer, own, roots, targets, plan.measured, { total, scale });
  }
  f.i32(places.loss).get(total).store("f64.store");
}
