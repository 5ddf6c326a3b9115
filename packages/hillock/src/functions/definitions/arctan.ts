import { atan, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

/** f(x) = arctan(x). */
export const arctan = defineActivation({
  name: "arctan",
  title: "Arc tangent",
  formula: atan(x),
  role: "special",
  known: { pytorch: "atan", onnx: "Atan" },
  uses: "Hidden layers, where a bounded function should saturate more slowly than tanh.",
  limitations: ["It saturates, though its slope falls as 1/x² only."],
  source: "The arc tangent.",
});
