import { x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x. */
export const linear = defineArithmetic({
  name: "linear",
  title: "Linear",
  formula: x,
  known: { pytorch: "Identity", keras: "linear", onnx: "Identity", webnn: "identity" },
  uses: "The output of a regression: any real number.",
  limitations: [
    "However many linear layers are stacked, they equal a single one: nothing curved can be learned.",
  ],
  source: "The identity map.",
});
