import { checkArray, checkArrays } from "../kernels/check.ts";
import { checkApart, checkLabels, rowsOf } from "../kernels/rows/check.ts";
import { crossEntropyOfRows } from "../kernels/rows/losses.ts";
import type { DescribedLoss } from "./activation.ts";
import { givenAs, type Reduction, scaleOf } from "./reduction.ts";

export interface CrossEntropyOptions {
  /** Classes: elements of a row. */
  readonly columns: number;
  /** Of the loss and the gradient over rows; "mean" unless given. */
  readonly reduction?: Reduction;
  /** Whether the probabilities are wanted beside the gradient; true unless given. Without them there is less to write. */
  readonly probabilities?: boolean;
  /** Arrays to write to instead of new ones, rows × columns. Either may be `logits`. */
  readonly out?: { readonly probabilities?: Float32Array; readonly gradient?: Float32Array };
}

export interface CrossEntropyGradient {
  /** Summed in float64. */
  readonly loss: number;
  /** ∂loss/∂logits, rows × columns: S − Y, divided by the rows where the reduction is "mean". */
  readonly gradient: Float32Array;
}

export interface CrossEntropy extends CrossEntropyGradient {
  /** rows × columns */
  readonly probabilities: Float32Array;
}

/**
 * L = −Σ y log softmax(logits), fused with its gradient S − Y: cross-entropy with logits. `logits` is rows × columns; `labels`
 * has the class of each row, 0 to columns − 1; a BigInt64Array, which is what onnxruntime has labels in, is converted. No rows have no loss: 0.
 * @throws HillockError "invalid-shape", "invalid-label" or "invalid-argument", before anything is written.
 */
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number> | BigInt64Array,
  options: CrossEntropyOptions & { readonly probabilities: false },
): CrossEntropyGradient;
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number> | BigInt64Array,
  options: CrossEntropyOptions,
): CrossEntropy;
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number> | BigInt64Array,
  options: CrossEntropyOptions,
): CrossEntropyGradient | CrossEntropy {
  const { columns, reduction = "mean", probabilities: kept = true, ...more } = givenAs("options", options);
  const out = givenAs("out", more.out);
  checkArray("logits", logits);
  const rows = rowsOf("logits", logits.length, columns);
  const scale = scaleOf(reduction, rows);
  const classes = checkLabels(labels, rows, columns);
  const wanted = kept || out.probabilities !== undefined;
  const probabilities = wanted ? (out.probabilities ?? new Float32Array(logits.length)) : undefined;
  const gradient = out.gradient ?? new Float32Array(logits.length);
  checkArrays({ logits }, gradient, "out.gradient");
  if (probabilities !== undefined) {
    checkArrays({ logits }, probabilities, "out.probabilities");
    checkApart("out.gradient", gradient, "out.probabilities", probabilities);
  }
  const loss = crossEntropyOfRows(logits, classes, columns, scale, { probabilities, gradient }) * scale;
  return probabilities === undefined ? { loss, gradient } : { loss, probabilities, gradient };
}

export const crossEntropyCard: DescribedLoss = {
  kind: "loss",
  name: "softmaxCrossEntropy",
  title: "Cross-entropy with logits",
  equation: "L = -\\sum_i y_i \\ln \\frac{e^{x_i}}{\\sum_j e^{x_j}}",
  text: { value: "−Σᵢ yᵢ ln softmax(x)ᵢ", derivative: "softmax(x) − y" },
  range: [0, Infinity],
  rangeClosed: [false, false],
  derivativeRange: [-1, 1],
  derivativeRangeClosed: [false, false],
  kinkConvention: "It is smooth: there are no kinks.",
  known: {
    pytorch: "CrossEntropyLoss",
    keras: "SparseCategoricalCrossentropy(from_logits=True)",
    onnx: "SoftmaxCrossEntropyLoss",
  },
  uses: "The loss of a classifier with several classes, of which each example has one.",
  limitations: [
    "A label that is wrong costs without bound.",
    "Classes that do not exclude each other want a binary cross-entropy each.",
  ],
  source: "Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
};
