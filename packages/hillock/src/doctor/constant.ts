import type { History } from "../network/train.ts";
import type { Task } from "./task.ts";
import { THRESHOLDS } from "./thresholds.ts";

function commonest(labels: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let r = 0; r < labels.length; r++) counts.set(labels[r], (counts.get(labels[r]) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];
}

/** What the training rows' commonest class scores on the held-out rows; the explained variance is 0 for their own mean. */
export function constantScoreOf(task: Task, train: ArrayLike<number>, held: ArrayLike<number>): number {
  if (task === "regression") return 0;
  const decision = commonest(train);
  let right = 0;
  for (let r = 0; r < held.length; r++) right += Number(held[r] === decision);
  return right / held.length;
}

interface Scored {
  readonly score: number;
  readonly constantScore: number;
  readonly history: History;
  readonly regimen: { readonly task: Task };
}

/** Whether a network tells more of the held-out rows than a prediction that is the same for every row, by more than chance. */
export function beatsConstant({ score, constantScore, history, regimen }: Scored): boolean {
  const { evidence, validationLoss } = history;
  if (regimen.task === "regression") return score - constantScore > THRESHOLDS.aboveConstant.value;
  const deviation = Math.sqrt((constantScore * (1 - constantScore)) / Math.max(1, evidence.heldOutRows));
  // a rare class may never be decided for, and yet be told apart
  const end = validationLoss.at(-1) ?? Number.NaN;
  const lower = end < (1 - THRESHOLDS.aboveConstant.value) * evidence.constantLoss;
  return lower || score > constantScore + THRESHOLDS.aboveConstantDeviations.value * deviation;
}
