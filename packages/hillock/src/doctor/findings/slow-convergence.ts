import type { History } from "../../network/train.ts";
import {
  figure,
  late,
  lowerMedian,
  minimum,
  nearlyAll,
  percent,
  type Rule,
  type Symptom,
  shareOf,
  type Trend,
  trendOf,
  yardstick,
} from "../finding.ts";
import { usualSteps } from "../rate.ts";
import { THRESHOLDS } from "../thresholds.ts";
import { endLoss, fallOf } from "./fall.ts";

const last = (losses: readonly number[]): number => losses[losses.length - 1];

interface Course {
  readonly history: History;
  readonly held: readonly number[];
  /** Of both losses at the end, their mean over the yardstick's. */
  readonly remaining: number;
  readonly training: Trend;
  readonly other: Trend;
  /** Training over held-out loss at the end: 1 where nothing is known by heart. */
  readonly alike: number;
}

/** What the loss would fall by in a training four times as long, if each doubling brought what the last one did. */
const gainOf = ({ training, history }: Course): number =>
  shareOf(training.end, yardstick(history)) * (1 - (1 - Math.max(0, training.fall)) ** 2);

interface Sign {
  readonly measured: number;
  readonly threshold: number;
  readonly what: string;
}

const fellBy = (loss: string, { fall }: Trend): string =>
  `the ${loss} loss still fell by ${percent(fall)} in the last half of the epochs`;

/** A short way, of which nobody has to show that it leads on: the loss falls, and it is no learning by heart. */
function stoppedShort(course: Course): Sign | undefined {
  const { history, training, other, alike, remaining } = course;
  // a held-out loss that surely rises: training on does harm
  if (other.steadiness < -THRESHOLDS.surely.value * other.chance) return undefined;
  const way = usualSteps(history);
  const threshold = THRESHOLDS.shortTraining.value;
  if (!(way < threshold && alike >= THRESHOLDS.alike.value)) return undefined;
  if (!(training.steadiness >= THRESHOLDS.steadinessShort.value)) return undefined;
  const squared = history.evidence.loss === "meanSquaredError";
  const gains = squared && gainOf(course) >= THRESHOLDS.gain.value;
  if (!(remaining >= nearlyAll(history) || gains)) return undefined;
  return {
    measured: way,
    threshold,
    what: `${fellBy("training", training)}, and the way was that of ${figure(way)} steps of the usual size only`,
  };
}

/** A long way of which weights and losses show that it leads on. */
function stillFalling(course: Course): Sign | undefined {
  const { history, held, remaining, training, other, alike } = course;
  const little = nearlyAll(history);
  if (remaining < little || history.trainLoss.length < 4) return undefined;
  const least = THRESHOLDS.slowConvergence.value;
  const much = remaining >= THRESHOLDS.muchLeft.value * little;
  // where the held-out loss does not fall, rows are learned by heart, and it helps nobody to go on
  const lowestHeld = minimum(held);
  const lowest =
    last(held) <= (1 + THRESHOLDS.atLowest.value) * lowestHeld || late(held).includes(lowestHeld);
  const fallsToo = other.fall >= least || (training.fall >= THRESHOLDS.steep.value && lowest);
  const helps = remaining >= THRESHOLDS.learned.value || (fallsToo && alike >= THRESHOLDS.alike.value);
  const sameWay = THRESHOLDS[much ? "sameWay" : "sameWayNearEnd"].value;
  if (helps && lowerMedian(late(history.evidence.path.cosine)) >= sameWay)
    return { measured: training.fall, threshold: least, what: fellBy("training", training) };
  const steady =
    other.fall >= THRESHOLDS.steadyFall.value &&
    other.steadiness >= THRESHOLDS.steadiness.value &&
    training.steadiness >= THRESHOLDS.steadinessTraining.value;
  return much && steady
    ? { measured: other.fall, threshold: THRESHOLDS.steadyFall.value, what: fellBy("held-out", other) }
    : undefined;
}

/** A single epoch has no trend: what its start and its end tell, where the way between was short. */
function afterOneEpoch(history: History): Symptom | undefined {
  const fall = fallOf(history);
  const by = yardstick(history);
  const remaining = shareOf(endLoss(history), by);
  const way = usualSteps(history);
  const threshold = THRESHOLDS.shortTraining.value;
  if (!(fall >= THRESHOLDS.slowConvergence.value && remaining >= nearlyAll(history) && way < threshold))
    return undefined;
  return {
    layer: null,
    units: null,
    sinceEpoch: 0,
    measured: way,
    threshold,
    cause: `In its only epoch the loss fell by ${percent(fall)}, the way was that of ${figure(way)} steps of the usual size only, and the loss is ${percent(remaining)} of ${by.of}'s: training stopped on the way.`,
  };
}

/** Whether held-out decisions are as good as all right: no loss matters any more. */
const allRight = ({ validationAccuracy }: History): boolean =>
  Math.min(lowerMedian(late(validationAccuracy)), last(validationAccuracy)) >= THRESHOLDS.allRight.value;

export const slowConvergence: Rule = (history) => {
  const { trainLoss, validationLoss, status } = history;
  if (status === "diverged" || trainLoss.length === 0 || allRight(history)) return undefined;
  if (trainLoss.length === 1) return afterOneEpoch(history);
  const held = validationLoss.length > 0 ? validationLoss : trainLoss;
  const by = yardstick(history);
  const remaining = shareOf((last(trainLoss) + last(held)) / 2, by);
  if (last(trainLoss) < THRESHOLDS.nothingLeft.value * nearlyAll(history) * by.loss) return undefined;
  const [training, other] = [trendOf(trainLoss), trendOf(held)];
  const least =
    remaining < THRESHOLDS.asConstant.value ? THRESHOLDS.slowConvergence.value : THRESHOLDS.underWay.value;
  if (!(training.fall >= least)) return undefined;
  const course = { history, held, remaining, training, other, alike: training.end / other.end };
  const sign = stoppedShort(course) ?? stillFalling(course);
  return (
    sign && {
      layer: null,
      units: null,
      sinceEpoch: trainLoss.length - Math.ceil(trainLoss.length / 2),
      measured: sign.measured,
      threshold: sign.threshold,
      cause: `${sign.what[0].toUpperCase()}${sign.what.slice(1)}, and the loss is ${percent(remaining)} of ${by.of}'s: training stopped on the way.`,
    }
  );
};
