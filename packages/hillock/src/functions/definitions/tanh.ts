import { tanh as hyperbolicTangent, multiply, subtract, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = (e^x − e^−x) / (e^x + e^−x). */
export const tanh = defineActivation({
  name: "tanh",
  title: "Hyperbolic tangent",
  formula: hyperbolicTangent(x),
  derivativeFromOutput: (a) => subtract(1, multiply(a, a)),
  known: { pytorch: "Tanh", keras: "tanh", onnx: "Tanh", webnn: "tanh" },
  uses: "Hidden layers of shallow networks and recurrent cells: zero-centred, with slope 1 at the origin.",
  limitations: ["It saturates at both ends, so gradients vanish through depth.", "It costs an exponential."],
  source: "LeCun, Bottou, Orr & Müller, Efficient BackProp (1998).",
});
