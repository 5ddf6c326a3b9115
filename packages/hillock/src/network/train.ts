import { HillockError } from "../errors.ts";
import { checkLabel } from "../kernels/rows/check.ts";
import { derive } from "../random.ts";
import { padded } from "./compile/plan.ts";
import { SETTING } from "./compile/settings.ts";
import { OPTIMIZERS } from "./compile/update.ts";
import { type Evidence, Observer } from "./evidence/evidence.ts";
import { weightsOf } from "./evidence/path.ts";
import { type LayerHistory, layerHistories, recordLayers, resetCounters } from "./measure.ts";
import { copyRows, type Network } from "./network.ts";
import { checkSchedule, type Schedule, scheduleFactor } from "./schedule.ts";

export type OptimizerName = (typeof OPTIMIZERS)[number];

/** rows × inputs, and a class per row or rows × outputs of numbers. */
export interface Data {
  readonly inputs: Float32Array;
  readonly labels: ArrayLike<number>;
}

export interface EpochReport {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number | undefined;
  /** All that is known so far; it grows with each epoch. */
  readonly history: History;
}

export interface TrainOptions {
  readonly epochs: number;
  /** "sgd" unless given. */
  readonly optimizer?: OptimizerName;
  /** 32 unless given; at most the network's largest batch. */
  readonly batchSize?: number;
  /** 0.1 for sgd, momentum and nesterov, 0.01 for the others, unless given. */
  readonly learningRate?: number;
  /** Of the momentum and nesterov optimisers; 0.9 unless given. */
  readonly momentum?: number;
  /** A new order of the rows each epoch; true unless false. */
  /** Pulls weights towards 0: added to the gradient, for adamw taken from the weight; 0 unless given. */
  readonly weightDecay?: number;
  /** Largest Euclidean norm of all gradients together; larger ones are scaled down to it. Any unless given. */
  readonly clipNorm?: number;
  /** Of the learning rate over the epochs; constant unless given. */
  readonly schedule?: Schedule;
  /** Stops after so many epochs without a lower validation loss, and goes back to the weights that had the lowest. */
  readonly patience?: number;
  /**
   * Each how many-th batch of an epoch counts in the layers' measurements; 1, all of them, unless given. More saves up to a
   * fifth of the time of very small networks. Whether units are alive is seen in every batch all the same.
   */
  readonly measureEvery?: number;
  readonly shuffle?: boolean;
  /** Of the order of the rows; 0 unless given. */
  readonly seed?: number;
  readonly validation?: Data;
  /** Training goes on when it returns; where it returns a promise, when that is fulfilled: to pause, or to step. */
  readonly onEpoch?: (report: EpochReport) => unknown;
  readonly signal?: { readonly aborted: boolean };
}

export interface History {
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
  /** What `diagnose` looks at beside the curves. */
  readonly evidence: Evidence;
}

export interface Loaded {
  readonly rows: number;
  readonly inputs: number;
  readonly targets: number;
}

export const bytesPerTarget = (net: Network): number =>
  net.loss === "softmaxCrossEntropy" ? 4 : padded(net.outputs) * 4;

/** A plain loop: a callback for each number of a large table costs as much as a step over it. */
function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

export function countRows(net: Network, { inputs, labels }: Data, what: string): number {
  if (inputs.length === 0 || inputs.length % net.inputs !== 0) {
    throw new HillockError(
      "invalid-shape",
      `The ${what} inputs have ${inputs.length} numbers; whole rows of ${net.inputs} are needed, at least one.`,
    );
  }
  const rows = inputs.length / net.inputs;
  const perRow = net.loss === "softmaxCrossEntropy" ? 1 : net.outputs;
  if (labels.length !== rows * perRow)
    throw new HillockError(
      "invalid-shape",
      `There are ${labels.length} ${what} labels for ${rows} rows; ${rows * perRow} are needed.`,
    );
  const bad = firstNotFinite(inputs);
  if (bad >= 0)
    throw new HillockError(
      "invalid-argument",
      `The ${what} inputs have ${inputs[bad]} in row ${Math.floor(bad / net.inputs)}, column ${bad % net.inputs}; fill in or leave out such rows.`,
    );
  for (let r = 0; r < labels.length; r++) {
    if (net.loss === "softmaxCrossEntropy") checkLabel(labels[r], r, net.outputs);
    else if (!Number.isFinite(labels[r]))
      throw new HillockError("invalid-label", `Label ${r} is ${labels[r]}; a finite number is needed.`);
    else if (net.loss === "binaryCrossEntropy" && (labels[r] < 0 || labels[r] > 1))
      throw new HillockError(
        "invalid-label",
        `The label of row ${r} is ${labels[r]}; binary labels lie from 0 to 1.`,
      );
  }
  return rows;
}

