import type { History } from "../network/train.ts";
import type { Change } from "./change.ts";
import { THRESHOLDS } from "./thresholds.ts";

export const FINDINGS = [
  "wrongOutputFunction",
  "unscaledInput",
  "symmetricUnits",
  "poorInitialisation",
  "divergence",
  "explodingGradient",
  "learningRateTooHigh",
  "dyingRelu",
  "saturation",
  "vanishingGradient",
  "linearCollapse",
  "notZeroCentred",
  "lossNotFalling",
  "learningRateTooLow",
  "slowConvergence",
  "overfitting",
] as const;

/** What can be wrong with a training; causes stand before their usual effects. */
export type FindingName = (typeof FINDINGS)[number];

/** Findings that only the end of a training can tell. */
export const AT_THE_END: readonly FindingName[] = ["slowConvergence", "learningRateTooLow", "lossNotFalling"];

/** One thing that is wrong, with its evidence. */
export interface Finding {
  readonly name: FindingName;
  /** The layer, counted from 0; null where it is not of one layer. */
  readonly layer: number | null;
  /** All layers that it holds for, where it holds for some; `layer` is the worst of them. */
  readonly layers?: readonly number[];
  /** The units concerned, or the input columns of `unscaledInput`; null where it is not of single ones. */
  readonly units: readonly number[] | null;
  /** The epoch from which on it was seen, counted from 1; 0 is before training. */
  readonly sinceEpoch: number;
  /** The measured figure, and the threshold that it passed. */
  readonly measured: number;
  readonly threshold: number;
  /** Plain words, with the figures. */
  readonly cause: string;
  /** The smallest change that should mend it, in plain words. */
  readonly prescription: string;
  /** The changes that may mend it, the cheapest first. */
  readonly changes: readonly Change[];
}

/** What a rule finds; the prescription is added from the functions' properties. */
export type Symptom = Omit<Finding, "prescription" | "changes" | "name">;
export type Rule = (history: History) => Symptom | undefined;

/** How many more layers a finding is of. */
export const otherLayers = (count: number): string =>
  count === 1 ? "1 other layer" : `${count} other layers`;
export const percent = (share: number): string =>
  share > 0.99 && share < 1 ? "more than 99 %" : `${Math.round(100 * share)} %`;
export const figure = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(2))) : x > 0 ? "infinite" : "not a number";
export const lowerMedian = (values: readonly number[]): number => {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor((sorted.length - 1) / 2)];
};
/** Curves are as long as a training: too long for the arguments of one call. */
export const minimum = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
export const maximum = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
/** The first and the last quarter of the epochs, at least one of them. */
export const early = <T>(values: readonly T[]): readonly T[] =>
  values.slice(0, Math.max(1, Math.ceil(values.length / 4)));
export const late = <T>(values: readonly T[]): readonly T[] =>
  values.slice(-Math.max(1, Math.ceil(values.length / 4)));
/** The epoch, from 1, from which on all values pass; one after the last where the last does not. */
export function sinceWhen<T>(values: readonly T[], passes: (value: T) => boolean): number {
  let epoch = values.length;
  while (epoch > 0 && passes(values[epoch - 1])) epoch--;
  return epoch + 1;
}
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** How much lower a loss was in the last quarter of the epochs than in the one before, as a share of that. */
export function recentFall(losses: readonly number[]): number {
  const quarter = Math.ceil(losses.length / 4);
  return 1 - mean(losses.slice(-quarter)) / mean(losses.slice(-2 * quarter, -quarter));
}

/** Numbers that a trend is read from, at most: longer curves are averaged to so many. */
const TREND_POINTS = 64;

/** Means of so many stretches of equal length, at most. */
function coarse(values: readonly number[], count: number): number[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, i) =>
    mean(
      values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count)),
    ),
  );
}

export interface Trend {
  /** Of the loss from the first to the last of these epochs, as a share, by a straight line through its logarithms. */
  readonly fall: number;
  /** Kendall's τ of loss and time, turned about: 1 where each epoch is lower than all before, 0 for noise. */
  readonly steadiness: number;
  /** Standard deviation of that for noise of so many epochs. */
  readonly chance: number;
  /** The loss at the end, by that line. */
  readonly end: number;
}

/** How a loss went over the last half of the epochs, at least four of them. */
export function trendOf(losses: readonly number[]): Trend {
  const values = coarse(losses.slice(-Math.max(4, Math.ceil(losses.length / 2))), TREND_POINTS).map(Math.log);
  const n = values.length;
  const middle = mean(values);
  let [along, spread, falls] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = i - (n - 1) / 2;
    along += x * (values[i] - middle);
    spread += x * x;
    for (let j = i + 1; j < n; j++) falls += Math.sign(values[i] - values[j]);
  }
  const rise = ((n - 1) * along) / spread;
  return {
    fall: 1 - Math.exp(rise),
    steadiness: falls / ((n * (n - 1)) / 2),
    chance: Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1))),
    end: Math.exp(middle + rise / 2),
  };
}

/** The loss over the yardstick's, below which there is little left to learn. */
export const nearlyAll = ({ evidence }: History): number =>
  THRESHOLDS[evidence.loss === "meanSquaredError" ? "nearlyAllSquared" : "nearlyAll"].value;

/** What a loss is measured by, and what that is the loss of. */
interface Yardstick {
  readonly loss: number;
  readonly of: "a constant prediction" | "the untrained network";
}

/** Of a constant prediction's squared error, as a share of the targets' own squares: less is rounding. */
const ROUNDING = 1e-12;

/**
 * A constant prediction's loss; where every row has the same target, so that it is 0, as where a network is to learn one row
 * by heart, the loss before the first step.
 */
export function yardstick({ evidence }: Pick<History, "evidence">): Yardstick {
  const { constantLoss, loss, targets } = evidence;
  const size = loss === "meanSquaredError" ? Math.max(...targets.map(Math.abs)) ** 2 : 1;
  return constantLoss > ROUNDING * size
    ? { loss: constantLoss, of: "a constant prediction" }
    : { loss: evidence.before.loss, of: "the untrained network" };
}

/** A loss as a share of the yardstick's. */
export const shareOf = (loss: number, by: Yardstick): number => (loss === 0 ? 0 : loss / by.loss);

/** The loss at the end, steadied over the last quarter, as a share of the yardstick's. */
export const remainingLoss = (history: History): number =>
  shareOf(lowerMedian(late(history.trainLoss)), yardstick(history));
