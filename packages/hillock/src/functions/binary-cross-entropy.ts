import { HillockError } from "../errors.ts";
import { checkArray, checkArrays } from "../kernels/check.ts";
import { areProbabilities, binaryCrossEntropyOf } from "../kernels/rows/losses.ts";
import type { DescribedLoss } from "./activation.ts";
import { givenAs, type Reduction, scaleOf } from "./reduction.ts";

export interface BinaryCrossEntropyOptions {
  /** Of the loss and the gradient over elements; "mean" unless given. */
  readonly reduction?: Reduction;
  /** An array to write to instead of a new one; it may be `logits`. */
  readonly out?: { readonly gradient?: Float32Array };
}

export interface BinaryCrossEntropy {
  /** Summed in float64. */
  readonly loss: number;
  /** ∂loss/∂logits: σ(logits) − labels, divided by the elements where the reduction is "mean". */
  readonly gradient: Float32Array;
}

/** Fewer are told one by one sooner. */
const MANY_LABELS = 256;

function checkProbabilities(labels: Float32Array): void {
  if (labels.length >= MANY_LABELS && areProbabilities(labels)) return;
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] >= 0 && labels[i] <= 1))
      throw new HillockError(
        "invalid-label",
        `The label of element ${i} is ${labels[i]}; labels are probabilities from 0 to 1.`,
      );
  }
}

/**
 * L = Σ max(x, 0) − x y + ln(1 + e^−|x|), fused with its gradient σ(x) − y: binary cross-entropy with logits. `labels` has a
 * probability, 0 to 1, for each logit.
 * @throws HillockError "invalid-shape", "invalid-label" or "invalid-argument", before anything is written.
 */
export function sigmoidBinaryCrossEntropy(
  logits: Float32Array,
  labels: Float32Array,
  options: BinaryCrossEntropyOptions = {},
): BinaryCrossEntropy {
  const { reduction = "mean", ...more } = givenAs("options", options);
  const out = givenAs("out", more.out);
  checkArray("logits", logits);
  checkArray("labels", labels);
  if (labels.length !== logits.length)
    throw new HillockError(
      "invalid-shape",
      `labels has ${labels.length} elements and logits has ${logits.length}; there is one label for each logit.`,
    );
  const scale = scaleOf(reduction, logits.length);
  checkProbabilities(labels);
  const gradient = out.gradient ?? new Float32Array(logits.length);
  checkArrays({ logits, labels }, gradient, "out.gradient");
  const loss = binaryCrossEntropyOf(logits, labels, scale, gradient) * scale;
  return { loss, gradient };
}

export const binaryCrossEntropyCard: DescribedLoss = {
  kind: "loss",
  name: "sigmoidBinaryCrossEntropy",
  title: "Binary cross-entropy with logits",
  equation: "L = \\max(x, 0) - x\\,y + \\ln(1 + e^{-|x|})",
  text: { value: "max(x, 0) − x y + ln(1 + exp(−|x|))", derivative: "σ(x) − y" },
  range: [0, Infinity],
  rangeClosed: [false, false],
  derivativeRange: [-1, 1],
  derivativeRangeClosed: [false, false],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "BCEWithLogitsLoss", keras: "BinaryCrossentropy(from_logits=True)" },
  uses: "The loss of a yes or no, or of each of several that do not exclude each other.",
  limitations: ["A label that is wrong costs without bound."],
  source: "Cox, The regression analysis of binary sequences (1958).",
};