/** Lays the data set into the network's memory, rows padded to whole vectors. */
export function loadData(net: Network, data: Data, rows: number, at: number): Loaded {
  const { memory } = net.engine;
  const stride = padded(net.inputs);
  const targets = at + rows * stride * 4;
  copyRows(
    data.inputs,
    net.inputs,
    0,
    new Float32Array(memory.buffer, at, rows * stride),
    stride,
    0,
    rows,
    net.inputs,
  );
  if (net.loss === "softmaxCrossEntropy") {
    const block = new Int32Array(memory.buffer, targets, rows);
    for (let r = 0; r < rows; r++) block[r] = data.labels[r];
  } else {
    const width = padded(net.outputs);
    copyRows(
      Float32Array.from(data.labels),
      net.outputs,
      0,
      new Float32Array(memory.buffer, targets, rows * width),
      width,
      0,
      rows,
      net.outputs,
    );
  }
  return { rows, inputs: at, targets };
}

const USUAL_RATES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.1,
  momentum: 0.1,
  nesterov: 0.1,
  adam: 0.01,
  adamw: 0.01,
  rmsprop: 0.01,
};

export function checkOptions(
  net: Network,
  options: TrainOptions,
): Required<Pick<TrainOptions, "batchSize" | "learningRate" | "momentum" | "optimizer" | "seed">> {
  const { epochs, optimizer = "sgd", batchSize = 32, momentum = 0.9, seed = 0 } = options;
  const learningRate = options.learningRate ?? USUAL_RATES[optimizer];
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new HillockError("invalid-argument", `${name} is ${String(value)}; ${expected} is needed.`);
  };
  if (!Number.isInteger(epochs) || epochs < 1) refuse("epochs", epochs, "a whole number of at least 1");
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > net.engine.capacity)
    refuse("batchSize", batchSize, `a whole number from 1 to ${net.engine.capacity}`);
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    refuse("learningRate", learningRate, "a positive number");
  if (!(momentum >= 0 && momentum < 1)) refuse("momentum", momentum, "a number from 0 to below 1");
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "a whole number");
  const { weightDecay = 0, clipNorm, patience, schedule, measureEvery = 1 } = options;
  if (!(weightDecay >= 0 && Number.isFinite(weightDecay)))
    refuse("weightDecay", weightDecay, "a number from 0 on");
  if (clipNorm !== undefined && !(clipNorm > 0 && Number.isFinite(clipNorm)))
    refuse("clipNorm", clipNorm, "a positive number");
  if (patience !== undefined && !(Number.isInteger(patience) && patience >= 1))
    refuse("patience", patience, "a whole number of at least 1");
  if (patience !== undefined && options.validation === undefined)
    refuse("validation", undefined, "data to watch the loss of, where patience is given,");
  if (schedule !== undefined) checkSchedule(schedule);
  if (!Number.isInteger(measureEvery) || measureEvery < 1)
    refuse("measureEvery", measureEvery, "a whole number of at least 1");
  if (!OPTIMIZERS.includes(optimizer)) refuse("optimizer", optimizer, `one of ${OPTIMIZERS.join(", ")}`);
  return { optimizer, batchSize, learningRate, momentum, seed };
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
/** Of RMSProp, as PyTorch has it. */
const SMOOTHING = 0.99;

export function prepareOptimizer(
  net: Network,
  seed: number,
  {
    learningRate,
    momentum,
    weightDecay,
    clipNorm,
  }: Readonly<Record<"learningRate" | "momentum" | "weightDecay" | "clipNorm", number>>,
): void {
  const { memory, places } = net.engine;
  new Uint8Array(
    memory.buffer,
    places.firstMoments,
    places.secondMoments + places.valueBytes - places.firstMoments,
  ).fill(0);
  const settings = new DataView(memory.buffer, places.settings);
  const floats: [number, number][] = [
    [SETTING.learningRate, learningRate],
    [SETTING.momentum, momentum],
    [SETTING.beta1, BETA1],
    [SETTING.beta2, BETA2],
    [SETTING.epsilon, EPSILON],
    [SETTING.weightDecay, weightDecay],
    [SETTING.clipNorm, clipNorm],
    [SETTING.smoothing, SMOOTHING],
  ];
  for (const [offset, value] of floats) settings.setFloat32(offset, value, true);
  settings.setUint32(SETTING.drawState, derive(seed, "random parameters").uint32(), true);
  settings.setFloat64(SETTING.beta1Power, 1, true);
  settings.setFloat64(SETTING.beta2Power, 1, true);
}

/** Mean loss of the rows. */
export const meanLoss = (net: Network, data: Loaded): number => measured(net, data).loss;

interface Measured {
  readonly loss: number;
  /** Undefined for a squared error. */
  readonly accuracy: number | undefined;
}

