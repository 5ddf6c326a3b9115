import { add, greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

const meanSlope = multiply(0.5, add(parameter("lower"), parameter("upper")));

/** f(x) = x where x > 0, else the mean of lower and upper times x: what the randomised leaky ReLU is after training. */
export const rrelu = defineArithmetic({
  name: "rrelu",
  title: "Randomised leaky ReLU",
  formula: select(greater(x, 0), x, multiply(meanSlope, x)),
  parameters: { lower: 1 / 8, upper: 1 / 3 },
  constraints: { lower: { atMost: "upper" } },
  role: "special",
  known: { pytorch: "RReLU (eval)" },
  uses: "Running networks that were trained with random negative slopes.",
  limitations: [
    "Its training form, with a slope drawn for each element, is not here: training uses the mean slope.",
  ],
  source: "Xu, Wang, Chen & Li, Empirical evaluation of rectified activations (2015).",
});
