import type { Activation } from "../functions/activation.ts";
import { linear, sigmoid, softmax } from "../functions/catalogue.ts";
import type { LossName } from "../network/losses.ts";
import type { OptimizerName } from "../network/train.ts";

export type Task = "binary" | "multiclass" | "regression";

interface Output {
  readonly units: number;
  readonly activation: Activation;
  readonly loss: LossName;
}

/** The output layer that a task asks for. */
export const OUTPUTS: Readonly<Record<Task, (classes: number) => Output>> = {
  binary: () => ({ units: 1, activation: sigmoid, loss: "binaryCrossEntropy" }),
  multiclass: (classes) => ({ units: classes, activation: softmax, loss: "softmaxCrossEntropy" }),
  regression: () => ({ units: 1, activation: linear, loss: "meanSquaredError" }),
};

/** Learning rates that suit standardised tables and well-started weights. */
export const TABLE_RATES: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.1,
  momentum: 0.02,
  nesterov: 0.02,
  adam: 0.005,
  adamw: 0.005,
  rmsprop: 0.002,
};

/** Share of right decisions: at 0.5 for two classes, the largest output for several; null for a regression. */
export function accuracyOf(task: Task, outputs: Float32Array, labels: ArrayLike<number>): number | null {
  if (task === "regression") return null;
  const width = outputs.length / labels.length;
  let right = 0;
  for (let r = 0; r < labels.length; r++) {
    const row = outputs.subarray(r * width, (r + 1) * width);
    const decided = task === "binary" ? Number(row[0] >= 0.5) : row.indexOf(Math.max(...row));
    right += Number(decided === labels[r]);
  }
  return right / labels.length;
}
