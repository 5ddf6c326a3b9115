import { lessEqual, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

/** f(x) = min(max(x, 0), 6); the slope is 0 at both ends. */
export const relu6 = defineArithmetic({
  name: "relu6",
  title: "ReLU6",
  formula: select(lessEqual(x, 0), 0, select(lessEqual(6, x), 6, x)),
  derivativeFromOutput: (a) => select(lessEqual(a, 0), 0, select(lessEqual(6, a), 0, 1)),
  role: "special",
  known: { pytorch: "ReLU6", keras: "relu6", onnx: "Clip(0, 6)", webnn: "clamp(0, 6)" },
  uses: "Hidden layers that will run in few bits: activations stay within 0 and 6.",
  limitations: ["Dying: below 0 and above 6 nothing is learned.", "Its outputs are not zero-centred."],
  source: "Krizhevsky, Convolutional deep belief networks on CIFAR-10 (2010).",
});
