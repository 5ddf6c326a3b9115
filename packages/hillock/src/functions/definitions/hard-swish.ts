import { add, greaterEqual, lessEqual, multiply, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x · min(max(x + 3, 0), 6) / 6. */
export const hardSwish = defineArithmetic({
  name: "hardSwish",
  title: "Hard swish",
  formula: select(
    lessEqual(x, -3),
    0,
    select(greaterEqual(x, 3), x, multiply(x, multiply(1 / 6, add(x, 3)))),
  ),
  known: { pytorch: "Hardswish", keras: "hard_swish", onnx: "HardSwish", webnn: "hardSwish" },
  uses: "Hidden layers on small machines: nearly SiLU, without its exponential.",
  limitations: ["Units with inputs below −3 get no gradient."],
  source: "Howard et al., Searching for MobileNetV3, ICCV (2019).",
});
