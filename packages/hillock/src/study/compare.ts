import { OUTPUTS } from "../doctor/task.ts";
import { HillockError } from "../errors.ts";
import type { Activation } from "../functions/activation.ts";
import { activationLabel } from "../functions/label.ts";
import type { Data } from "../network/data.ts";
import { runEpochs } from "../network/epochs.ts";
import { chooseInitialization } from "../network/initialize.ts";
import { type DenseLayer, dense } from "../network/layers.ts";
import { usualInterval } from "../network/measure.ts";
import { memoryNeeded } from "../network/memory.ts";
import { checkSize, type Network, network } from "../network/network.ts";
import { VERSION } from "../version.ts";
import { type HeldOut, heldOut } from "./held-out.ts";
import { fitTargetScale, prepare } from "./preparation/prepare.ts";
import { splitRows } from "./preparation/split.ts";
import type { Table } from "./preparation/table.ts";
import { readTarget, type Target } from "./preparation/target.ts";
import { rank } from "./rank.ts";
import type { Curves, OptimizerName, Results, Run, Task } from "./results.ts";

export interface CompareOptions {
  readonly table: Table;
  readonly target: string;
  readonly task?: Task;
  readonly activations: readonly Activation[];
  readonly layers: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly optimizer: OptimizerName;
  readonly seeds: readonly number[];
  readonly validation: number;
  readonly versions?: Readonly<Record<string, string>>;
  readonly onRun?: (done: number, total: number, activation: string) => void;
  readonly signal?: { readonly aborted: boolean };
}

interface Fold {
  readonly seed: number;
  readonly train: Data;
  readonly validation: Data;
}

function prepareFold({ table, validation }: CompareOptions, target: Target, seed: number) {
  const split = splitRows(target, validation, seed);
  const rowsOf = (positions: readonly number[]): number[] => positions.map((p) => target.rows[p]);
  const preparation = prepare(table, target, rowsOf(split.train));
  const { mean, spread } = preparation.targetScale;
  const data = (positions: readonly number[]): Data => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / spread),
  });
  const fold: Fold = { seed, train: data(split.train), validation: data(split.validation) };
  return { fold, preparation, split };
}

/** Needs no more than the split and the target: the trainings may have been done on another machine. */
function heldOutOf({ validation }: CompareOptions, target: Target, seed: number): HeldOut {
  const split = splitRows(target, validation, seed);
  const { mean, spread } = fitTargetScale(
    target,
    split.train.map((p) => target.rows[p]),
  );
  const labels = (positions: readonly number[]): number[] =>
    positions.map((p) => (target.labels[p] - mean) / spread);
  return heldOut(target.task, labels(split.train), labels(split.validation), spread);
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
const finiteAll = (values: readonly number[]): (number | null)[] => values.map(finite);

function layersOf(options: CompareOptions, target: Target, f: Activation): DenseLayer[] {
  const output = OUTPUTS[target.task](target.classes.length);
  return [...options.layers.map((units) => dense(units, f)), dense(output.units, output.activation)];
}

const inputsOf = ({ train }: Fold): number => train.inputs.length / train.labels.length;

/** @throws HillockError "out-of-memory" where no network can be so large. */
function bytesPerTraining(options: CompareOptions, target: Target, fold: Fold): number {
  const rows = fold.train.labels.length + fold.validation.labels.length;
  const bytes = options.activations.map((f) => {
    const layers = layersOf(options, target, f);
    const sizes = [inputsOf(fold), ...layers.map((layer) => layer.units)];
    checkSize(
      layers.map(({ units }, l) => ({ inputs: sizes[l], units })),
      options.batchSize,
    );
    const { network: own, perRow } = memoryNeeded(inputsOf(fold), layers, options.batchSize);
    return own + rows * perRow;
  });
  return Math.max(...bytes);
}

/** Of the products, forward and back. */
function operationsPerEpoch({ layers }: CompareOptions, target: Target, { train }: Fold): number {
  const { units } = OUTPUTS[target.task](target.classes.length);
  const rows = train.labels.length;
  const sizes = [train.inputs.length / rows, ...layers, units];
  const weights = sizes.slice(1).reduce((sum, size, l) => sum + size * sizes[l], 0);
  return 6 * rows * weights;
}

/** A network that one training after the other takes: those of a function differ in nothing but their weights. */
class Networks {
  readonly #make: (f: Activation, inputs: number, seed: number) => Network;
  #spare: { readonly f: Activation; readonly net: Network } | undefined;

  constructor(make: (f: Activation, inputs: number, seed: number) => Network) {
    this.#make = make;
  }

  /** Nobody else has it until it is given back. */
  take(f: Activation, inputs: number, seed: number): Network {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare?.f !== f || spare.net.inputs !== inputs) return this.#make(f, inputs, seed);
    spare.net.initialize(seed);
    return spare.net;
  }

  giveBack(f: Activation, net: Network): void {
    this.#spare = { f, net };
  }
}

