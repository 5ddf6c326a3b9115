import type { History } from "../../network/train.ts";
import { figure, late, median, percent, type Rule, remainingLoss, sinceWhen } from "../finding.ts";
import { THRESHOLDS } from "../thresholds.ts";

/** Share of epochs, after the first, in which the loss rose by a tenth or more. */
function swings(losses: readonly number[]): number {
  const rises = losses.slice(1).filter((loss, t) => loss > losses[t] * (1 + THRESHOLDS.swingSize.value));
  return losses.length > 1 ? rises.length / (losses.length - 1) : 0;
}

export const learningRateTooHigh: Rule = (history) => {
  const { trainLoss, evidence, status } = history;
  const remaining = remainingLoss(history);
  const move = median(late(evidence.path.step));
  const swinging = swings(trainLoss);
  const settled = remaining < THRESHOLDS.learned.value;
  const risen = status === "diverged" || remaining > THRESHOLDS.lossRisen.value;
  const restless = swinging >= THRESHOLDS.swings.value && move > THRESHOLDS.updateRestless.value;
  if (
    !(
      (risen && !(move <= THRESHOLDS.updateRestless.value)) ||
      (restless && !settled) ||
      (move > THRESHOLDS.updateSize.value && !settled)
    )
  )
    return undefined;
  const limit = THRESHOLDS.updateSize.value;
  return {
    layer: null,
    units: null,
    sinceEpoch: Math.min(
      trainLoss.length,
      sinceWhen(evidence.path.step, (step) => !(step <= THRESHOLDS.updateRestless.value)),
    ),
    measured: move,
    threshold: limit,
    cause: `In each epoch the weights still move by ${percentOrFigure(move)} of their size, and the loss ${status === "diverged" ? "is no longer a number" : `is ${figure(remaining)} times that of a constant prediction, rising in ${percent(swinging)} of epochs`}: the steps jump over the valley. The learning rate is ${evidence.learningRate}.`,
  };
};

const percentOrFigure = (share: number): string =>
  Number.isFinite(share) ? percent(share) : "more than all";

const fallOf = ({ trainLoss, evidence }: History): number =>
  1 - median(late(trainLoss)) / Math.max(evidence.before.loss, trainLoss[0] ?? 0);

export const lossNotFalling: Rule = (history) => {
  const threshold = THRESHOLDS.lossNotFalling.value;
  if (history.trainLoss.length === 0) return undefined;
  const remaining = remainingLoss(history);
  const fall = fallOf(history);
  if (history.status === "diverged" || remaining < THRESHOLDS.learned.value) return undefined;
  if (fall >= threshold && remaining < 1 - threshold) return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    measured: fall,
    threshold,
    cause: `After ${history.trainLoss.length} epochs the training loss is ${percent(remaining)} of that of a prediction that is the same for every row: the network has learned nothing from the inputs.`,
  };
};

export const learningRateTooLow: Rule = (history) => {
  const { evidence, trainLoss, status } = history;
  const { distance, length, start } = evidence.path;
  const moved = distance / start;
  const straight = length > 0 ? distance / length : 1;
  if (status === "diverged" || remainingLoss(history) < THRESHOLDS.learned.value) return undefined;
  if (!(moved < THRESHOLDS.littleMoved.value) || straight < THRESHOLDS.straightness.value || moved === 0)
    return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    measured: moved,
    threshold: THRESHOLDS.littleMoved.value,
    cause: `In ${trainLoss.length} epochs the weights moved by only ${percent(moved)} of their size, straight on (${percent(straight)} of the way is distance): the steps are too small for the way. The learning rate is ${evidence.learningRate}.`,
  };
};

export const slowConvergence: Rule = (history) => {
  const { trainLoss, status } = history;
  const threshold = THRESHOLDS.slowConvergence.value;
  if (status === "diverged" || trainLoss.length < 4) return undefined;
  const end = trainLoss[trainLoss.length - 1];
  const quarter = trainLoss[trainLoss.length - 1 - Math.ceil(trainLoss.length / 4)];
  const measured = 1 - end / quarter;
  if (remainingLoss(history) < THRESHOLDS.learned.value || !(measured >= threshold)) return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: trainLoss.length - Math.ceil(trainLoss.length / 4),
    measured,
    threshold,
    cause: `The loss still fell by ${percent(measured)} in the last quarter of the epochs and is ${percent(remainingLoss(history))} of a constant prediction's: training stopped on the way.`,
  };
};

export const overfitting: Rule = (history) => {
  const { trainLoss, validationLoss, evidence, status } = history;
  if (validationLoss.length < 4 || status === "diverged") return undefined;
  const threshold = THRESHOLDS.overfitting.value;
  const lowest = Math.min(...validationLoss);
  const end = median(late(validationLoss));
  const measured = (end - lowest) / evidence.constantLoss;
  const gap = end - median(late(trainLoss));
  if (!(measured > threshold) || !(gap > threshold * evidence.constantLoss)) return undefined;
  const best = validationLoss.indexOf(lowest) + 1;
  if (median(late(trainLoss)) > trainLoss[best - 1]) return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: best,
    measured,
    threshold,
    cause: `The held-out loss was lowest at epoch ${best} (${figure(lowest)}) and is ${figure(end)} at the end, while the training loss went on falling to ${figure(median(late(trainLoss)))}: the network learns the rows by heart.`,
  };
};
