import type { History } from "../../network/train.ts";
import {
  figure,
  late,
  lowerMedian,
  minimum,
  nearlyAll,
  percent,
  type Rule,
  remainingLoss,
  shareOf,
  yardstick,
} from "../finding.ts";
import { rateOverUsual } from "../rate.ts";
import { THRESHOLDS } from "../thresholds.ts";
import { endLoss, fallOf } from "./fall.ts";

/** Share of epochs, after the first, in which the loss rose by a tenth or more. */
function swings(losses: readonly number[]): number {
  const rises = losses.slice(1).filter((loss, t) => loss > losses[t] * (1 + THRESHOLDS.swingSize.value));
  return losses.length > 1 ? rises.length / (losses.length - 1) : 0;
}

/** How far the weights moved in their wildest epoch for each of its steps, as a share of their size: at least that far a step. */
function largestStep({ evidence }: History): { readonly size: number; readonly epoch: number } {
  const { path, rows, batchSize } = evidence;
  const size = path.step.reduce((a, b) => Math.max(a, b), 0) / Math.ceil(rows / batchSize);
  return { size, epoch: path.step.indexOf(path.step.reduce((a, b) => Math.max(a, b), 0)) + 1 };
}

export const learningRateTooHigh: Rule = (history) => {
  const { trainLoss, evidence, status } = history;
  if (trainLoss.length === 0) return undefined;
  const remaining = remainingLoss(history);
  const diverged = status === "diverged" || !(remaining <= THRESHOLDS.divergence.value);
  if (!diverged && remaining < nearlyAll(history)) return undefined;
  const { size, epoch } = largestStep(history);
  const swinging = swings(trainLoss);
  const move = lowerMedian(late(evidence.path.step));
  const restless = swinging >= THRESHOLDS.swings.value && move > THRESHOLDS.updateRestless.value;
  const threshold = THRESHOLDS.updateSize.value;
  if (!(size > threshold) && !(restless && remaining >= THRESHOLDS.learned.value)) return undefined;
  const end = diverged
    ? "and the loss went up instead of down"
    : `and the loss is still ${figure(remaining)} times that of ${yardstick(history).of}, rising in ${percent(swinging)} of epochs`;
  return {
    layer: null,
    units: null,
    sinceEpoch: epoch,
    measured: size > threshold ? size : move,
    threshold: size > threshold ? threshold : THRESHOLDS.updateRestless.value,
    cause:
      size > threshold
        ? `In epoch ${epoch} each step moved the weights by ${percentOrFigure(size)} of their size or more, ${end}: the steps jump over the valley. The learning rate is ${evidence.learningRate}.`
        : `At the end each epoch still moves the weights by ${percentOrFigure(move)} of their size, ${end}: the steps jump to and fro over the valley. The learning rate is ${evidence.learningRate}.`,
  };
};

const percentOrFigure = (share: number): string =>
  Number.isFinite(share) ? percent(share) : "more than all";

export const lossNotFalling: Rule = (history) => {
  const threshold = THRESHOLDS.lossNotFalling.value;
  const epochs = history.trainLoss.length;
  if (epochs === 0) return undefined;
  const by = yardstick(history);
  const remaining = shareOf(endLoss(history), by);
  const fall = fallOf(history);
  if (history.status === "diverged" || remaining < THRESHOLDS.learned.value) return undefined;
  if (fall >= threshold && remaining < 1 - threshold) return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    // a loss that only came down to that of a constant prediction fell, and learned nothing
    measured: Math.min(fall, 1 - remaining),
    threshold,
    cause: `After ${epochs === 1 ? "one epoch" : `${epochs} epochs`} the ${epochs === 1 && history.validationLoss.length === 1 ? "held-out" : "training"} loss is ${percent(remaining)} of that of ${by.of === "a constant prediction" ? "a prediction that is the same for every row" : by.of}: the network has learned nothing from the inputs.`,
  };
};

