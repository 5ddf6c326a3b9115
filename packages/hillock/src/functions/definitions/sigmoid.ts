import { sigmoid as logistic, multiply, subtract, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = 1 / (1 + e^−x). */
export const sigmoid = defineActivation({
  name: "sigmoid",
  title: "Sigmoid",
  formula: logistic(x),
  derivativeFromOutput: (a) => multiply(a, subtract(1, a)),
  known: { pytorch: "Sigmoid", keras: "sigmoid", onnx: "Sigmoid", webnn: "sigmoid" },
  uses: "The output of a binary classifier: a probability, decided at 0.5.",
  limitations: [
    "Its slope is at most 0.25, so gradients vanish through depth.",
    "Its outputs are all positive, not zero-centred: updates zig-zag.",
    "It saturates at both ends: large inputs pass no gradient on.",
    "It costs an exponential.",
  ],
  source:
    "Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 323 (1986).",
});
