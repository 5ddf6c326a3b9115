import type { History } from "../../network/train.ts";
import { late, lowerMedian } from "../finding.ts";
import { rateOverUsual } from "../rate.ts";
import { THRESHOLDS } from "../thresholds.ts";

/** The loss at the end. A single epoch's mean is that of its way; what was held out is measured after it. */
export const endLoss = ({ trainLoss, validationLoss }: History): number =>
  trainLoss.length === 1 ? (validationLoss[0] ?? trainLoss[0]) : lowerMedian(late(trainLoss));

/** From the loss before training, where the first epoch moved the weights: that is of few rows; else from the first epoch's. */
export function fallOf(history: History): number {
  const { trainLoss, evidence } = history;
  const moved =
    trainLoss.length === 1
      ? rateOverUsual(history) >= THRESHOLDS.tinyRate.value
      : evidence.path.step[0] > THRESHOLDS.littleMoved.value;
  const start = moved ? Math.max(evidence.before.loss, trainLoss[0]) : trainLoss[0];
  return 1 - endLoss(history) / start;
}
