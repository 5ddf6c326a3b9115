import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type MemoryKind, ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { differentiate } from "../../expression/differentiate.ts";
import { emitBackward } from "./backward.ts";
import { columnsOf } from "./chunks.ts";
import { emitSettle, type Measuring } from "./counters.ts";
import { emitGradients, type Watch } from "./epilogue.ts";
import { emitEpoch, type StepFunctions } from "./epoch.ts";
import { emitFigures } from "./figures.ts";
import { emitForward } from "./forward.ts";
import { emitMeasure, MEASURE_PARAMS } from "./measure.ts";
import { emitPath } from "./path.ts";
import { type Addresses, layOut, type NetworkPlan } from "./plan.ts";
import { slopeSourcesOf } from "./slopes.ts";
import { emitSoftmax } from "./softmax.ts";
import { emitSoftmaxLoss } from "./softmax-loss.ts";
import { emitSoftmaxSquaredError } from "./softmax-squared-error.ts";
import { ALONE, isLeader, type Team } from "./team.ts";
import { addUpdate } from "./update.ts";

export const TARGET = "target";

/** Exports of a compiled network; rows are those of the batch block. */
export interface NetworkExports {
  /** From the batch block to the last layer's activations. */
  predict(rows: number): void;
  /** Forward and loss over rows of `data` and `targets`, so many at a time; see `emitMeasure`. Weights stay. */
  measure(rows: number, batch: number, data: number, targets: number): void;
  /** Forward, loss and every gradient of one batch; weights stay. */
  gradients(rows: number): void;
  /**
   * One pass over the data: `order` lists rows of `data` (stride: padded inputs) and `targets`. Of the rows the first and
   * then each `every`-th is measured, of the batches' weight gradients likewise.
   */
  epoch(
    rows: number,
    batch: number,
    data: number,
    targets: number,
    order: number,
    optimizer: number,
    every: number,
  ): void;
  /** Of a measured network: see `emitSettle`; before totals are read. */
  settle?(): void;
  /** Of a measured network, when its totals are settled: see `emitFigures`. */
  figures?(): void;
  /** Of a measured network: see `emitPath`. */
  path?(): void;
}

export interface CompiledNetwork {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly places: Addresses;
}

const ROWS = 0;
const MEASURING: Measuring = { rows: 1, weights: 2 };
const STEP_PARAMS = ["i32", "i32", "i32"] as const;

/** Adds the functions of a step, of one that may be a thread among others. */
export function addStep(
  module: ModuleBuilder,
  plan: NetworkPlan,
  places: Addresses,
  team: Team = ALONE,
): StepFunctions {
  const watch = { alive: plan.measured, measuring: plan.measured ? MEASURING : undefined };
  const add = (emit: (f: FunctionBuilder) => void): number => {
    const { index, builder } = module.addFunction({ params: STEP_PARAMS });
    emit(builder);
    return index;
  };
  const settle = (): number => {
    const { index, builder } = module.addFunction({ params: [], export: "settle" });
    emitSettle(builder, plan, places, team.share);
    return index;
  };
  const slopes = slopeSourcesOf(plan);
  return {
    slopes,
    forward: add((f) => emitForward(f, plan, places, { ...watch, slopes }, team)),
    loss: isLeader(team) ? add((f) => emitLoss(f, plan, places, watch)) : undefined,
    backward: add((f) => emitBackward(f, plan, places, watch, slopes, team)),
    update: addUpdate(module, places),
    settle: plan.measured ? settle() : undefined,
  };
}

export const EPOCH_PARAMS = ["i32", "i32", "i32", "i32", "i32", "i32", "i32"] as const;

/** The whole of a network's arithmetic as one WebAssembly module, shapes being constants in it. */
export function compileNetwork(plan: NetworkPlan, memory: MemoryKind = "own"): CompiledNetwork {
  const places = layOut(plan);
  const module = new ModuleBuilder();
  const add = (params: readonly "i32"[], emit: (f: FunctionBuilder) => void, name?: string): number => {
    const { index, builder } = module.addFunction({ params, ...(name && { export: name }) });
    emit(builder);
    return index;
  };
  const step = addStep(module, plan, places);
  const { forward, loss, backward } = step;
  const output = add(["i32"], (f) => emitOutput(f, plan, places));
  const unmeasured = (f: FunctionBuilder, ...indices: readonly (number | undefined)[]): FunctionBuilder => {
    for (const index of indices) if (index !== undefined) f.get(ROWS).i32(0).i32(0).call(index);
    return f;
  };
  // who predicts may look at the pre-activations, too
  const plain = step.slopes.some((source) => source?.from === "kept")
    ? add(STEP_PARAMS, (f) => emitForward(f, plan, places, {}))
    : forward;
  add(["i32"], (f) => unmeasured(f, plain).get(ROWS).call(output), "predict");
  add(MEASURE_PARAMS, (f) => emitMeasure(f, plan, places, step), "measure");
  add(["i32"], (f) => unmeasured(f, forward, loss, backward), "gradients");
  add(EPOCH_PARAMS, (f) => emitEpoch(f, plan, places, step), "epoch");
  const { path } = places;
  if (plan.measured) add([], (f) => emitFigures(f, plan, places), "figures");
  if (path) add([], (f) => emitPath(f, places, path), "path");
  return { bytes: module.toBytes(memory), places };
}

/** What `emitForward` leaves to the loss: the activation of a row function. */
function emitOutput(f: FunctionBuilder, plan: NetworkPlan, places: Addresses): void {
  const last = plan.layers.length - 1;
  const { formula, units } = plan.layers[last];
  if (!formula) emitSoftmax(f, { units, places: places.layers[last], rows: 0 });
}

function emitLoss(f: FunctionBuilder, plan: NetworkPlan, places: Addresses, watch: Watch): void {
  const last = plan.layers.length - 1;
  const layer = plan.layers[last];
  const own = places.layers[last];
  const total = f.i32(places.loss).load("f64.load").setNew("f64");
  const scale = f.f32(1).get(0).op("f32.convert_i32_u", "f32.div", "f32x4.splat").setNew("v128");
  if (plan.loss.kind === "softmaxCrossEntropy") {
    const softmax = { units: layer.units, places: own, rows: 0 };
    emitSoftmaxLoss(f, softmax, { labels: places.targets, total, scale }, watch.measuring);
  } else if (plan.loss.kind === "softmaxSquaredError") {
    const softmax = { units: layer.units, places: own, rows: 0 };
    emitSoftmaxSquaredError(f, softmax, { targets: places.targets, total, scale }, watch.measuring);
  } else {
    const { formula } = plan.loss;
    const roots = [
      layer.slope ?? formula,
      differentiate(formula),
      ...layer.learnable.map((name) => differentiate(formula, name)),
      formula,
    ];
    const targets = { name: TARGET, address: places.targets };
    emitGradients(f, 0, layer, own, roots, targets, columnsOf(layer.units), watch, { total, scale });
  }
  f.i32(places.loss).get(total).store("f64.store");
}
