import { padded } from "./compile/plan.ts";
import { bytesPerTarget, countRows, type Data, type Loaded, loadData } from "./data.ts";
import { type Course, runEpochs } from "./epochs.ts";
import { type Evidence, Observer } from "./evidence/evidence.ts";
import { layerHistories } from "./measure.ts";
import type { Network } from "./network.ts";
import { checkOptions, type EpochOptions } from "./options.ts";

export type { Data } from "./data.ts";
export type { OptimizerName } from "./options.ts";

export interface EpochReport {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number | undefined;
  /** All that is known so far; it grows with each epoch. */
  readonly history: History;
}

export interface TrainOptions extends EpochOptions {
  /** Training goes on when it returns; where it returns a promise, when that is fulfilled: to pause, or to step. */
  readonly onEpoch?: (report: EpochReport) => unknown;
}

export interface History extends Course {
  /** What `diagnose` looks at beside the curves. */
  readonly evidence: Evidence;
}

function observerOf(net: Network, data: Data, options: TrainOptions, loaded: Loaded): Observer {
  const { optimizer, batchSize, learningRate } = checkOptions(net, options);
  const heldOutRows = (options.validation?.inputs.length ?? 0) / net.inputs;
  const settings = { optimizer, learningRate, batchSize, heldOutRows };
  return new Observer(net, data, { ...loaded, targetBytes: bytesPerTarget(net) }, settings);
}

/** What a training would start from: a history of no epochs. */
export function observe(net: Network, data: Data, options: TrainOptions): History {
  checkOptions(net, options);
  const rows = countRows(net, data, "training");
  const perRow = padded(net.inputs) * 4 + bytesPerTarget(net);
  const loaded = loadData(net, data, rows, net.engine.reserve(rows * perRow + 16));
  const { evidence } = observerOf(net, data, options, loaded);
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
  const { onEpoch } = options;
  let observer: Observer | undefined;
  const evidenceOf = (): Evidence => {
    if (observer === undefined) throw new Error("Evidence is asked for before the training begins.");
    return observer.evidence;
  };
  const course = await runEpochs(net, data, options, {
    begin(loaded) {
      observer = observerOf(net, data, options, loaded);
    },
    counted() {
      if (net.engine.measured) observer?.epoch();
    },
    ended: ({ course: soFar, epoch, trainLoss, validationLoss }) =>
      onEpoch?.({ epoch, trainLoss, validationLoss, history: { ...soFar, evidence: evidenceOf() } }),
  });
  return { ...course, evidence: evidenceOf() };
}
