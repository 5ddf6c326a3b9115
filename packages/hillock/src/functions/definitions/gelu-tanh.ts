import { add, max, min, multiply, negate, sigmoid, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { defineActivation } from "../define.ts";

const SCALE = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

const inner = (u: Expression): Expression =>
  multiply(SCALE, add(u, multiply(CUBIC, multiply(u, multiply(u, u)))));
const near = min(max(x, -20), 20);

/** f(x) = x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))), written as x · σ(2 …): the same, and exact in the tail. */
export const geluTanh = defineActivation({
  name: "geluTanh",
  title: "Gaussian error linear unit, tanh form",
  formula: multiply(x, sigmoid(inner(x))),
  // beyond ±20 it is 0 or 1 in float32, and the cube would overflow
  derivative: add(
    sigmoid(inner(near)),
    multiply(
      multiply(near, multiply(sigmoid(inner(near)), sigmoid(negate(inner(near))))),
      multiply(SCALE, add(1, multiply(3 * CUBIC, multiply(near, near)))),
    ),
  ),
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