export const learningRateTooLow: Rule = (history) => {
  const { evidence, trainLoss, status } = history;
  const { distance, length, start } = evidence.path;
  const moved = distance / start;
  const straight = length > 0 ? distance / length : 1;
  if (status === "diverged" || remainingLoss(history) < nearlyAll(history)) return undefined;
  // a rate far below the usual needs no straight way as its witness
  const tiny = rateOverUsual(history) < THRESHOLDS.tinyRate.value;
  const threshold = THRESHOLDS[tiny ? "littleMovedTiny" : "littleMoved"].value;
  if (!(moved > 0 && moved < threshold)) return undefined;
  // the way of a single epoch is always straight
  if (!tiny && (trainLoss.length < 2 || straight < THRESHOLDS.straightness.value)) return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    measured: moved,
    threshold,
    cause: `In ${trainLoss.length} epochs the weights moved by only ${percent(moved)} of their size, ${straight < THRESHOLDS.straightness.value ? "" : "straight on "}(${percent(straight)} of the way is distance): the steps are too small for the way. The learning rate is ${evidence.learningRate}${tiny ? `, ${figure(rateOverUsual(history))} times what is usual` : ""}.`,
  };
};

/** The best accuracy that three epochs in a row had, and the first epoch of all that had it, from 0. */
function bestAccuracy(accuracy: readonly number[]): { readonly accuracy: number; readonly epoch: number } {
  const steadied = accuracy.map((_, t) => Math.min(...accuracy.slice(Math.max(0, t - 1), t + 2)));
  const best = steadied.reduce((a, b) => Math.max(a, b), 0);
  return { accuracy: best, epoch: steadied.indexOf(best) };
}

export const overfitting: Rule = (history) => {
  const { trainLoss, validationLoss, validationAccuracy, evidence, status } = history;
  if (validationLoss.length < 4 || status === "diverged") return undefined;
  const constant = yardstick(history).loss;
  const lowest = minimum(validationLoss);
  const lowestAt = validationLoss.indexOf(lowest);
  const end = lowerMedian(late(validationLoss));
  const learned = lowerMedian(late(trainLoss));
  if (!(learned < THRESHOLDS.learned.value * constant)) return undefined;
  const risen = (end - lowest) / constant;
  const gap = (end - learned) / constant;
  const squared = evidence.loss === "meanSquaredError";
  const best = bestAccuracy(validationAccuracy);
  const fall = best.accuracy - lowerMedian(late(validationAccuracy));
  const since = (epoch: number): number => 1 - learned / trainLoss[epoch];
  const few = evidence.heldOutRows * THRESHOLDS.accuracyFall.value < 1;
  const decisions = few ? "overfittingFewRows" : "overfitting";
  const limit = THRESHOLDS[squared ? "overfittingSquared" : decisions].value;
  const widest = THRESHOLDS[squared ? "overfittingSquaredGap" : "overfittingGap"].value;
  const byRise = risen > limit && since(lowestAt) >= THRESHOLDS.unlearned.value;
  const byAccuracy =
    fall >= THRESHOLDS.accuracyFall.value &&
    risen > THRESHOLDS.overfittingDecided.value &&
    since(best.epoch) > 0;
  // by heart: what was trained on is known far better than what was held out
  const byGap = gap > widest && learned < THRESHOLDS.byHeart.value * end;
  if (!byRise && !byAccuracy && !byGap) return undefined;
  const [measured, threshold] = byRise
    ? [risen, limit]
    : byAccuracy
      ? [fall, THRESHOLDS.accuracyFall.value]
      : [gap, widest];
  const accuracy =
    byAccuracy && fall > 0
      ? ` Held-out accuracy was ${percent(best.accuracy)} at epoch ${best.epoch + 1} and is ${percent(best.accuracy - fall)}.`
      : "";
  return {
    layer: null,
    units: null,
    sinceEpoch: (byAccuracy && !byRise ? best.epoch : lowestAt) + 1,
    measured,
    threshold,
    cause: `The held-out loss was lowest at epoch ${lowestAt + 1} (${figure(lowest)}) and is ${figure(end)} at the end, while the training loss went on falling to ${figure(learned)}: the network learns the rows by heart.${accuracy}`,
  };
};
