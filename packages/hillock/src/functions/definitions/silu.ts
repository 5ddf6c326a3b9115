import { multiply, sigmoid, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x · σ(x). */
export const silu = defineActivation({
  name: "silu",
  title: "Sigmoid linear unit",
  formula: multiply(x, sigmoid(x)),
  known: { pytorch: "SiLU", keras: "silu", onnx: "Swish" },
  uses: "Hidden layers of deep networks: a smooth ReLU.",
  limitations: ["It costs an exponential.", "It is not monotone."],
  source: "Elfwing, Uchibe & Doya, Sigmoid-weighted linear units, Neural Networks 107 (2018).",
});
