import { erfc, multiply, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x · Φ(x), with the normal distribution function. */
export const gelu = defineActivation({
  name: "gelu",
  title: "Gaussian error linear unit",
  formula: multiply(multiply(0.5, x), erfc(multiply(-Math.SQRT1_2, x))),
  known: { pytorch: "GELU", keras: "gelu", onnx: "Gelu", webnn: "gelu" },
  uses: "Hidden layers of transformers: smooth, and zero for very negative inputs.",
  limitations: ["It costs an exponential and more.", "It is not monotone."],
  source: "Hendrycks & Gimpel, Gaussian error linear units (2016).",
});
