import { HillockError } from "../errors.ts";
import { derive } from "../random.ts";
import { SETTING } from "./compile/settings.ts";
import { OPTIMIZERS } from "./compile/update.ts";
import type { Data } from "./data.ts";
import type { Network } from "./network.ts";
import { checkSchedule, type Schedule } from "./schedule.ts";

export type OptimizerName = (typeof OPTIMIZERS)[number];

/** How a training goes, whoever looks on. */
export interface EpochOptions {
  readonly epochs: number;
  /** "sgd" unless given. */
  readonly optimizer?: OptimizerName;
  /** 32 unless given; at most the network's largest batch. */
  readonly batchSize?: number;
  /** 0.1 for sgd, momentum and nesterov, 0.01 for the others, unless given. */
  readonly learningRate?: number;
  /** Of the momentum and nesterov optimisers; 0.9 unless given. */
  readonly momentum?: number;
  /** Pulls weights towards 0: added to the gradient, for adamw taken from the weight; 0 unless given. */
  readonly weightDecay?: number;
  /** Largest Euclidean norm of all gradients together; larger ones are scaled down to it. Any unless given. */
  readonly clipNorm?: number;
  /** Of the learning rate over the epochs; constant unless given. */
  readonly schedule?: Schedule;
  /** Stops after so many epochs without a lower validation loss, and goes back to the weights that had the lowest. */
  readonly patience?: number;
  /**
   * Each how many-th row of an epoch counts in the layers' measurements, and each how many-th batch in those of weight
   * gradients. 8 unless given, of less than 1600 rows so many that 200 count; with 1, all, training takes up to a fifth
   * longer. Whether units are alive is seen in every row all the same.
   */
  readonly measureEvery?: number;
  /** A new order of the rows each epoch; true unless false. */
  readonly shuffle?: boolean;
  /** Of the order of the rows; 0 unless given. */
  readonly seed?: number;
  readonly validation?: Data;
  readonly signal?: { readonly aborted: boolean };
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
  options: EpochOptions,
): Required<Pick<EpochOptions, "batchSize" | "learningRate" | "momentum" | "optimizer" | "seed">> {
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
    [SETTING.clipFactor, 1],
    [SETTING.rest1, 1 - Math.fround(BETA1)],
    [SETTING.rest2, 1 - Math.fround(BETA2)],
    [SETTING.restSmoothing, 1 - Math.fround(SMOOTHING)],
  ];
  for (const [offset, value] of floats) settings.setFloat32(offset, value, true);
  settings.setUint32(SETTING.drawState, derive(seed, "random parameters").uint32(), true);
  settings.setFloat64(SETTING.beta1Power, 1, true);
  settings.setFloat64(SETTING.beta2Power, 1, true);
}
