import {
  divide,
  expm1,
  multiply,
  negate,
  parameter,
  sigmoid,
  softplus as softPlus,
  x,
} from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineActivation } from "../define.ts";

/** f(x) = ln(1 + e^(βx)) / β. */
export const softplus = defineActivation({
  name: "softplus",
  title: "Softplus",
  formula: divide(softPlus(multiply(parameter("beta"), x)), parameter("beta")),
  // without the β that is multiplied and divided by
  derivative: sigmoid(multiply(parameter("beta"), x)),
  parameters: { beta: 1 },
  constraints: needs({ beta: "positive" }),
  derivativeFromOutput: (a) => negate(expm1(multiply(negate(parameter("beta")), a))),
  known: { pytorch: "Softplus", keras: "softplus", onnx: "Softplus", webnn: "softplus" },
  uses: "Outputs that must be positive, such as a variance.",
  limitations: [
    "It costs an exponential and a logarithm.",
    "Its outputs are all positive, not zero-centred.",
  ],
  source: "Dugas, Bengio, Bélisle, Nadeau & Garcia, NIPS (2000).",
});
