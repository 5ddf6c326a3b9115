import { add, multiply, parameter, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = slope · x + offset. */
export const affine = defineArithmetic({
  name: "affine",
  title: "Affine",
  formula: add(multiply(parameter("slope"), x), parameter("offset")),
  parameters: { slope: 1, offset: 0 },
  role: "special",
  known: { webnn: "linear" },
  uses: "Scaling inside a network that comes from elsewhere.",
  limitations: ["Layers with it collapse into one linear map."],
  source: "WebNN linear.",
});
