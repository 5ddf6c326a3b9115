import { padded } from "./compile/plan.ts";
import type { Network } from "./network.ts";

/** Decisions that each row asks for: one among classes, or one for each output; none where the loss is a squared error. */
export function decisionsPerRow({ loss, outputs }: Network): number {
  if (loss === "meanSquaredError") return 0;
  return loss === "binaryCrossEntropy" ? outputs : 1;
}

/** Of the batch that was measured last: the largest output for classes, each output from 0.5 on or below for others. */
export function rightDecisions({ engine: { memory, places }, outputs, loss }: Network, rows: number): number {
  const stride = padded(outputs);
  const last = places.layers[places.layers.length - 1];
  const given = new Float32Array(memory.buffer, last.activation, rows * stride);
  let right = 0;
  if (loss === "softmaxCrossEntropy") {
    const labels = new Int32Array(memory.buffer, places.targets, rows);
    for (let r = 0; r < rows; r++) {
      let largest = r * stride;
      for (let i = largest + 1; i < r * stride + outputs; i++) if (given[i] > given[largest]) largest = i;
      if (largest === r * stride + labels[r]) right++;
    }
    return right;
  }
  const targets = new Float32Array(memory.buffer, places.targets, rows * stride);
  for (let r = 0; r < rows; r++)
    for (let i = r * stride; i < r * stride + outputs; i++)
      if (given[i] >= 0.5 === targets[i] >= 0.5) right++;
  return right;
}
