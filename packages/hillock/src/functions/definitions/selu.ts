import { add, expm1, greater, multiply, select, x } from "../../expression/build.ts";
import { SELU } from "../../expression/lower/whole.ts";
import { defineActivation } from "../define.ts";

const { alpha: ALPHA, scale: SCALE } = SELU;

/** f(x) = λ · (x where x > 0, else α · (e^x − 1)), with the paper's fixed λ and α. */
export const selu = defineActivation({
  name: "selu",
  title: "Scaled exponential linear unit",
  formula: multiply(SCALE, select(greater(x, 0), x, multiply(ALPHA, expm1(x)))),
  derivativeFromOutput: (a) => select(greater(a, 0), SCALE, add(a, SCALE * ALPHA)),
  known: { pytorch: "SELU", keras: "selu", onnx: "Selu" },
  uses: "Deep fully connected networks without normalisation: activations drift to mean 0 and spread 1.",
  limitations: ["It asks for LeCun's initialisation.", "It costs an exponential."],
  source: "Klambauer, Unterthiner, Mayr & Hochreiter, Self-normalizing neural networks, NeurIPS (2017).",
});
