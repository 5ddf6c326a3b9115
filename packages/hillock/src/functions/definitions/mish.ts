import { multiply, softplus, tanh, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x · tanh(ln(1 + e^x)). */
export const mish = defineActivation({
  name: "mish",
  title: "Mish",
  formula: multiply(x, tanh(softplus(x))),
  known: { pytorch: "Mish", keras: "mish", onnx: "Mish" },
  uses: "Hidden layers of deep networks, chiefly in vision: a smooth ReLU.",
  limitations: ["It costs several exponentials.", "It is not monotone."],
  source: "Misra, Mish: a self regularized non-monotonic activation function, BMVC (2020).",
});
