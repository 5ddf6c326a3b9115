import type { Outcome } from "./regimen.ts";
import { THRESHOLDS } from "./thresholds.ts";

/** Whether a network tells more of the held-out rows than a prediction that is the same for every row, by more than chance. */
export function beatsConstant({ score, constantScore, history, regimen }: Outcome): boolean {
  const { evidence, validationLoss } = history;
  if (regimen.task === "regression") return score - constantScore > THRESHOLDS.aboveConstant.value;
  const deviation = Math.sqrt((constantScore * (1 - constantScore)) / Math.max(1, evidence.heldOutRows));
  // a rare class may never be decided for, and yet be told apart
  const end = validationLoss.at(-1) ?? Number.NaN;
  const lower = end < (1 - THRESHOLDS.aboveConstant.value) * evidence.constantLoss;
  return lower || score > constantScore + THRESHOLDS.aboveConstantDeviations.value * deviation;
}
