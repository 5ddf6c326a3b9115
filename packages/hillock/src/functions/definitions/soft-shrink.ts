import { abs, add, less, lessEqual, parameter, select, subtract, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x − λ above λ, x + λ below −λ, else 0. */
export const softShrink = defineArithmetic({
  name: "softShrink",
  title: "Soft shrink",
  formula: select(
    lessEqual(abs(x), parameter("lambda")),
    0,
    select(less(x, 0), add(x, parameter("lambda")), subtract(x, parameter("lambda"))),
  ),
  parameters: { lambda: 0.5 },
  constraints: needs({ lambda: "notNegative" }),
  role: "special",
  known: { pytorch: "Softshrink", keras: "soft_shrink", onnx: "Shrink(bias=lambd)" },
  uses: "Sparse coding: the proximal step of an L1 penalty.",
  limitations: ["Between −λ and λ nothing is learned."],
  source: "Donoho, De-noising by soft-thresholding, IEEE Trans. Inf. Theory 41 (1995).",
});
