import { exp as exponential, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = e^x. */
export const exp = defineActivation({
  name: "exp",
  title: "Exponential",
  formula: exponential(x),
  derivativeFromOutput: (a) => a,
  role: "special",
  known: { pytorch: "exp", keras: "exponential", onnx: "Exp", webnn: "exp" },
  uses: "Outputs that are rates or scales: positive, as in Poisson regression.",
  limitations: [
    "It grows without bound: deep stacks explode.",
    "Its outputs are all positive, not zero-centred.",
  ],
  source: "The exponential function.",
});
