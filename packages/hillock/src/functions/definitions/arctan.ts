import { abs, add, atan, divide, less, max, multiply, select, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

const size = max(abs(x), 1);
const inverse = divide(1, size);

/** f(x) = arctan(x). */
export const arctan = defineActivation({
  name: "arctan",
  title: "Arc tangent",
  formula: atan(x),
  // 1/(1 + x²) in an order in which no square overflows
  derivative: select(less(abs(x), 1), divide(1, add(1, multiply(x, x))), divide(inverse, add(size, inverse))),
  role: "special",
  known: { pytorch: "atan", onnx: "Atan" },
  uses: "Hidden layers, where a bounded function should saturate more slowly than tanh.",
  limitations: ["It saturates, though its slope falls as 1/x² only."],
  source: "The arc tangent.",
});
