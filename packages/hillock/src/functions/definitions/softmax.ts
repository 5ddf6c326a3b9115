import { softmaxBackward, softmaxForward, softmaxFromOutput } from "../../codegen/rows/softmax-rows.ts";
import { squareKernels } from "../../kernels/rows/functions.ts";
import { defineRowActivation } from "../define-row.ts";
import { probabilities, softmaxJacobian } from "../rows/normalized.ts";

/** f(x)_i = e^x_i / Σ_j e^x_j, stable for any finite logits. A row with NaN or +∞, or of −∞ only, is NaN, as in PyTorch. */
export const softmax = defineRowActivation({
  name: "softmax",
  title: "Softmax",
  equation: "s_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}",
  jacobianEquation: "\\operatorname{diag}(s) - s\\,s^{\\mathsf T}",
  text: { value: "exp(xᵢ) / Σⱼ exp(xⱼ)", derivative: "diag(s) − s sᵀ" },
  value: probabilities,
  jacobian: softmaxJacobian,
  kernels: squareKernels({
    forward: softmaxForward(false),
    backward: softmaxBackward(false),
    fromOutput: softmaxFromOutput(false),
  }),
  fusedLoss: "softmaxCrossEntropy",
  range: [0, 1],
  rangeClosed: [false, false],
  derivativeRange: [-0.25, 0.25],
  derivativeRangeClosed: [true, true],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "Softmax", keras: "softmax", onnx: "Softmax", webnn: "softmax" },
  uses: "The output of a classifier with several classes: probabilities that sum to 1.",
  limitations: [
    "It saturates where one logit is far above the others.",
    "Only differences of logits matter: a constant added to all of them changes nothing.",
    "With a single unit its output is always 1: use a sigmoid there.",
  ],
  source: "Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
