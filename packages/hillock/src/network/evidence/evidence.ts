import type { Activation } from "../../functions/activation.ts";
import { lazily } from "../../lazily.ts";
import { isAlive } from "../compile/counters.ts";
import { FIGURES } from "../compile/figures.ts";
import type { OPTIMIZERS } from "../compile/update.ts";
import type { LossName } from "../losses.ts";
import type { Network } from "../network.ts";
import { type Examination, examine } from "./examine.ts";
import { inspectBatch, keepBatch, type LoadedData } from "./inspect.ts";
import { type Path, PathTracker, weightsOf } from "./path.ts";

/** One input column over the training rows. */
export interface InputColumn {
  readonly mean: number;
  readonly spread: number;
  readonly least: number;
  readonly greatest: number;
}

/** What a diagnosis rests on, beside the curves and counters of each epoch. */
export interface Evidence {
  readonly loss: LossName;
  readonly activations: readonly Activation[];
  readonly units: readonly number[];
  /** Inputs of each layer. */
  readonly fanIn: readonly number[];
  /** Loss of the best prediction that is the same for every row: what a network has to beat. */
  readonly constantLoss: number;
  readonly inputs: readonly InputColumn[];
  /** Smallest and largest target of a squared error or a binary cross-entropy. */
  readonly targets: readonly [least: number, greatest: number];
  /** Whether every target is 0 or 1, and where there are several of a row, one of them is 1. */
  readonly decisions: boolean;
  /** Whether weights or biases start otherwise than their functions ask for. */
  readonly startChosen: boolean;
  readonly optimizer: (typeof OPTIMIZERS)[number];
  readonly learningRate: number;
  readonly batchSize: number;
  readonly rows: number;
  /** Rows of the validation data; 0 without. */
  readonly heldOutRows: number;
  /** With the weights before the first step. */
  readonly before: Examination;
  /** With the weights as they are when it is called. */
  readonly examine: () => Examination;
  /** alive[layer][epoch][unit]: 1 where some example of the epoch got a slope that is not zero; not to be written to. */
  readonly alive: readonly (readonly Uint8Array[])[];
  readonly path: Path;
}

export interface EvidenceOptions {
  readonly optimizer: (typeof OPTIMIZERS)[number];
  readonly learningRate: number;
  readonly batchSize: number;
  readonly heldOutRows: number;
}

const ALIVE = FIGURES.indexOf("alive");

/** Rows that an examination looks at, at most; fewer where the network's largest batch is smaller. */
const EXAMINED_ROWS = 64;

/** Row by row, as the numbers lie in memory. */
function columnsOf(inputs: Float32Array, columns: number): InputColumn[] {
  const rows = inputs.length / columns;
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const least = new Float64Array(columns).fill(Infinity);
  const greatest = new Float64Array(columns).fill(-Infinity);
  for (let r = 0, i = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, i++) {
      const value = inputs[i];
      mean[c] += value;
      if (value < least[c]) least[c] = value;
      if (value > greatest[c]) greatest[c] = value;
    }
  }
  for (let c = 0; c < columns; c++) mean[c] /= rows;
  for (let r = 0, i = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, i++) squares[c] += (inputs[i] - mean[c]) ** 2;
  return Array.from(mean, (each, c) => ({
    mean: each,
    spread: Math.sqrt(squares[c] / rows),
    least: least[c],
    greatest: greatest[c],
  }));
}

const CONSTANT_LOSSES = {
  softmaxCrossEntropy: (labels) => {
    const counts = new Map<number, number>();
    for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
    return entropy([...counts.values()].map((count) => count / labels.length));
  },
  binaryCrossEntropy: (labels) => {
    let sum = 0;
    for (let i = 0; i < labels.length; i++) sum += labels[i];
    const share = sum / labels.length;
    return entropy([share, 1 - share]);
  },
  meanSquaredError: (labels, outputs) => {
    const columns = columnsOf(Float32Array.from(labels), outputs);
    return columns.reduce((sum, { spread }) => sum + spread ** 2, 0) / outputs;
  },
} satisfies Record<LossName, (labels: ArrayLike<number>, outputs: number) => number>;

