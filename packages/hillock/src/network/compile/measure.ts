import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { memoryCopy } from "../../codegen/wasm/memory-instructions.ts";
import { overBatches } from "./batches.ts";
import type { StepFunctions } from "./epoch.ts";
import { type Addresses, type NetworkPlan, padded, targetBytes } from "./plan.ts";
import { ALONE, isLeader, type Team } from "./team.ts";

/** Parameters: rows, how many of them at a time, and where their inputs and targets are. */
export const MEASURE_PARAMS = ["i32", "i32", "i32", "i32"] as const;

/** Forward and loss over rows that follow each other: their summed loss, and how many decisions are right. */
export function emitMeasure(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  { forward, loss }: Pick<StepFunctions, "forward" | "loss">,
  team: Team = ALONE,
): void {
  const [rows, batch, data, targets] = [0, 1, 2, 3];
  const leads = isLeader(team);
  const right = f.local("i32");
  if (leads) f.i32(places.loss).f64(0).store("f64.store");
  overBatches(f, rows, batch, (start, count) => {
    const copy = (to: number, from: number, bytes: number): void => {
      f.i32(to);
      f.get(from).get(start).i32(bytes).op("i32.mul", "i32.add");
      memoryCopy(f.get(count).i32(bytes).op("i32.mul"));
    };
    const run = (index: number): void => void f.get(count).i32(0).i32(0).call(index);
    if (leads) {
      copy(places.batch, data, padded(plan.layers[0].inputs) * 4);
      copy(places.targets, targets, targetBytes(plan));
    }
    team.sync(f);
    run(forward);
    if (loss === undefined) return;
    run(loss);
    if (decisionsPerRow(plan) > 0) emitDecisions(f, plan, places, { count, right });
  });
  if (leads) f.i32(places.rightDecisions).get(right).store("i32.store");
}

/** Decisions that each row asks for: one among classes, or one for each output; none where the loss is a squared error. */
export function decisionsPerRow({ layers, loss }: NetworkPlan): number {
  if (loss.kind === "softmaxCrossEntropy") return 1;
  return loss.kind === "elementwise" && loss.decides ? layers[layers.length - 1].units : 0;
}

interface DecisionLocals {
  readonly count: number;
  readonly right: number;
}

/** Of the batch: the largest output for classes, each output from 0.5 on or below for others. */
function emitDecisions(
  f: FunctionBuilder,
  { layers, loss }: NetworkPlan,
  { layers: places, targets }: Addresses,
  { count, right }: DecisionLocals,
): void {
  const last = layers.length - 1;
  const stride = padded(layers[last].units) * 4;
  const bytes = layers[last].units * 4;
  const given = places[last].activation;
  const row = f.i32(0).setNew("i32");
  const end = f.get(count).i32(stride).op("i32.mul").setNew("i32");
  const at = f.local("i32");
  const rowEnd = f.local("i32");
  const countRight = (): void => void f.get(right).op("i32.add").set(right);
  if (loss.kind === "softmaxCrossEntropy") {
    const [largest, value] = [f.local("f32"), f.local("f32")];
    const place = f.local("i32");
    const label = f.i32(targets).setNew("i32");
    f.countUp(row, end, stride, () => {
      f.get(row).tee(place).tee(at).i32(bytes).op("i32.add").set(rowEnd);
      f.get(at).load("f32.load", given).set(largest);
      f.countUp(at, rowEnd, 4, () => {
        f.get(at).load("f32.load", given).tee(value).get(largest).op("f32.gt");
        f.if(() => f.get(value).set(largest).get(at).set(place));
      });
      f.get(place).get(row).op("i32.sub").i32(2).op("i32.shr_u").get(label).load("i32.load").op("i32.eq");
      countRight();
      f.get(label).i32(4).op("i32.add").set(label);
    });
    return;
  }
  f.countUp(row, end, stride, () => {
    f.get(row).tee(at).i32(bytes).op("i32.add").set(rowEnd);
    f.countUp(at, rowEnd, 4, () => {
      for (const address of [given, targets]) f.get(at).load("f32.load", address).f32(0.5).op("f32.ge");
      f.op("i32.eq");
      countRight();
    });
  });
}
