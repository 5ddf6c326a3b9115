import type { Described } from "./activation.ts";

/** A loss that is fused with its gradient: its card. */
export interface DescribedLoss extends Described {
  readonly kind: "loss";
  /** In LaTeX, with x the logits and y the labels. */
  readonly equation: string;
  /** On one line for a terminal; the derivative is by the logits. */
  readonly text: { readonly value: string; readonly derivative: string };
}

const cards: readonly DescribedLoss[] = [
  {
    kind: "loss",
    name: "softmaxCrossEntropy",
    title: "Cross-entropy with logits",
    equation: "L = -\\sum_i y_i \\ln \\frac{e^{x_i}}{\\sum_j e^{x_j}}",
    text: { value: "−Σᵢ yᵢ ln softmax(x)ᵢ", derivative: "softmax(x) − y" },
    range: [0, Infinity],
    derivativeRange: [-1, 1],
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
  },
  {
    kind: "loss",
    name: "sigmoidBinaryCrossEntropy",
    title: "Binary cross-entropy with logits",
    equation: "L = \\max(x, 0) - x\\,y + \\ln(1 + e^{-|x|})",
    text: { value: "max(x, 0) − x y + ln(1 + exp(−|x|))", derivative: "σ(x) − y" },
    range: [0, Infinity],
    derivativeRange: [-1, 1],
    kinkConvention: "It is smooth: there are no kinks.",
    known: { pytorch: "BCEWithLogitsLoss", keras: "BinaryCrossentropy(from_logits=True)" },
    uses: "The loss of a yes or no, or of each of several that do not exclude each other.",
    limitations: ["A label that is wrong costs without bound."],
    source: "Cox, The regression analysis of binary sequences (1958).",
  },
];

/** The losses that are fused with their gradients, by name. */
export const losses: ReadonlyMap<string, DescribedLoss> = new Map(cards.map((card) => [card.name, card]));
