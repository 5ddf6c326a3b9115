import { FINDINGS, type FindingName } from "hillock";
import type { Examined, Treated } from "./examine-case.ts";

/** What some cases show together. */
export interface Figures {
  readonly cases: number;
  readonly healthy: number;
  readonly falseAlarms: number;
  readonly detected: ReadonlyMap<FindingName, Share>;
  /** Findings that a recipe or a healthy network rules out, of all that it does. */
  readonly wrong: Share;
  readonly balancedAccuracy: number;
  readonly repaired: Share;
  /** The same where the healthy twin scores no less on the held-out rows: elsewhere there is nothing to win back. */
  readonly repairedBelowTwin: Share;
  readonly randomlyRepaired: Share;
  /** Scores on rows that nobody saw, over all sick cases. */
  readonly before: number;
  readonly after: number;
  readonly afterRandom: number;
  readonly twin: number;
  /** Over the cases that lack 40 points or more. */
  readonly medianGain: number;
  readonly lacking: number;
  /** Accepted repairs that score less than before: on the held-out rows, and on rows that nobody saw. */
  readonly lowered: Share;
  readonly loweredUnseen: Share;
  readonly mostLowered: number;
  /** Repair over the training as asked for. */
  readonly cost: { readonly median: number; readonly within: Share; readonly total: number };
}

export interface Share {
  readonly of: number;
  readonly count: number;
}
export const rate = ({ of, count }: Share): number => (of === 0 ? Number.NaN : count / of);

const LACKING = 0.4;
const AFFORDABLE = 2;

export const names = ({ found }: Examined): FindingName[] => found.map(({ name }) => name);
export const isHit = (each: Examined): boolean =>
  each.ticket.finding === null ? each.found.length === 0 : names(each).includes(each.ticket.finding);
/** Nothing is found any more, and the rows that it was chosen by are predicted no worse. */
export const isRepaired = ({ score }: Examined, treated: Treated | null): boolean =>
  treated !== null && treated.left.length === 0 && treated.score >= score;
const ruledOut = ({ ticket, may }: Examined): FindingName[] =>
  FINDINGS.filter((name) => name !== ticket.finding && !may.includes(name));
export const violations = (each: Examined): FindingName[] =>
  ruledOut(each).filter((name) => names(each).includes(name));

/** A score in points: accuracy, or the share of the variance explained, which has no lower bound and counts from 0. */
const points = (score: number): number => Math.max(0, Number.isFinite(score) ? score : 0);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
const median = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : [...values].sort((a, b) => a - b)[values.length >> 1];
const share = <T>(all: readonly T[], test: (each: T) => boolean): Share => ({
  of: all.length,
  count: all.filter(test).length,
});

export function figuresOf(results: readonly Examined[]): Figures {
  const fit = results.filter(({ unfit }) => unfit === null);
  const sick = fit.filter(({ ticket }) => ticket.finding !== null);
  const healthy = fit.filter(({ ticket }) => ticket.finding === null);
  const detected = new Map(
    FINDINGS.map((name) => [
      name,
      share(
        sick.filter(({ ticket }) => ticket.finding === name),
        isHit,
      ),
    ]),
  );
  const balanced = FINDINGS.map((name) => {
    const without = fit.filter((each) => ruledOut(each).includes(name));
    const specificity = 1 - rate(share(without, (each) => names(each).includes(name)));
    return (rate(detected.get(name) ?? { of: 0, count: 0 }) + specificity) / 2;
  });
  const end = (each: Examined, treated: Treated | null): number =>
    points(treated ? treated.testScore : each.testScore);
  const gains = sick
    .filter((each) => points(each.twinScore) - points(each.testScore) >= LACKING)
    .map((each) => end(each, each.doctor) - points(each.testScore));
  const accepted = sick.flatMap((each) => (each.doctor ? [{ each, doctor: each.doctor }] : []));
  const costs = sick.map(({ repairSeconds, trainSeconds }) => repairSeconds / trainSeconds);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const losses = accepted.map(({ each, doctor }) => points(each.testScore) - points(doctor.testScore));
  return {
    cases: sick.length,
    healthy: healthy.length,
    falseAlarms: healthy.filter((each) => !isHit(each)).length,
    detected,
    wrong: {
      of: sum(fit.map((each) => ruledOut(each).length)),
      count: sum(fit.map((each) => violations(each).length)),
    },
    balancedAccuracy: mean(balanced.filter((each) => !Number.isNaN(each))),
    repaired: share(sick, (each) => isRepaired(each, each.doctor)),
    repairedBelowTwin: share(
      sick.filter(({ score, twinHeldOut }) => !(score > twinHeldOut)),
      (each) => isRepaired(each, each.doctor),
    ),
    randomlyRepaired: share(sick, (each) => isRepaired(each, each.random)),
    before: mean(sick.map((each) => points(each.testScore))),
    after: mean(sick.map((each) => end(each, each.doctor))),
    afterRandom: mean(sick.map((each) => end(each, each.random))),
    twin: mean(sick.map((each) => points(each.twinScore))),
    medianGain: median(gains),
    lacking: gains.length,
    lowered: share(accepted, ({ each, doctor }) => doctor.score < each.score),
    loweredUnseen: share(losses, (loss) => loss > 1e-9),
    mostLowered: losses.reduce((a, b) => Math.max(a, b), 0),
    cost: {
      median: median(costs),
      within: share(costs, (cost) => cost <= AFFORDABLE),
      total: sum(sick.map((each) => each.repairSeconds)) / sum(sick.map((each) => each.trainSeconds)),
    },
  };
}
