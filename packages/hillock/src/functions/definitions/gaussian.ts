import { exp, multiply, negate, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = e^(−x²). */
export const gaussian = defineActivation({
  name: "gaussian",
  title: "Gaussian",
  formula: exp(negate(multiply(x, x))),
  // in this order nothing overflows before e^(−x²) is 0
  derivative: multiply(-2, multiply(x, exp(negate(multiply(x, x))))),
  role: "special",
  uses: "Radial basis functions: a unit answers to inputs near its centre only.",
  limitations: [
    "It is not monotone and fades on both sides: far inputs learn nothing.",
    "It costs an exponential.",
  ],
  source:
    "Broomhead & Lowe, Radial basis functions, multi-variable functional interpolation and adaptive networks (1988).",
});
