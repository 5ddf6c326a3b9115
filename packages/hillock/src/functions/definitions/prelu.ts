import { greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineLeaky } from "../define-leaky.ts";

/** f(x) = x where x > 0, else slope · x; the slope is learned. */
export const prelu = defineLeaky({
  name: "prelu",
  title: "Parametric ReLU",
  formula: select(greater(x, 0), x, multiply(parameter("slope"), x)),
  parameters: { slope: 0.25 },
  learnable: ["slope"],
  derivativeFromOutput: (a) => select(greater(a, 0), 1, parameter("slope")),
  outputTells: needs({ slope: "notNegative" }),
  known: { pytorch: "PReLU", keras: "PReLU", onnx: "PRelu", webnn: "prelu" },
  uses: "Hidden layers where the negative slope should be learned from the data, one per unit.",
  limitations: ["One more parameter per unit, which can overfit on small data."],
  source: "He, Zhang, Ren & Sun, Delving deep into rectifiers, ICCV (2015).",
});
