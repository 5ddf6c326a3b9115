import { HillockError } from "../errors.ts";
import type { Activation, ElementwiseActivation } from "../functions/activation.ts";
import type { Initialization } from "../network/initialize.ts";
import { dense } from "../network/layers.ts";
import type { LossName } from "../network/losses.ts";
import { type Network, network } from "../network/network.ts";
import { type Data, type History, type OptimizerName, observe, train } from "../network/train.ts";
import { accuracyOf, constantScoreOf, OUTPUTS, type Task } from "./task.ts";

export type Scaling = "none" | "standard" | "minmax";

/** All that decides how a training goes, beside the data. */
export interface Regimen {
  readonly task: Task;
  readonly hidden: readonly { readonly units: number; readonly activation: ElementwiseActivation }[];
  /** Follows from the task where it is undefined. */
  readonly output: Activation | undefined;
  /** Follows from the task and the output function where it is undefined. */
  readonly loss: "squaredError" | undefined;
  /** Follows from each layer's function where it is undefined. */
  readonly initialization: Initialization | undefined;
  /** Of the hidden layers, at the start. */
  readonly bias: number;
  /** Of the input columns, with statistics of the training rows. */
  readonly scale: Scaling;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Pulls weights towards 0; see `train`. */
  readonly weightDecay: number;
  /** Largest norm of all gradients together; undefined for any. */
  readonly clipNorm: number | undefined;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
}

/**
 * Numbers as they are, not scaled: rows × columns, and a class's index or a number a row. A column that lies far from 0
 * and is narrow, as timestamps are, needs float64 until it is scaled.
 */
export interface Examples {
  readonly inputs: Float32Array | Float64Array;
  readonly labels: ArrayLike<number>;
}

export interface CaseData {
  readonly columns: number;
  /** 1 for a regression. */
  readonly classes: number;
  readonly train: Examples;
  readonly validation: Examples;
}

export interface Outcome {
  readonly regimen: Regimen;
  readonly network: Network;
  readonly history: History;
  /** Of the held-out rows: the share of right decisions, or for a regression 1 − error / variance; higher is better. */
  readonly score: number;
  /** The same of a prediction that is the same for every row. */
  readonly constantScore: number;
  /** The score after each epoch; empty where the loss does not tell it. */
  readonly scores: readonly number[];
  /** The same of other rows. */
  readonly scoreOn: (examples: Examples) => number;
}

interface ColumnScale {
  readonly shift: number;
  readonly factor: number;
}

/** A power of two, which divides without rounding, in whose units squares stay in range. */
function unitOf(column: Float64Array): number {
  const largest = column.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
}

const SCALINGS: Record<Scaling, (column: Float64Array) => ColumnScale> = {
  none: () => ({ shift: 0, factor: 1 }),
  standard: (column) => {
    const unit = unitOf(column);
    const mean = column.reduce((sum, v) => sum + v / unit, 0) / column.length;
    const spread = Math.sqrt(column.reduce((sum, v) => sum + (v / unit - mean) ** 2, 0) / column.length);
    return { shift: mean * unit, factor: spread > 0 ? 1 / (spread * unit) : 1 };
  },
  minmax: (column) => {
    const least = column.reduce((a, b) => Math.min(a, b), Infinity);
    const greatest = column.reduce((a, b) => Math.max(a, b), -Infinity);
    return { shift: least, factor: greatest > least ? 1 / (greatest - least) : 1 };
  },
};

function fitScales(kind: Scaling, inputs: Examples["inputs"], columns: number): ColumnScale[] {
  const rows = inputs.length / columns;
  return Array.from({ length: columns }, (_, c) =>
    SCALINGS[kind](Float64Array.from({ length: rows }, (_row, r) => inputs[r * columns + c])),
  );
}

function scaled(inputs: Examples["inputs"], scales: readonly ColumnScale[]): Float32Array {
  const seen = new Float32Array(inputs.length);
  for (let i = 0; i < inputs.length; i++) {
    const { shift, factor } = scales[i % scales.length];
    seen[i] = (inputs[i] - shift) * factor;
  }
  return seen;
}

/** Labels as the loss takes them: a class's index for a row of units with a row function, one-hot for other functions. */
function labelsFor(loss: LossName, task: Task, units: number, labels: ArrayLike<number>): ArrayLike<number> {
  if (task !== "multiclass" || loss === "softmaxCrossEntropy") return labels;
  const targets = new Float32Array(labels.length * units);
  for (let r = 0; r < labels.length; r++) targets[r * units + labels[r]] = 1;
  return targets;
}

export interface Ready {
  readonly net: Network;
  readonly train: Data;
  readonly validation: Data;
  /** Inputs as the network sees them. */
  readonly see: (inputs: Examples["inputs"]) => Float32Array;
}