async function runOnce(options: CompareOptions, networks: Networks, f: Activation, fold: Fold): Promise<Run> {
  const net = networks.take(f, inputsOf(fold), fold.seed);
  const { epochs, optimizer, batchSize, learningRate, signal } = options;
  const { seed, validation } = fold;
  // the report shows means over the seeds
  const measureEvery = usualInterval(fold.train.labels.length * options.seeds.length);
  const settings = { epochs, optimizer, batchSize, learningRate, seed, validation, measureEvery };
  const history = await runEpochs(net, fold.train, signal ? { ...settings, signal } : settings);
  if (history.status === "finished") networks.giveBack(f, net);
  const curves: Curves = {
    trainLoss: finiteAll(history.trainLoss),
    validationLoss: finiteAll(history.validationLoss),
    validationAccuracy: history.validationAccuracy,
    seconds: history.seconds,
  };
  return {
    activation: activationLabel(f),
    seed: fold.seed,
    status: history.status,
    epochs: history.trainLoss.length,
    seconds: history.seconds.reduce((a, b) => a + b, 0),
    trainLoss: finite(history.trainLoss.at(-1)),
    validationLoss: finite(history.validationLoss.at(-1)),
    validationAccuracy: history.validationAccuracy.at(-1) ?? null,
    curves,
    layers: history.layers,
  };
}

/** One training of a comparison: positions in its lists of activations and seeds. */
export interface Job {
  readonly activation: number;
  readonly seed: number;
}

/** A comparison in parts, so that its trainings can run anywhere, in any order, to the same bits. */
export interface Comparison {
  /** In the order of the results. */
  readonly jobs: readonly Job[];
  readonly run: (job: Job) => Promise<Run>;
  /** What stands for a training that could not be done. */
  readonly failed: (job: Job, message: string) => Run;
  /** Memory that one training takes: its network, and the rows beside it. */
  readonly bytesPerTraining: number;
  /** Floating-point operations of its matrix products. For so long a thread that trains hears nothing else. */
  readonly operationsPerEpoch: number;
  /** From the jobs' runs, in the jobs' order. @throws HillockError where none of them could be done. */
  readonly assemble: (runs: readonly Run[]) => Results;
}

/**
 * The same network, seeds and splits, once per activation function.
 * @throws HillockError where the table, the target or the settings do not fit.
 */
export function comparison(options: CompareOptions): Comparison {
  const { activations, seeds } = options;
  if (activations.length === 0)
    throw new HillockError(
      "invalid-argument",
      "There is no activation function to compare; name at least one.",
    );
  const names = activations.map(activationLabel);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new HillockError(
      "invalid-argument",
      `Two of the activation functions are called "${twice}", so their results could not be told apart. Leave one out, or give it a name of its own with activation(name, formula).`,
    );
  const target = readTarget(options.table, options.target, options.task);
  const folds = new Map<number, ReturnType<typeof prepareFold>>();
  const foldOf = (index: number): ReturnType<typeof prepareFold> => {
    const fold = folds.get(index) ?? prepareFold(options, target, seeds[index]);
    folds.set(index, fold);
    return fold;
  };
  // what is wrong with the table shows before the first training
  const first = foldOf(0);
  const networks = new Networks((f, inputs, seed) =>
    network({ inputs, layers: layersOf(options, target, f), seed, largestBatch: options.batchSize }),
  );
  return {
    jobs: activations.flatMap((_, activation) => seeds.map((_seed, seed) => ({ activation, seed }))),
    run: (job) => runOnce(options, networks, activations[job.activation], foldOf(job.seed).fold),
    failed: ({ activation, seed }, message) => ({
      activation: names[activation],
      seed: seeds[seed],
      status: "failed",
      error: message,
      epochs: 0,
      seconds: 0,
      trainLoss: null,
      validationLoss: null,
      validationAccuracy: null,
      curves: { trainLoss: [], validationLoss: [], validationAccuracy: [], seconds: [] },
      layers: [],
    }),
    bytesPerTraining: bytesPerTraining(options, target, first.fold),
    operationsPerEpoch: operationsPerEpoch(options, target, first.fold),
    assemble: (runs) => {
      if (runs.every((run) => run.status === "failed"))
        throw new HillockError(
          "invalid-argument",
          `None of the ${runs.length} trainings could be done. The first failed with: ${runs[0]?.error ?? "no reason given"}`,
        );
      const held = new Map(seeds.map((seed) => [seed, heldOutOf(options, target, seed)]));
      const ranking = rank(names, runs, (seed) => held.get(seed));
      const constants = [...held.values()].map(({ constantLoss }) => constantLoss);
      const { layers, epochs, batchSize, learningRate, optimizer, validation } = options;
      return {
        hillock: VERSION,
        table: options.table.name,
        target: options.target,
        task: target.task,
        classes: target.classes,
        settings: {
          task: target.task,
          activations: names,
          layers,
          epochs,
          batchSize,
          learningRate,
          optimizer,
          seeds,
          validation,
          initialization: Object.fromEntries(activations.map((f, i) => [names[i], chooseInitialization(f)])),
        },
        splits: { train: first.split.train.length, validation: first.split.validation.length },
        columns: first.preparation.report,
        constantLoss: constants.reduce((a, b) => a + b, 0) / constants.length,
        versions: options.versions ?? {},
        runs,
        ranking,
        recommended: ranking[0].validationLoss === null ? null : ranking[0].activation,
      };
    },
  };
}

/**
 * The same network, seeds and splits, once per activation function; ranked with evidence. One after the other, on this
 * thread.
 * @throws HillockError where the table, the target or the settings do not fit.
 */
export async function compare(options: CompareOptions): Promise<Results> {
  const { jobs, run, assemble } = comparison(options);
  const runs: Run[] = [];
  for (const job of jobs) {
    runs.push(await run(job));
    options.onRun?.(runs.length, jobs.length, activationLabel(options.activations[job.activation]));
  }
  return assemble(runs);
}
