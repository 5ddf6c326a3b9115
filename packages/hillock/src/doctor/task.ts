import type { Activation } from "../functions/activation.ts";
import { linear, sigmoid, softmax } from "../functions/all.ts";
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

/** The place of the largest of a row's numbers, the first of equal ones; −1 where one is NaN. */
function largestOf(outputs: Float32Array, start: number, width: number): number {
  let [place, largest] = [-1, -Infinity];
  for (let c = 0; c < width; c++) {
    const value = outputs[start + c];
    if (Number.isNaN(value)) return -1;
    if (value > largest || place < 0) [place, largest] = [c, value];
  }
  return place;
}

/** Share of right decisions: at 0.5 for two classes, the largest output for several; null for a regression. */
export function accuracyOf(task: Task, outputs: Float32Array, labels: ArrayLike<number>): number | null {
  if (task === "regression") return null;
  const width = outputs.length / labels.length;
  let right = 0;
  for (let r = 0; r < labels.length; r++) {
    const decided =
      task === "binary" ? Number(outputs[r * width] >= 0.5) : largestOf(outputs, r * width, width);
    right += Number(decided === labels[r]);
  }
  return right / labels.length;
}

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
