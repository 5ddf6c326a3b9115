import { x } from "../expression/build.ts";
import { type Addresses, layOut, padded } from "./compile/plan.ts";
import type { DenseLayer } from "./layers.ts";

/** The most that a WebAssembly memory can hold, in bytes. */
export const MOST_MEMORY = 2 ** 32;
const FLOAT_BYTES = 4;

function placesOf(inputs: number, layers: readonly DenseLayer[], batch: number) {
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
  return layOut({ layers: plans, loss: { kind: "softmaxCrossEntropy" }, batch, measured: true });
}

/**
 * Bytes of memory that a network asks for (weights, gradients, two moments, a batch of activations), and each of its
 * rows of data beside; nothing is allocated.
 */
export function memoryNeeded(
  inputs: number,
  layers: readonly DenseLayer[],
  batch: number,
): { readonly network: number; readonly perRow: number } {
  const outputs = layers[layers.length - 1].units;
  const { end } = placesOf(inputs, layers, batch);
  return { network: end, perRow: (padded(inputs) + padded(outputs) + 1) * 4 };
}

/** How many numbers a trainer's state has as moments; nothing is allocated. */
export const stateLength = (inputs: number, layers: readonly DenseLayer[]): number =>
  momentsIn(placesOf(inputs, layers, 1));

/** First and second moments, with what lies between them. */
export const momentsIn = ({
  firstMoments,
  secondMoments,
  valueBytes,
}: Pick<Addresses, "firstMoments" | "secondMoments" | "valueBytes">): number =>
  (secondMoments + valueBytes - firstMoments) / FLOAT_BYTES;
