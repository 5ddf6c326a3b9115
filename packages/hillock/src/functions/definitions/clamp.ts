import { less, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = x, cut off at min and max, of which either may be infinite; the slope is 1 at both, as PyTorch's clamp has it. */
export const clamp = defineArithmetic({
  name: "clamp",
  title: "Clamp",
  formula: select(
    less(x, parameter("min")),
    parameter("min"),
    select(less(parameter("max"), x), parameter("max"), x),
  ),
  parameters: { min: 0, max: 1 },
  constraints: needs({ min: { atMost: "max" } }),
  infinite: { min: -Infinity, max: Infinity },
  role: "special",
  known: { pytorch: "clamp", keras: "clip", onnx: "Clip", webnn: "clamp" },
  uses: "Keeping values in the range that the next step needs.",
  limitations: ["Outside the range nothing is learned."],
  source: "ONNX Clip, WebNN clamp.",
});
