import { greater, max, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = max(x, 0). */
export const relu = defineArithmetic({
  name: "relu",
  title: "Rectified linear unit",
  formula: max(x, 0),
  derivativeFromOutput: (a) => select(greater(a, 0), 1, 0),
  known: { pytorch: "ReLU", keras: "relu", onnx: "Relu", webnn: "relu" },
  uses: "The usual choice for hidden layers: cheap, and its slope of 1 lets gradients through any depth.",
  limitations: [
    "A unit whose input is negative for every example has slope 0 and never learns again: a dying ReLU.",
    "Its outputs are never negative, not zero-centred.",
    "It has no upper bound.",
  ],
  source: "Nair & Hinton, Rectified linear units improve restricted Boltzmann machines, ICML (2010).",
});
