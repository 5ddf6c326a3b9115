import { lessEqual, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x, cut off at min and max; the slope is 0 at both. */
export const hardTanh = defineArithmetic({
  name: "hardTanh",
  title: "Hard tanh",
  formula: select(
    lessEqual(x, parameter("min")),
    parameter("min"),
    select(lessEqual(parameter("max"), x), parameter("max"), x),
  ),
  parameters: { min: -1, max: 1 },
  constraints: needs({ min: { below: "max" } }),
  derivativeFromOutput: (a) =>
    select(lessEqual(a, parameter("min")), 0, select(lessEqual(parameter("max"), a), 0, 1)),
  role: "special",
  known: { pytorch: "Hardtanh", keras: "hard_tanh", onnx: "Clip(−1, 1)", webnn: "clamp(−1, 1)" },
  uses: "Small machines: zero-centred and bounded without an exponential.",
  limitations: ["Units outside the ramp are dead."],
  source: "Collobert, Large scale machine learning, thesis (2004).",
});
