import { x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x. */
export const linear = defineActivation({
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