const entropy = (shares: readonly number[]): number =>
  -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);

function targetRange(labels: ArrayLike<number>): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < labels.length; i++) {
    least = Math.min(least, labels[i]);
    greatest = Math.max(greatest, labels[i]);
  }
  return [least, greatest];
}

function areDecisions(loss: LossName, labels: ArrayLike<number>, outputs: number): boolean {
  if (loss === "softmaxCrossEntropy") return true;
  for (let start = 0; start < labels.length; start += outputs) {
    let sum = 0;
    for (let i = start; i < start + outputs; i++) {
      if (labels[i] !== 0 && labels[i] !== 1) return false;
      sum += labels[i];
    }
    if (outputs > 1 && sum !== 1) return false;
  }
  return true;
}

/** What `look` finds with other weights than the network's own, which are back afterwards. */
function withWeights<T>(net: Network, weights: Float32Array, look: () => T): T {
  const own = weightsOf(net).slice();
  weightsOf(net).set(weights);
  try {
    return look();
  } finally {
    weightsOf(net).set(own);
  }
}

/** Gathers the evidence of one training: `epoch` after each epoch, before its counters are reset. */
export class Observer {
  readonly evidence: Evidence;
  readonly #net: Network;
  readonly #alive: Uint8Array[][];
  readonly #allAlive: readonly Uint8Array[];
  readonly #path: PathTracker;

  constructor(
    net: Network,
    data: { readonly inputs: Float32Array; readonly labels: ArrayLike<number> },
    loaded: LoadedData,
    options: EvidenceOptions,
  ) {
    this.#net = net;
    this.#alive = net.layers.map(() => []);
    this.#allAlive = net.layers.map(({ units }) => new Uint8Array(units).fill(1));
    this.#path = new PathTracker(net);
    const activations = net.layers.map((layer) => layer.activation);
    const batch = keepBatch(net, loaded, Math.min(EXAMINED_ROWS, net.engine.capacity, loaded.rows));
    const look = (): Examination => examine(inspectBatch(net, batch), activations);
    const start = weightsOf(net).slice();
    // these are for a diagnosis: a training that nobody asks about does not pay for them
    const before = lazily(() => withWeights(net, start, look));
    const constantLoss = lazily(() => CONSTANT_LOSSES[net.loss](data.labels, net.outputs));
    const inputs = lazily(() => columnsOf(data.inputs, net.inputs));
    const targets = lazily(() => targetRange(data.labels));
    const decisions = lazily(() => areDecisions(net.loss, data.labels, net.outputs));
    this.evidence = {
      loss: net.loss,
      activations,
      units: net.layers.map((layer) => layer.units),
      fanIn: [net.inputs, ...net.layers.slice(0, -1).map((layer) => layer.units)],
      get constantLoss() {
        return constantLoss();
      },
      get inputs() {
        return inputs();
      },
      get targets() {
        return targets();
      },
      get decisions() {
        return decisions();
      },
      startChosen: net.layers.some(({ initialization, bias }) => initialization !== undefined || bias !== 0),
      ...options,
      rows: loaded.rows,
      get before() {
        return before();
      },
      examine: look,
      alive: this.#alive,
      path: this.#path.path,
    };
  }

  epoch(): void {
    this.#alive.forEach((epochs, l) => {
      epochs.push(this.#aliveNow(l, epochs.at(-1)));
    });
    this.#path.epoch();
  }

  /** Most epochs are like the one before: they share what it left. */
  #aliveNow(layer: number, last: Uint8Array | undefined): Uint8Array {
    const { engine } = this.#net;
    const { words, doubles } = engine.views();
    const { alive, figures } = engine.places.layers[layer];
    const all = this.#allAlive[layer];
    if (doubles[figures / 8 + ALIVE] === all.length) return all;
    const first = alive / 4;
    if (last) {
      let u = 0;
      while (u < all.length && last[u] === Number(isAlive(words[first + u]))) u++;
      if (u === all.length) return last;
    }
    return all.map((_, u) => Number(isAlive(words[first + u])));
  }
}
