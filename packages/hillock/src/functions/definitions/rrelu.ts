import { greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineLeaky } from "../define-leaky.ts";
import { drawnEvenly } from "../random-parameters.ts";

/** f(x) = x where x > 0, else slope · x: in training a slope for each element, drawn from lower to upper, else their mean. */
export const rrelu = defineLeaky({
  name: "rrelu",
  title: "Randomised leaky ReLU",
  ...drawnEvenly(select(greater(x, 0), x, multiply(parameter("slope"), x)), {
    slope: { from: "lower", to: "upper" },
  }),
  parameters: { lower: 1 / 8, upper: 1 / 3 },
  constraints: needs({ lower: { atMost: "upper" } }),
  role: "special",
  known: { pytorch: "RReLU" },
  uses: "Hidden layers on small data, where random negative slopes keep a network from learning it by heart.",
  limitations: [
    "Training is noisier: the same input gives another output each time it is seen.",
    "Forward and backward calls of its own take the mean slope; only a network's training draws.",
  ],
  source: "Xu, Wang, Chen & Li, Empirical evaluation of rectified activations (2015).",
});
