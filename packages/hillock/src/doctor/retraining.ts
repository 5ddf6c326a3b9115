import { diagnose, isHealthy } from "./diagnose.ts";
import { AT_THE_END, type FindingName } from "./finding.ts";
import { type CaseData, type Outcome, type Regimen, type RunOptions, scoresAfterEpochs } from "./regimen.ts";

/** Epochs of a training that may end, once nothing is found, from `from` on. */
export interface Span {
  readonly from: number;
  readonly most: number;
}

/**
 * How long to train where another number of epochs is prescribed: a training of N epochs is how each longer one starts,
 * so one training tries all numbers up to its own.
 */
export function spanAround(to: number, { epochs }: Regimen, affordable: number): Span {
  if (to > epochs) return { from: 2 * epochs, most: affordable };
  return { from: Math.ceil(to / 2), most: Math.min(Math.ceil(2.5 * to), epochs - 1, affordable) };
}

/** Weight decay makes networks learn in fewer epochs, too: any number from a sixth on. */
export const spanWithin = ({ epochs }: Regimen, affordable: number): Span => ({
  from: Math.ceil(epochs / 6),
  most: Math.min(epochs, affordable),
});

type Enough = NonNullable<RunOptions["enough"]>;

/** Looks, in a training that is longer or shorter than the first, so many times in as many epochs as the span starts with. */
const LOOKS = 8;

/** Ends a training as soon as, at two looks, nothing is found and the score is no lower than the first training's. */
export function whenHealthy(first: Outcome, data: CaseData, { from }: Span): Enough {
  const every = Math.max(1, Math.floor(from / LOOKS));
  let healthy = 0;
  return (epoch, history) => {
    if (epoch < from || epoch % every !== 0) return false;
    const score = scoresAfterEpochs(first.regimen, history, data.validation).at(-1) ?? first.score;
    healthy = score >= first.score && isHealthy(history) ? healthy + 1 : 0;
    return healthy === 2;
  };
}

/** Breaks a training off at its half where a change has neither mended what it was made against nor left less to mend. */
export function whenHopeless(against: FindingName, { epochs }: Regimen, findings: number): Enough {
  const half = Math.ceil(epochs / 2);
  return (epoch, history) => {
    if (epoch !== half || epoch === epochs || AT_THE_END.includes(against)) return false;
    const own = diagnose(history);
    return own.length >= findings && own.some(({ name }) => name === against);
  };
}
