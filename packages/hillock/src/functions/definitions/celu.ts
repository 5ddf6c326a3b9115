import { add, divide, expm1, greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x where x > 0, else α(e^(x/α) − 1): smooth at 0 for every α. */
export const celu = defineActivation({
  name: "celu",
  title: "Continuously differentiable ELU",
  formula: select(greater(x, 0), x, multiply(parameter("alpha"), expm1(divide(x, parameter("alpha"))))),
  parameters: { alpha: 1 },
  constraints: needs({ alpha: "positive" }),
  derivativeFromOutput: (a) => select(greater(a, 0), 1, add(divide(a, parameter("alpha")), 1)),
  role: "special",
  known: { pytorch: "CELU", keras: "celu", onnx: "Celu" },
  uses: "Hidden layers, where an ELU with another α than 1 should stay smooth at 0.",
  limitations: ["It costs an exponential.", "It saturates at −α for very negative inputs."],
  source: "Barron, Continuously differentiable exponential linear units (2017).",
});
