import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { memoryCopy } from "../../codegen/wasm/memory-instructions.ts";
import { overBatches } from "./batches.ts";
import { columnsOf } from "./chunks.ts";
import { SETTLED_AFTER, SETTLED_WEIGHTS } from "./counters.ts";
import { emitNextKey, emitNoKey } from "./draws.ts";
import { type Addresses, type NetworkPlan, padded, targetBytes, VECTOR_BYTES } from "./plan.ts";
import { SETTING } from "./settings.ts";
import type { SlopeSources } from "./slopes.ts";
import { ALONE, isLeader, type Team } from "./team.ts";
import { emitClipFactor, emitClips, emitPowers } from "./update.ts";

/** Functions of (rows, how many of them are measured, whether weight gradients are), and the update of a block of values. */
export interface StepFunctions {
  readonly slopes: SlopeSources;
  readonly forward: number;
  /** Of the leader. */
  readonly loss: number | undefined;
  readonly backward: number;
  readonly update: number;
  /** Of a measured network. */
  readonly settle: number | undefined;
}

/** Parameters: rows, batch, data, targets, order, optimizer, every. Each batch is gathered, its gradients taken, and a step made. */
export function emitEpoch(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  calls: StepFunctions,
  team: Team = ALONE,
): void {
  const [rows, batch, data, targets, order, optimizer, every] = [0, 1, 2, 3, 4, 5, 6];
  const inputBytes = padded(plan.layers[0].inputs) * 4;
  const leads = isLeader(team);
  const draws = leads && plan.layers.some((layer) => layer.draws.length > 0);
  const [state, key] = [places.settings + SETTING.drawState, places.settings + SETTING.drawKey];
  const [i, until] = [f.local("i32"), f.local("i32")];
  const source = f.local("i32");
  const [measured, weighing] = [f.local("i32"), f.local("i32")];
  const untilWeighed = f.i32(1).setNew("i32");
  const unsettled = f.i32(places.unsettled).load("i32.load").setNew("i32");
  const [from, to] = [f.local("i32"), f.local("i32")];
  overBatches(f, rows, batch, (start, count) => {
    const step = (index: number): void => void f.get(count).get(measured).get(weighing).call(index);
    emitShareOfRows(f, team, count, { from: i, until });
    f.countUp(i, until, 1, () => {
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
        [targets, places.targets, targetBytes(plan)],
      ]) {
        f.get(base).get(source).i32(bytes).op("i32.mul", "i32.add").set(from);
        f.i32(place).get(i).i32(bytes).op("i32.mul", "i32.add").set(to);
        emitCopy(f, from, to, bytes);
      }
    });
    if (calls.settle !== undefined) {
      // those of the numbers from `start` on that `every` divides
      const upTo = (row: () => void): FunctionBuilder => {
        row();
        return f.get(every).op("i32.add").i32(1).op("i32.sub").get(every).op("i32.div_u");
      };
      upTo(() => f.get(start).get(count).op("i32.add"));
      upTo(() => f.get(start))
        .op("i32.sub")
        .set(measured);
      f.get(untilWeighed).i32(1).op("i32.sub").tee(untilWeighed).op("i32.eqz").tee(weighing);
      f.if(() => void f.get(every).set(untilWeighed));
      const total = (local: number, added: number, times: number): void =>
        void f.get(local).get(added).i32(times).op("i32.mul", "i32.add").set(local);
      total(unsettled, measured, 1);
      total(unsettled, weighing, SETTLED_WEIGHTS);
      if (leads)
        for (const [place, added] of [
          [places.measuredRows, measured],
          [places.measuredSteps, weighing],
        ])
          f.i32(place).i32(place).load("i32.load").get(added).op("i32.add").store("i32.store");
    }
    if (draws) emitNextKey(f, state, key);
    team.sync(f);
    step(calls.forward);
    if (calls.loss !== undefined) {
      step(calls.loss);
      emitPowers(f, places, optimizer);
    }
    team.sync(f);
    step(calls.backward);
    emitClips(f, places).if(() => {
      team.sync(f);
      if (leads) emitClipFactor(f, places);
      team.sync(f);
    });
    emitUpdates(f, plan, places, { optimizer, update: calls.update }, team);
    if (calls.settle !== undefined) {
      const { settle } = calls;
      f.get(unsettled).i32(SETTLED_AFTER).op("i32.ge_u");
      f.if(() => f.call(settle).i32(0).set(unsettled));
    }
    team.sync(f);
  });
  // an epoch may come in several calls
  if (leads) f.i32(places.unsettled).get(unsettled).store("i32.store");
  if (draws) emitNoKey(f, key);
}

/** This thread's part of the rows from 0 to `count`. */
function emitShareOfRows(
  f: FunctionBuilder,
  { share: { thread, threads } }: Team,
  count: number,
  part: { readonly from: number; readonly until: number },
): void {
  for (const [local, which] of [
    [part.from, thread],
    [part.until, thread + 1],
  ])
    if (which === 0) f.i32(0).set(local);
    else if (which === threads) f.get(count).set(local);
    else f.get(count).i32(which).op("i32.mul").i32(threads).op("i32.div_u").set(local);
}

/** The update of all values; of a thread among others, that of its columns. */
function emitUpdates(
  f: FunctionBuilder,
  plan: NetworkPlan,
  { values, valueBytes, layers }: Addresses,
  { optimizer, update }: { readonly optimizer: number; readonly update: number },
  { share }: Team,
): void {
  const block = (from: number, width: number, stride: number, until: number): void =>
    void f.get(optimizer).i32(from).i32(width).i32(stride).i32(until).call(update);
  if (share.threads === 1) {
    block(0, valueBytes, valueBytes, valueBytes);
    return;
  }
  plan.layers.forEach(({ inputs, units }, l) => {
    const columns = columnsOf(units, share);
    const width = (columns.to - columns.from) * 4;
    if (width === 0) return;
    const stride = padded(units) * 4;
    const own = layers[l];
    const learnable = Object.values(own.learnable).map(({ value }) => value);
    for (const [address, rows] of [
      [own.weight, padded(inputs)],
      ...[own.bias, ...learnable].map((at) => [at, 1]),
    ]) {
      const from = address - values + columns.from * 4;
      block(from, width, stride, from + rows * stride);
    }
  });
}

/** Below, a loop over vectors is faster than the engine's copy, which is a call. */
const CALL_FROM = 1024;

/** Bytes: 4, or whole vectors. */
function emitCopy(f: FunctionBuilder, from: number, to: number, bytes: number): void {
  if (bytes === 4) f.get(to).get(from).load("i32.load").store("i32.store");
  else if (bytes >= CALL_FROM) memoryCopy(f.get(to).get(from).i32(bytes));
  else
    for (let at = 0; at < bytes; at += VECTOR_BYTES)
      f.get(to).get(from).load("v128.load", at).store("v128.store", at);
}
