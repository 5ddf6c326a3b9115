import { lessEqual, parameter, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x where x > θ, else 0: it jumps at θ. */
export const thresholdedRelu = defineArithmetic({
  name: "thresholdedRelu",
  title: "Thresholded ReLU",
  formula: select(lessEqual(x, parameter("theta")), 0, x),
  parameters: { theta: 1 },
  role: "special",
  known: { pytorch: "Threshold(theta, 0)", keras: "threshold(theta, 0)", onnx: "ThresholdedRelu" },
  uses: "Sparse codes without biases: small inputs are taken for noise.",
  limitations: [
    "It jumps at θ, where its derivative says nothing of the jump.",
    "Dying: below θ nothing is learned.",
  ],
  source:
    "Konda, Memisevic & Krueger, Zero-bias autoencoders and the benefits of co-adapting features, ICLR (2015).",
});
