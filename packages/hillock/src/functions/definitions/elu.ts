import { add, expm1, greater, multiply, parameter, select, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineActivation } from "../define.ts";

/** f(x) = x where x > 0, else alpha · (e^x − 1). */
export const elu = defineActivation({
  name: "elu",
  title: "Exponential linear unit",
  formula: select(greater(x, 0), x, multiply(parameter("alpha"), expm1(x))),
  parameters: { alpha: 1 },
  derivativeFromOutput: (a) => select(greater(a, 0), 1, add(a, parameter("alpha"))),
  outputTells: needs({ alpha: "notNegative" }),
  known: { pytorch: "ELU", keras: "elu", onnx: "Elu", webnn: "elu" },
  uses: "Hidden layers where outputs should be nearer to zero-centred than ReLU's.",
  limitations: ["It costs an exponential.", "Its slope fades for very negative inputs."],
  source: "Clevert, Unterthiner & Hochreiter, Fast and accurate deep network learning by ELUs, ICLR (2016).",
});
