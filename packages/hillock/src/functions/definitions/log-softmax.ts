import { logSoftmaxBackward, logSoftmaxForward } from "../../codegen/rows/log-softmax.ts";
import { squareKernels } from "../../kernels/rows/functions.ts";
import { defineRowActivation } from "../define-row.ts";
import { logProbabilities, probabilities, squareMatrix } from "../rows/normalized.ts";

/** f(x)_i = x_i − ln Σ_j e^x_j, computed from x − max(x). A row with NaN or +∞, or of −∞ only, is NaN, as in PyTorch. */
export const logSoftmax = defineRowActivation({
  name: "logSoftmax",
  title: "Log-softmax",
  equation: "f_i = x_i - \\ln \\sum_j e^{x_j}",
  jacobianEquation: "I - \\mathbf{1}\\,s^{\\mathsf T},\\quad s = \\operatorname{softmax}(x)",
  text: { value: "xᵢ − ln Σⱼ exp(xⱼ)", derivative: "I − 1 sᵀ, s = softmax(x)" },
  value: logProbabilities,
  jacobian: (row) => {
    const s = probabilities(row);
    return squareMatrix(s.length, (i, j) => (i === j ? 1 : 0) - s[j]);
  },
  kernels: squareKernels({ forward: logSoftmaxForward, backward: logSoftmaxBackward }),
  fusedLoss: "softmaxCrossEntropy",
  range: [-Infinity, 0],
  rangeClosed: [false, false],
  derivativeRange: [-1, 1],
  derivativeRangeClosed: [false, false],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "LogSoftmax", keras: "log_softmax", onnx: "LogSoftmax" },
  uses: "Log-probabilities of classes, for a likelihood or a beam search: exact where the probability underflows.",
  limitations: [
    "For a loss, the fused softmaxCrossEntropy does the same with its gradient in one pass.",
    "Only differences of logits matter: a constant added to all of them changes nothing.",
  ],
  source: "Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
