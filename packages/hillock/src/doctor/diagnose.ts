import { HillockError } from "../errors.ts";
import type { History } from "../network/train.ts";
import { describe } from "./change.ts";
import { FINDINGS, type Finding, type FindingName, type Rule } from "./finding.ts";
import { divergence, explodingGradient, vanishingGradient } from "./findings/gradients.ts";
import { learningRateTooHigh, learningRateTooLow, lossNotFalling, overfitting } from "./findings/progress.ts";
import { slowConvergence } from "./findings/slow-convergence.ts";
import { poorInitialisation, unscaledInput, wrongOutputFunction } from "./findings/start.ts";
import { dyingRelu, linearCollapse, notZeroCentred, saturation, symmetricUnits } from "./findings/units.ts";
import { changesFor } from "./prescribe.ts";

const RULES = {
  wrongOutputFunction,
  unscaledInput,
  symmetricUnits,
  poorInitialisation,
  divergence,
  explodingGradient,
  learningRateTooHigh,
  dyingRelu,
  saturation,
  vanishingGradient,
  linearCollapse,
  notZeroCentred,
  lossNotFalling,
  learningRateTooLow,
  slowConvergence,
  overfitting,
} satisfies Record<FindingName, Rule>;

/** What curves tell comes before what units tell: that costs more. */
const CHEAPEST_FIRST = [...FINDINGS].reverse();

/** Whether nothing is wrong: as `diagnose`, and cheaper. */
export const isHealthy = (history: History): boolean =>
  CHEAPEST_FIRST.every((name) => RULES[name](history) === undefined);

/**
 * What is wrong with a training, causes before effects; empty where it is healthy.
 * @throws HillockError "invalid-argument" where the network was made without measurements.
 */
export function diagnose(history: History): Finding[] {
  if (history.trainLoss.length > 0 && history.layers.every(({ deadShare }) => deadShare.length === 0))
    throw new HillockError(
      "invalid-argument",
      "The network was made with measurements: false, so there is nothing to diagnose; leave that out.",
    );
  return FINDINGS.flatMap((name) => {
    const symptom = RULES[name](history);
    if (!symptom) return [];
    const changes = changesFor(name, symptom, history);
    return [{ name, ...symptom, prescription: describe(changes[0]), changes }];
  });
}
