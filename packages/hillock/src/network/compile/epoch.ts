import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type Addresses, type NetworkPlan, padded, VECTOR_BYTES } from "./plan.ts";

/** Parameters: rows, batch, data, targets, order, optimizer, every. Each batch is gathered, its gradients taken, and a step made. */
export function emitEpoch(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  calls: { readonly steps: readonly number[]; readonly update: number },
): void {
  const [rows, batch, data, targets, order, optimizer, every] = [0, 1, 2, 3, 4, 5, 6];
  const inputBytes = padded(plan.layers[0].inputs) * 4;
  const targetBytes =
    plan.loss.kind === "softmaxCrossEntropy" ? 4 : padded(plan.layers[plan.layers.length - 1].units) * 4;
  const start = f.i32(0).setNew("i32");
  const count = f.local("i32");
  const i = f.local("i32");
  const source = f.local("i32");
  const measuring = f.local("i32");
  const untilMeasured = f.i32(1).setNew("i32");
  const [from, to] = [f.local("i32"), f.local("i32")];
  f.block((exit) => {
    f.loop((again) => {
      f.get(start).get(rows).op("i32.ge_u").brIf(exit);
      f.get(rows).get(start).op("i32.sub").set(count);
      f.get(batch).get(count).get(batch).get(count).op("i32.lt_u").selectNumber().set(count);
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
        for (const [base, place, bytes] of [
          [data, places.batch, inputBytes],
          [targets, places.targets, targetBytes],
        ]) {
          f.get(base).get(source).i32(bytes).op("i32.mul", "i32.add").set(from);
          f.i32(place).get(i).i32(bytes).op("i32.mul", "i32.add").set(to);
          emitCopy(f, from, to, bytes);
        }
      });
      f.get(untilMeasured).i32(1).op("i32.sub").tee(untilMeasured).op("i32.eqz").tee(measuring);
      f.if(() => {
        f.get(every).set(untilMeasured);
        for (const [place, add] of [
          [places.measuredRows, () => f.get(count)],
          [places.measuredSteps, () => f.i32(1)],
        ] as const) {
          f.i32(place).i32(place).load("i32.load");
          add().op("i32.add").store("i32.store");
        }
      });
      for (const step of calls.steps) f.get(count).get(measuring).call(step);
      f.get(optimizer).call(calls.update);
      f.get(start).get(count).op("i32.add").set(start).br(again);
    });
  });
}

/** Below, a loop over vectors is faster than the engine's copy, which is a call. */
const CALL_FROM = 1024;

/** Bytes: 4, or whole vectors. */
function emitCopy(f: FunctionBuilder, from: number, to: number, bytes: number): void {
  if (bytes === 4) f.get(to).get(from).load("i32.load").store("i32.store");
  else if (bytes >= CALL_FROM) f.get(to).get(from).i32(bytes).memoryCopy();
  else
    for (let at = 0; at < bytes; at += VECTOR_BYTES)
      f.get(to).get(from).load("v128.load", at).store("v128.store", at);
}
