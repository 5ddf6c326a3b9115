import { add, multiply, sigmoid, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

const SCALE = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** f(x) = x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))), written as x · σ(2 …): the same, and exact in the tail. */
export const geluTanh = defineActivation({
  name: "geluTanh",
  title: "Gaussian error linear unit, tanh form",
  formula: multiply(x, sigmoid(multiply(SCALE, add(x, multiply(CUBIC, multiply(x, multiply(x, x))))))),
  role: "special",
  known: {
    pytorch: 'GELU(approximate="tanh")',
    keras: "gelu(approximate=True)",
    onnx: 'Gelu(approximate="tanh")',
  },
  uses: "Networks that were trained with this form, such as GPT-2 and those of JAX.",
  limitations: [
    "It differs from the exact GELU by up to 0.0005.",
    "It costs an exponential.",
    "It is not monotone.",
  ],
  source: "Hendrycks & Gimpel, Gaussian error linear units (2016).",
});
