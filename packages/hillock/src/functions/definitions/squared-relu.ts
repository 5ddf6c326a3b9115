import { lessEqual, multiply, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = max(x, 0)². */
export const squaredRelu = defineArithmetic({
  name: "squaredRelu",
  title: "Squared ReLU",
  formula: select(lessEqual(x, 0), 0, multiply(x, x)),
  role: "special",
  uses: "Hidden layers of transformers (Primer), where it trained faster than ReLU.",
  limitations: ["It grows as x²: deep stacks without normalisation explode.", "Dying, as ReLU."],
  source: "So et al., Primer: searching for efficient transformers, NeurIPS (2021).",
});
