import { abs, lessEqual, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x where |x| > λ, else 0: it jumps at ±λ. */
export const hardShrink = defineArithmetic({
  name: "hardShrink",
  title: "Hard shrink",
  formula: select(lessEqual(abs(x), parameter("lambda")), 0, x),
  parameters: { lambda: 0.5 },
  constraints: needs({ lambda: "notNegative" }),
  role: "special",
  known: { pytorch: "Hardshrink", keras: "hard_shrink", onnx: "Shrink(bias=0)" },
  uses: "Denoising: small values are taken for noise, large ones are kept.",
  limitations: [
    "It jumps at ±λ, where its derivative says nothing of the jump.",
    "Between them nothing is learned.",
  ],
  source: "Donoho & Johnstone, Ideal spatial adaptation by wavelet shrinkage, Biometrika 81 (1994).",
});
