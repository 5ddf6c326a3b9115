import { subtract, tanh, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x − tanh(x). */
export const tanhShrink = defineActivation({
  name: "tanhShrink",
  title: "Tanh shrink",
  formula: subtract(x, tanh(x)),
  role: "special",
  known: { pytorch: "Tanhshrink", keras: "tanh_shrink" },
  uses: "Sparse coding where a smooth shrinkage is wanted.",
  limitations: [
    "Near 0 its slope is nearly 0: small pre-activations learn slowly.",
    "It costs an exponential.",
  ],
  source: "Collobert, Kavukcuoglu & Farabet, Torch7 (2011).",
});
