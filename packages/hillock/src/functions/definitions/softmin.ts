import { softmaxBackward, softmaxForward, softmaxFromOutput } from "../../codegen/rows/softmax-rows.ts";
import { squareKernels } from "../../kernels/rows/functions.ts";
import { defineRowActivation } from "../define-row.ts";
import { probabilities, softmaxJacobian } from "../rows/normalized.ts";

const negative = (row: readonly number[]): number[] => row.map((x) => -x);

/** f(x) = softmax(−x). A row with NaN or −∞, or of +∞ only, is NaN. */
export const softmin = defineRowActivation({
  name: "softmin",
  title: "Softmin",
  equation: "s_i = \\frac{e^{-x_i}}{\\sum_j e^{-x_j}}",
  jacobianEquation: "s\\,s^{\\mathsf T} - \\operatorname{diag}(s)",
  text: { value: "exp(−xᵢ) / Σⱼ exp(−xⱼ)", derivative: "s sᵀ − diag(s)" },
  value: (row) => probabilities(negative(row)),
  jacobian: (row) => softmaxJacobian(negative(row)).map(negative),
  kernels: squareKernels({
    forward: softmaxForward(true),
    backward: softmaxBackward(true),
    fromOutput: softmaxFromOutput(true),
  }),
  range: [0, 1],
  rangeClosed: [false, false],
  derivativeRange: [-0.25, 0.25],
  derivativeRangeClosed: [true, true],
  kinkConvention: "It is smooth: there are no kinks.",
  known: { pytorch: "Softmin" },
  uses: "Weights for distances or costs: the smallest gets the most.",
  limitations: [
    "It saturates where one value is far below the others.",
    "Only differences matter: a constant added to all values changes nothing.",
  ],
  source:
    "Softmax of the negated row: Bridle, Probabilistic interpretation of feedforward classification network outputs (1990).",
});
