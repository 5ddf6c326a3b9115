import { HillockError } from "../errors.ts";
import { derive } from "../random.ts";
import { padded } from "./compile/plan.ts";
import { SETTING } from "./compile/settings.ts";
import { OPTIMIZERS } from "./compile/update.ts";
import { bytesPerTarget, countRows, type Data, type Loaded, loadData, measure } from "./data.ts";
import { weightsOf } from "./evidence/path.ts";
import { type LayerHistory, layerHistories, recordLayers, resetCounters, usualInterval } from "./measure.ts";
import type { Network } from "./network.ts";
import { checkOptions, type EpochOptions, prepareOptimizer } from "./options.ts";
import { scheduleFactor } from "./schedule.ts";

/** What a training leaves, of which there is one entry an epoch. */
export interface Course {
  /** "diverged" where the loss stopped being finite; training ended with that epoch. */
  readonly status: "finished" | "diverged";
  /** Mean loss of the epoch's examples, each measured before its step. */
  readonly trainLoss: readonly number[];
  /** After each epoch; empty without validation data. */
  readonly validationLoss: readonly number[];
  /** Share of the validation data's decisions that are right, after each epoch; empty for a squared error. */
  readonly validationAccuracy: readonly number[];
  readonly seconds: readonly number[];
  readonly layers: readonly LayerHistory[];
}

export interface Epoch {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number | undefined;
  readonly course: Course;
}

/** Who looks on: between the parts of an epoch, on the training's own time. */
export interface Watcher {
  /** Before the first step, with the rows in the network's memory. */
  begin?(rows: Loaded): void;
  /** After the steps, before the counters are reset. */
  counted?(): void;
  /** At its end; where it returns a promise, training goes on when that is fulfilled. */
  ended?(epoch: Epoch): unknown;
}

declare function setTimeout(callback: () => void, milliseconds: number): unknown;
/** Of Node alone: a timer would let a whole millisecond pass. */
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare const performance: { now(): number };
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
const BREATHE_EVERY_MS = 50;

/** What `train` does, without gathering evidence. */
export async function runEpochs(
  net: Network,
  data: Data,
  options: EpochOptions,
  watcher: Watcher = {},
): Promise<Course> {
  const { optimizer, batchSize, learningRate, momentum, seed } = checkOptions(net, options);
  const rows = countRows(net, data, "training");
  const held = options.validation;
  const heldRows = held ? countRows(net, held, "validation") : 0;
  const perRow = padded(net.inputs) * 4 + bytesPerTarget(net);
  const align = (bytes: number): number => Math.ceil(bytes / 16) * 16;
  const { engine } = net;
  const at = engine.reserve(align(rows * perRow) + align(heldRows * perRow) + rows * 4);
  const loaded = loadData(net, data, rows, at);
  const heldData = held && loadData(net, held, heldRows, at + align(rows * perRow));
  const orderAt = at + align(rows * perRow) + align(heldRows * perRow);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  const { weightDecay = 0, clipNorm = 0, schedule = { kind: "constant" } } = options;
  const measureEvery = options.measureEvery ?? usualInterval(rows);
  prepareOptimizer(net, seed, { learningRate, momentum, weightDecay, clipNorm });
  const best = options.patience === undefined ? undefined : new BestWeights(net);
  const random = derive(seed, "order of the rows");
  watcher.begin?.(loaded);

  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  const validationAccuracy: number[] = [];
  const seconds: number[] = [];
  const layers = layerHistories(net);
  const code = OPTIMIZERS.indexOf(optimizer);
  let status: Course["status"] = "finished";
  let lastBreath = performance.now();
  for (let epoch = 1; epoch <= options.epochs && status === "finished"; epoch++) {
    if (options.signal?.aborted)
      throw new HillockError("aborted", `Training was stopped before epoch ${epoch}.`);
    const start = performance.now();
    if (options.shuffle !== false || epoch === 1) {
      if (options.shuffle !== false) random.shuffle(order);
      new Uint32Array(engine.memory.buffer, orderAt, rows).set(order);
    }
    resetCounters(net);
    const rate = learningRate * scheduleFactor(schedule, epoch, options.epochs);
    const { data: view } = engine.views();
    view.setFloat32(engine.places.settings + SETTING.learningRate, rate, true);
    engine.run.epoch(rows, batchSize, loaded.inputs, loaded.targets, orderAt, code, measureEvery);
    const loss = view.getFloat64(engine.places.loss, true) / rows;
    recordLayers(net, layers);
    watcher.counted?.();
    trainLoss.push(loss);
    if (heldData) {
      const { loss: own, accuracy } = measure(net, heldData);
      validationLoss.push(own);
      if (accuracy !== undefined) validationAccuracy.push(accuracy);
    }
    seconds.push((performance.now() - start) / 1000);
    const heldLoss = validationLoss.at(-1);
    if (!Number.isFinite(loss) || (heldLoss !== undefined && !Number.isFinite(heldLoss))) status = "diverged";
    const pause = watcher.ended?.({
      epoch,
      trainLoss: loss,
      validationLoss: heldLoss,
      course: { status, trainLoss, validationLoss, validationAccuracy, seconds, layers },
    });
    if (pause instanceof Promise) await pause;
    if (best && heldLoss !== undefined && best.epochsSince(heldLoss) >= (options.patience ?? Infinity)) break;
    if (performance.now() - lastBreath > BREATHE_EVERY_MS) {
      await breathe();
      lastBreath = performance.now();
    }
  }
  best?.restore();
  return { status, trainLoss, validationLoss, validationAccuracy, seconds, layers };
}

/** The weights of the epoch with the lowest validation loss. */
class BestWeights {
  readonly #net: Network;
  #weights: Float32Array;
  #loss = Infinity;
  #since = 0;

  constructor(net: Network) {
    this.#net = net;
    this.#weights = weightsOf(this.#net).slice();
  }

  /** Epochs since the lowest loss, this one included. */
  epochsSince(loss: number): number {
    this.#since++;
    if (loss < this.#loss) {
      this.#loss = loss;
      this.#since = 0;
      this.#weights = weightsOf(this.#net).slice();
    }
    return this.#since;
  }

  restore(): void {
    weightsOf(this.#net).set(this.#weights);
  }
}
