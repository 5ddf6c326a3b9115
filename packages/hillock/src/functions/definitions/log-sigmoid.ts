import { expm1, negate, softplus, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = ln σ(x) = −ln(1 + e^(−x)). */
export const logSigmoid = defineActivation({
  name: "logSigmoid",
  title: "Log-sigmoid",
  formula: negate(softplus(negate(x))),
  derivativeFromOutput: (a) => negate(expm1(a)),
  role: "special",
  known: { pytorch: "LogSigmoid", keras: "log_sigmoid" },
  uses: "Log-probabilities of two classes, inside losses.",
  limitations: [
    "It costs an exponential and a logarithm.",
    "Its outputs are all negative, not zero-centred.",
  ],
  source: "The logarithm of the logistic function.",
});