/** The network of a regimen, and the data as it sees them. */
export function make(regimen: Regimen, data: CaseData): Ready {
  const usual = OUTPUTS[regimen.task](data.classes);
  const activation = regimen.output ?? usual.activation;
  const squared =
    regimen.loss === "squaredError" || (regimen.task === "multiclass" && activation.kind !== "row");
  const loss = squared ? "meanSquaredError" : usual.loss;
  const start = regimen.initialization === undefined ? {} : { initialization: regimen.initialization };
  const net = network({
    inputs: data.columns,
    layers: [
      ...regimen.hidden.map(({ units, activation: f }) => dense(units, f, { ...start, bias: regimen.bias })),
      dense(usual.units, activation, start),
    ],
    seed: regimen.seed,
    loss,
    largestBatch: regimen.batchSize,
  });
  const scales = fitScales(regimen.scale, data.train.inputs, data.columns);
  const see = (inputs: Examples["inputs"]): Float32Array => scaled(inputs, scales);
  const seen = ({ inputs, labels }: Examples): Data => ({
    inputs: see(inputs),
    labels: labelsFor(loss, regimen.task, usual.units, labels),
  });
  return { net, train: seen(data.train), validation: seen(data.validation), see };
}

/** Accuracy, or for a regression the share of the variance that is explained. */
export function scoreOf(task: Task, outputs: Float32Array, labels: ArrayLike<number>): number {
  const accuracy = accuracyOf(task, outputs, labels);
  if (accuracy !== null) return accuracy;
  let [mean, error, variance] = [0, 0, 0];
  for (let r = 0; r < labels.length; r++) mean += labels[r] / labels.length;
  for (let r = 0; r < labels.length; r++) {
    error += (outputs[r] - labels[r]) ** 2;
    variance += (labels[r] - mean) ** 2;
  }
  return Number.isFinite(error) ? 1 - error / variance : Number.NEGATIVE_INFINITY;
}

/** The held-out score after each epoch, from what the training recorded; empty for classes with a squared error. */
export function scoresAfterEpochs({ task }: Regimen, history: History, { labels }: Examples): number[] {
  if (task !== "regression") return [...history.validationAccuracy];
  let [mean, variance] = [0, 0];
  for (let r = 0; r < labels.length; r++) mean += labels[r] / labels.length;
  for (let r = 0; r < labels.length; r++) variance += (labels[r] - mean) ** 2 / labels.length;
  return history.validationLoss.map((loss) => 1 - loss / variance);
}

const settingsOf = ({
  optimizer,
  learningRate,
  weightDecay,
  clipNorm,
  batchSize,
  seed,
  epochs,
}: Regimen) => ({
  optimizer,
  learningRate,
  weightDecay,
  ...(clipNorm === undefined ? {} : { clipNorm }),
  batchSize,
  seed,
  epochs,
});

/** A look at the network before its first step: a history of no epochs. */
export function lookAtStart(regimen: Regimen, data: CaseData): History {
  const { net, train: rows } = make(regimen, data);
  return observe(net, rows, settingsOf(regimen));
}

export interface RunOptions {
  readonly onEpoch?: (epoch: number, history: History) => void;
  /** Asked after each epoch: where it says true, the training ends as if so many epochs had been asked for. */
  readonly enough?: (epoch: number, history: History) => boolean;
  readonly signal?: { readonly aborted: boolean };
}

/** Trains as the regimen says; what is interrupted is an outcome as far as it went. */
export async function run(regimen: Regimen, data: CaseData, options: RunOptions = {}): Promise<Outcome> {
  const { net, train: rows, validation, see } = make(regimen, data);
  const scoreOn = ({ inputs, labels }: Examples): number =>
    scoreOf(regimen.task, net.predict(see(inputs)), labels);
  const latest: { history: History | undefined; enough: boolean } = { history: undefined, enough: false };
  const history = await train(net, rows, {
    ...settingsOf(regimen),
    validation,
    onEpoch: ({ epoch, history: soFar }) => {
      latest.history = soFar;
      options.onEpoch?.(epoch, soFar);
      latest.enough = options.enough?.(epoch, soFar) ?? false;
    },
    signal: {
      get aborted() {
        return latest.enough || options.signal?.aborted === true;
      },
    },
  }).catch((error: unknown) => {
    if (!(error instanceof HillockError && error.code === "aborted")) throw error;
    return latest.history ?? observe(net, rows, settingsOf(regimen));
  });
  return {
    regimen: latest.enough ? { ...regimen, epochs: history.trainLoss.length } : regimen,
    network: net,
    history,
    scores: scoresAfterEpochs(regimen, history, data.validation),
    constantScore: constantScoreOf(regimen.task, data.train.labels, data.validation.labels),
    score: scoreOf(regimen.task, net.predict(validation.inputs), data.validation.labels),
    scoreOn,
  };
}
