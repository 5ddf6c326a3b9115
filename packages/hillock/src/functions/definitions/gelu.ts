import { multiply, normal, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x · Φ(x), with the normal distribution function. */
export const gelu = defineActivation({
  name: "gelu",
  title: "Gaussian error linear unit",
  formula: multiply(x, normal(x)),
  known: { pytorch: "GELU", keras: "gelu", onnx: "Gelu", webnn: "gelu" },
  uses: "Hidden layers of transformers: smooth, and zero for very negative inputs.",
  limitations: ["It costs an exponential and more.", "It is not monotone."],
  source: "Hendrycks & Gimpel, Gaussian error linear units (2016).",
});
