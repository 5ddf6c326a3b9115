import type { History } from "../../network/train.ts";
import {
  early,
  figure,
  late,
  lowerMedian,
  type Rule,
  remainingLoss,
  type Symptom,
  shareOf,
  sinceWhen,
  yardstick,
} from "../finding.ts";
import { THRESHOLDS } from "../thresholds.ts";

/** First over last hidden layer's gradient, epoch by epoch; empty with fewer than two hidden layers. */
function gradientRatios({ layers }: History): number[] {
  const hidden = layers.length - 1;
  if (hidden < 2) return [];
  const last = layers[hidden - 1].gradientNorm;
  return layers[0].gradientNorm.map((first, epoch) => first / last[epoch]);
}

/** Where a gradient shrinks or grows: geometric means over the hidden layers of what weights and slopes do to it. */
export function shares({ evidence }: History): { readonly weights: number; readonly slope: number } {
  const hidden = evidence.before.layers.slice(0, -2);
  const mean = (read: (layer: (typeof hidden)[number]) => number): number =>
    Math.exp(
      hidden.reduce((sum, layer) => sum + Math.log(Math.max(1e-30, read(layer))), 0) /
        Math.max(1, hidden.length),
    );
  return { weights: mean((l) => l.throughWeights), slope: mean((l) => l.throughSlope) };
}

const decomposition = (history: History): string => {
  const { weights, slope } = shares(history);
  return `on its way through a layer a gradient is multiplied by about ${figure(weights * slope)} before training: ${figure(weights)} by the weights and ${figure(slope)} by the function's slope`;
};

export const vanishingGradient: Rule = (history): Symptom | undefined => {
  const ratios = gradientRatios(history).filter((ratio) => !Number.isNaN(ratio));
  const threshold = THRESHOLDS.vanishingGradient.value;
  const measured = lowerMedian(early(ratios));
  const start = startRatio(history);
  const smallest = ratios.length === 0 ? start : Math.min(measured, Number.isNaN(start) ? Infinity : start);
  if (!(smallest < threshold)) return undefined;
  // where training mends it at once it was little; from a thousandth on it costs its epochs
  if (!(measured < THRESHOLDS.vanishingEarly.value) && !(start < THRESHOLDS.vanishingStart.value))
    return undefined;
  const epoch = ratios.findIndex((ratio) => ratio < threshold);
  return {
    layer: 0,
    units: null,
    sinceEpoch: start < threshold ? 0 : epoch + 1,
    measured: smallest,
    threshold,
    cause: `The first layer's gradient is ${times(smallest)} the last hidden layer's: ${decomposition(history)}.`,
  };
};

const times = (ratio: number): string =>
  ratio === 0
    ? "0 times"
    : ratio < 1e-6
      ? `${ratio.toExponential(0)} times`
      : ratio < 1
        ? `1/${figure(1 / ratio)} of`
        : `${figure(ratio)} times`;

function startRatio({ evidence }: History): number {
  const layers = evidence.before.layers;
  if (layers.length < 3) return Number.NaN;
  return layers[0].gradientSize / layers[layers.length - 2].gradientSize;
}

export const explodingGradient: Rule = (history): Symptom | undefined => {
  const ratios = gradientRatios(history);
  const threshold = THRESHOLDS.explodingGradient.value;
  const start = startRatio(history);
  // gradients of a network that has learned are next to nothing: their ratios tell nothing
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const windows = [start, lowerMedian(early(ratios)), learned ? 0 : lowerMedian(late(ratios))];
  const measured = Math.max(0, ...windows.filter((ratio) => !Number.isNaN(ratio)));
  const atStart = THRESHOLDS.explodingStart.value;
  if (!(measured > threshold || start > atStart)) return undefined;
  const epoch = ratios.findIndex((ratio) => ratio > threshold);
  return {
    layer: 0,
    units: null,
    sinceEpoch: start > atStart ? 0 : Math.max(1, epoch + 1),
    measured,
    threshold: measured > threshold ? threshold : atStart,
    cause: `The first layer's gradient is ${times(measured)} the last hidden layer's: ${decomposition(history)}.`,
  };
};

export const divergence: Rule = (history): Symptom | undefined => {
  const { status, trainLoss, evidence } = history;
  const by = yardstick(history);
  const threshold = THRESHOLDS.divergence.value;
  const last = trainLoss.at(-1) ?? evidence.before.loss;
  const end = trainLoss.length > 0 ? lowerMedian(late(trainLoss)) : last;
  const measured = shareOf(status === "diverged" ? last : end, by);
  // a loss that was as large before the first step has not diverged
  const risen = end > evidence.before.loss * THRESHOLDS.lossRisen.value;
  if (status !== "diverged" && !(measured > threshold && risen)) return undefined;
  const limit = threshold * by.loss;
  const epoch = sinceWhen(trainLoss, (loss) => !(loss <= limit));
  const what = Number.isFinite(last)
    ? `The loss is ${figure(end)}, ${figure(measured)} times that of ${by.of}`
    : `The loss is no longer a number since epoch ${Math.min(epoch, trainLoss.length)}`;
  return {
    layer: null,
    units: null,
    sinceEpoch: Math.min(epoch, trainLoss.length),
    measured,
    threshold,
    cause: `${what}: each step overshoots, and the next gradient is larger.`,
  };
};
