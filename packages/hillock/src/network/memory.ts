import { x } from "../expression/build.ts";
import { layOut, padded } from "./compile/plan.ts";
import type { DenseLayer } from "./layers.ts";

/** The most that a WebAssembly memory can hold, in bytes. */
export const MOST_MEMORY = 2 ** 32;

/**
 * Bytes of memory that a network asks for (weights, gradients, two moments, a batch of activations), and each of its
 * rows of data beside; nothing is allocated.
 */
export function memoryNeeded(
  inputs: number,
  layers: readonly DenseLayer[],
  batch: number,
): { readonly network: number; readonly perRow: number } {
  const plans = layers.map(({ units, activation }, i) => ({
    inputs: i === 0 ? inputs : layers[i - 1].units,
    units,
    formula: x,
    slope: x,
    slopeOfOutput: null,
    learnable: activation.kind === "row" ? [] : activation.learnable,
    draws: [],
    saturatedBelow: -Infinity,
    saturatedAbove: Infinity,
  }));
  const outputs = layers[layers.length - 1].units;
  const { end } = layOut({ layers: plans, loss: { kind: "softmaxCrossEntropy" }, batch, measured: true });
  return { network: end, perRow: (padded(inputs) + padded(outputs) + 1) * 4 };
}
