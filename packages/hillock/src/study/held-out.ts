import type { Task } from "./results.ts";

/** What the rows that are held out, of one split, say without any network. */
export interface HeldOut {
  /** Of the best constant: the class shares, or the mean, of the training rows. */
  readonly constantLoss: number;
  /** Of a regression's standardised target; 0 for classes. */
  readonly variance: number;
  /** What a standardised target is multiplied by to have its unit again. */
  readonly unit: number;
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** @param train labels, and those of the rows held out: indices of classes, or a standardised target */
export function heldOut(
  task: Task,
  train: ArrayLike<number>,
  validation: ArrayLike<number>,
  unit: number,
): HeldOut {
  const labels = Array.from(validation);
  if (task === "regression") {
    const mean = meanOf(labels);
    return {
      constantLoss: meanOf(labels.map((label) => label ** 2)),
      variance: meanOf(labels.map((label) => (label - mean) ** 2)),
      unit,
    };
  }
  const counts = new Map<number, number>();
  for (const label of Array.from(train)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const surprise = labels.map((label) => -Math.log((counts.get(label) ?? 0) / train.length));
  return { constantLoss: meanOf(surprise), variance: 0, unit: 1 };
}
