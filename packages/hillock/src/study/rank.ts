import { verdict } from "../doctor/verdict.ts";
import type { HeldOut } from "./held-out.ts";
import type { Estimate, Ranked, Run } from "./results.ts";
import { estimate } from "./statistics.ts";

/** A training that ended well, and what its held-out rows say without it. */
interface Finished {
  readonly loss: number;
  readonly accuracy: number | null;
  readonly held: HeldOut | undefined;
}

/** What the trainings of one function show; those that failed are told beside. */
function judge(name: string, own: readonly Run[], heldOf: (seed: number) => HeldOut | undefined): string {
  const trained = own.filter((run) => run.status !== "failed");
  const failed = own.filter((run) => run.status === "failed");
  const shown = trained.map((run) => {
    const held = heldOf(run.seed);
    const measured = {
      ...run,
      status: run.status === "diverged" ? ("diverged" as const) : ("finished" as const),
      trainLoss: run.curves.trainLoss.map((loss) => loss ?? Number.NaN),
    };
    return held && run.validationLoss !== null
      ? { ...measured, heldOut: { loss: run.validationLoss, constantLoss: held.constantLoss } }
      : measured;
  });
  const sentences = [
    ...(trained.length > 0 ? [verdict(name, shown)] : []),
    ...(failed.length > 0
      ? [
          `${name}: ${failed.length} of ${own.length} trainings failed: ${failed[0].error ?? "no reason given"}`,
        ]
      : []),
  ];
  return sentences.join(" ");
}

const estimateOf = (values: readonly number[]): Estimate | null =>
  values.length > 0 ? estimate(values) : null;

const isRegression = ({ held }: Finished): boolean => held !== undefined && held.variance > 0;

/** How well held-out rows are predicted: losses as they were trained, and in figures that a reader knows. */
function scores(finished: readonly Finished[]) {
  const numbers = finished.filter(isRegression);
  const gains = finished.flatMap(({ loss, held }) => (held ? [held.constantLoss - loss] : []));
  return {
    validationLoss: estimateOf(finished.map(({ loss }) => loss)),
    validationAccuracy: estimateOf(finished.flatMap(({ accuracy }) => accuracy ?? [])),
    explainedVariance: estimateOf(numbers.map(({ loss, held }) => 1 - loss / (held?.variance ?? Number.NaN))),
    rootMeanSquareError: estimateOf(numbers.map(({ loss, held }) => Math.sqrt(loss) * (held?.unit ?? 1))),
    betterThanConstant: gains.length > 0 ? gains.reduce((a, b) => a + b, 0) > 0 : null,
  };
}

/** The functions from the best to the worst. @param heldOf what is held out with a seed */
export function rank(
  names: readonly string[],
  runs: readonly Run[],
  heldOf: (seed: number) => HeldOut | undefined,
): Ranked[] {
  const entries = names.map((activation) => {
    const own = runs.filter((run) => run.activation === activation);
    const finished = own.flatMap((run) =>
      run.status === "finished" && run.validationLoss !== null
        ? [{ loss: run.validationLoss, accuracy: run.validationAccuracy, held: heldOf(run.seed) }]
        : [],
    );
    return {
      activation,
      failed: own.length - finished.length,
      ...scores(finished),
      verdict: judge(activation, own, heldOf),
    };
  });
  // a function that fails for some seeds stands behind every one that does not
  entries.sort(
    (a, b) =>
      a.failed - b.failed || (a.validationLoss?.mean ?? Infinity) - (b.validationLoss?.mean ?? Infinity),
  );
  const best = entries[0].validationLoss;
  // one run each has no spread: nothing can be told apart
  const single = runs.length === names.length;
  return entries.map(({ failed, ...entry }) => ({
    ...entry,
    tiedWithBest:
      best !== null &&
      entry.validationLoss !== null &&
      failed === 0 &&
      (entry.validationLoss.low <= best.high || single),
  }));
}