function measured(net: Network, data: Loaded): Measured {
  const { memory, run, places, capacity } = net.engine;
  const bytes = new Uint8Array(memory.buffer);
  const inputBytes = padded(net.inputs) * 4;
  const targetBytes = bytesPerTarget(net);
  const total = new DataView(memory.buffer, places.loss);
  total.setFloat64(0, 0, true);
  const decided = net.loss !== "meanSquaredError";
  let right = 0;
  for (let start = 0; start < data.rows; start += capacity) {
    const count = Math.min(capacity, data.rows - start);
    bytes.copyWithin(
      places.batch,
      data.inputs + start * inputBytes,
      data.inputs + (start + count) * inputBytes,
    );
    bytes.copyWithin(
      places.targets,
      data.targets + start * targetBytes,
      data.targets + (start + count) * targetBytes,
    );
    run.measure(count);
    if (decided) right += rightDecisions(net, count);
  }
  const decisions = data.rows * (net.loss === "binaryCrossEntropy" ? net.outputs : 1);
  return {
    loss: total.getFloat64(0, true) / data.rows,
    accuracy: decided ? right / decisions : undefined,
  };
}

/** Of the batch that was measured last: the largest output for classes, each output from 0.5 on or below for others. */
function rightDecisions({ engine: { memory, places }, outputs, loss }: Network, rows: number): number {
  const stride = padded(outputs);
  const last = places.layers[places.layers.length - 1];
  const given = new Float32Array(memory.buffer, last.activation, rows * stride);
  let right = 0;
  if (loss === "softmaxCrossEntropy") {
    const labels = new Int32Array(memory.buffer, places.targets, rows);
    for (let r = 0; r < rows; r++) {
      let largest = r * stride;
      for (let i = largest + 1; i < r * stride + outputs; i++) if (given[i] > given[largest]) largest = i;
      if (largest === r * stride + labels[r]) right++;
    }
    return right;
  }
  const targets = new Float32Array(memory.buffer, places.targets, rows * stride);
  for (let r = 0; r < rows; r++)
    for (let i = r * stride; i < r * stride + outputs; i++)
      if (given[i] >= 0.5 === targets[i] >= 0.5) right++;
  return right;
}

declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare const performance: { now(): number };
const breathe = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));
const BREATHE_EVERY_MS = 50;

/** What a training would start from: a history of no epochs. */
export function observe(net: Network, data: Data, options: TrainOptions): History {
  const { optimizer, batchSize, learningRate } = checkOptions(net, options);
  const rows = countRows(net, data, "training");
  const perRow = padded(net.inputs) * 4 + bytesPerTarget(net);
  const loaded = loadData(net, data, rows, net.engine.reserve(rows * perRow + 16));
  const settings = { optimizer, learningRate, batchSize, heldOutRows: 0 };
  const { evidence } = new Observer(net, data, { ...loaded, targetBytes: bytesPerTarget(net) }, settings);
  return {
    status: "finished",
    trainLoss: [],
    validationLoss: [],
    validationAccuracy: [],
    seconds: [],
    layers: layerHistories(net),
    evidence,
  };
}

/**
 * Backpropagation over mini-batches, w ← w − α·gradient and its kin. The same seeds give the same bits.
 * @throws HillockError for data or options that do not fit, and "aborted" where the signal says so.
 */
export async function train(net: Network, data: Data, options: TrainOptions): Promise<History> {
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
  const order = new Uint32Array(engine.memory.buffer, orderAt, rows).map((_, i) => i);
  const { weightDecay = 0, clipNorm = 0, schedule = { kind: "constant" }, measureEvery = 1 } = options;
  prepareOptimizer(net, seed, { learningRate, momentum, weightDecay, clipNorm });
  const best = options.patience === undefined ? undefined : new BestWeights(net);
  const random = derive(seed, "order of the rows");
  const settings = { optimizer, learningRate, batchSize, heldOutRows: heldRows };
  const observer = new Observer(net, data, { ...loaded, targetBytes: bytesPerTarget(net) }, settings);
  const { evidence } = observer;

  const trainLoss: number[] = [];
  const validationLoss: number[] = [];
  const validationAccuracy: number[] = [];
  const seconds: number[] = [];
  const layers = layerHistories(net);
  const code = OPTIMIZERS.indexOf(optimizer);
  let status: History["status"] = "finished";
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
    if (engine.measured) observer.epoch();
    trainLoss.push(loss);
    if (heldData) {
      const { loss: own, accuracy } = measured(net, heldData);
      validationLoss.push(own);
      if (accuracy !== undefined) validationAccuracy.push(accuracy);
    }
    seconds.push((performance.now() - start) / 1000);
    const heldLoss = validationLoss.at(-1);
    if (!Number.isFinite(loss) || (heldLoss !== undefined && !Number.isFinite(heldLoss))) status = "diverged";
    const pause = options.onEpoch?.({
      epoch,
      trainLoss: loss,
      validationLoss: heldLoss,
      history: { status, trainLoss, validationLoss, validationAccuracy, seconds, layers, evidence },
    });
    if (pause instanceof Promise) await pause;
    if (best && heldLoss !== undefined && best.epochsSince(heldLoss) >= (options.patience ?? Infinity)) break;
    if (performance.now() - lastBreath > BREATHE_EVERY_MS) {
      await breathe();
      lastBreath = performance.now();
    }
  }
  best?.restore();
  return { status, trainLoss, validationLoss, validationAccuracy, seconds, layers, evidence };
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
