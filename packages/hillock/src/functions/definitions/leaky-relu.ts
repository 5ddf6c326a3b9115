import { greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineLeaky } from "../define-leaky.ts";

/** f(x) = x where x > 0, else negativeSlope · x. */
export const leakyRelu = defineLeaky({
  name: "leakyRelu",
  title: "Leaky ReLU",
  formula: select(greater(x, 0), x, multiply(parameter("negativeSlope"), x)),
  parameters: { negativeSlope: 0.01 },
  derivativeFromOutput: (a) => select(greater(a, 0), 1, parameter("negativeSlope")),
  outputTells: needs({ negativeSlope: "notNegative" }),
  known: { pytorch: "LeakyReLU", keras: "leaky_relu", onnx: "LeakyRelu", webnn: "leakyRelu" },
  uses: "Hidden layers where ReLUs die: a small slope on the negative side keeps every unit alive.",
  limitations: ["The negative slope has to be chosen.", "Its outputs are mostly positive, not zero-centred."],
  source: "Maas, Hannun & Ng, Rectifier nonlinearities improve neural network acoustic models, ICML (2013).",
});
