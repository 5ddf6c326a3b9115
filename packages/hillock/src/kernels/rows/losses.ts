import {
  BINARY_CHECK,
  BINARY_RUN,
  BINARY_SCRATCH,
  binaryCrossEntropyModule,
  MOST_BINARY,
} from "../../codegen/rows/binary-cross-entropy.ts";
import { crossEntropy } from "../../codegen/rows/cross-entropy.ts";
import { compileElements, compilePowers } from "./run.ts";

const withProbabilities = compilePowers(crossEntropy(true));
const gradientOnly = compilePowers(crossEntropy(false));

/**
 * The sum of the rows' losses; writes the probabilities S, where they are wanted, and (S − Y) · scale. Arrays and labels are
 * checked already.
 */
export function crossEntropyOfRows(
  logits: Float32Array,
  labels: ArrayLike<number>,
  columns: number,
  scale: number,
  out: { readonly probabilities: Float32Array | undefined; readonly gradient: Float32Array },
): number {
  const { probabilities, gradient } = out;
  const written = probabilities === undefined ? [gradient] : [probabilities, gradient];
  return (probabilities === undefined ? gradientOnly : withProbabilities)({
    rows: labels.length,
    columns,
    buffers: [
      { data: logits, perRow: columns, use: "read" },
      ...written.map((data) => ({ data, perRow: columns, use: "write" as const })),
    ],
    labels,
    parameters: [scale],
  });
}

const binary = compileElements(binaryCrossEntropyModule, {
  block: Math.min(4096, MOST_BINARY),
  scratch: () => [BINARY_SCRATCH],
});
const checkLabels = binary(BINARY_CHECK);
const runBinary = binary(BINARY_RUN);

/** Whether every label is from 0 to 1. */
export const areProbabilities = (labels: Float32Array): boolean =>
  checkLabels({ rows: labels.length, columns: 1, buffers: [{ data: labels, perRow: 1, use: "read" }] }) === 0;

/** The sum of the elements' losses; writes (σ(logits) − labels) · scale. Arrays and labels are checked already. */
export const binaryCrossEntropyOf = (
  logits: Float32Array,
  labels: Float32Array,
  scale: number,
  gradient: Float32Array,
): number =>
  runBinary({
    rows: logits.length,
    columns: 1,
    buffers: [
      { data: logits, perRow: 1, use: "read" },
      { data: labels, perRow: 1, use: "read" },
      { data: gradient, perRow: 1, use: "write" },
    ],
    parameters: [scale],
  });
