import type { History } from "../network/train.ts";
import { TABLE_RATES } from "./task.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** How many times the usual learning rate this one is. */
export const rateOverUsual = ({ evidence }: Pick<History, "evidence">): number =>
  evidence.learningRate / TABLE_RATES[evidence.optimizer];

/** Steps of one epoch. */
const stepsOf = ({ evidence: { rows, batchSize } }: History): number => Math.ceil(rows / batchSize);

/** Epochs of a training that is twice as long as a short one. */
export const usualEpochs = (history: History): number =>
  Math.ceil((2 * THRESHOLDS.shortTraining.value) / stepsOf(history));

/** Hidden layers up to which the usual learning rate is the usual one; then it falls as one over the depth. */
const USUAL_DEPTH = 2;

/** The way of a training in steps of the usual size: fewer than it made where its learning rate is below the usual. */
export function usualSteps(history: History): number {
  const { activations } = history.evidence;
  const depth = Math.max(1, (activations.length - 1) / USUAL_DEPTH);
  const steps = history.trainLoss.length * stepsOf(history);
  return steps * Math.min(1, rateOverUsual(history) * depth);
}
