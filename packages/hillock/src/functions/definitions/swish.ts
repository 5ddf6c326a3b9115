import { multiply, parameter, sigmoid, x } from "../../expression/build.ts";
import { substitute } from "../../expression/structure.ts";
import { defineActivation } from "../define.ts";
import { silu } from "./silu.ts";

const z = multiply(parameter("beta"), x);

/** f(x) = x · σ(βx); β is learned. */
export const swish = defineActivation({
  name: "swish",
  title: "Swish",
  formula: multiply(x, sigmoid(z)),
  // σ(z) + z · σ′(z): the slope of SiLU at z
  derivative: substitute(silu.derivativeFormula, (leaf) => (leaf.kind === "variable" ? z : undefined)),
  parameters: { beta: 1 },
  learnable: ["beta"],
  role: "special",
  known: { onnx: "Swish(alpha)" },
  uses: "Hidden layers, between linear (β = 0) and ReLU (β large) as the data ask for; SiLU is β = 1, not learned.",
  limitations: ["It costs an exponential.", "It is not monotone.", "One more parameter per unit."],
  source: "Ramachandran, Zoph & Le, Searching for activation functions (2017).",
});
