import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import type { Share } from "../compile/chunks.ts";
import { emitEpoch } from "../compile/epoch.ts";
import { emitMeasure, MEASURE_PARAMS } from "../compile/measure.ts";
import { addStep, EPOCH_PARAMS } from "../compile/module.ts";
import { layOut, type NetworkPlan } from "../compile/plan.ts";
import { emitBarrier } from "./barrier.ts";

/**
 * What one of several threads does of an epoch, and of a measurement of the loss, as a module of its own. Each thread has
 * its columns of every layer: it computes their pre-activations, activations and gradients for all rows of the batch, and
 * alone reads and writes their weights. So every sum has the order that it has on one thread.
 */
export function compileThread(plan: NetworkPlan, share: Share, maySleep: boolean): Uint8Array<ArrayBuffer> {
  const places = layOut(plan);
  const module = new ModuleBuilder();
  const barrier = module.addFunction({ params: [] });
  emitBarrier(barrier.builder, places.control, share, maySleep);
  const team = { share, sync: (f: typeof barrier.builder) => void f.call(barrier.index) };
  const step = addStep(module, plan, places, team);
  const epoch = module.addFunction({ params: EPOCH_PARAMS, export: "epoch" });
  emitEpoch(epoch.builder, plan, places, step, team);
  const measure = module.addFunction({ params: MEASURE_PARAMS, export: "measure" });
  emitMeasure(measure.builder, plan, places, step, team);
  return module.toBytes("shared");
}
