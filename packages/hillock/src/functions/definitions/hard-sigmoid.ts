import { add, lessEqual, multiply, parameter, select, x } from "../../expression/build.ts";
import { defineArithmetic } from "../define-arithmetic.ts";

const line = add(multiply(parameter("slope"), x), parameter("offset"));

/** f(x) = slope · x + offset, cut off at 0 and 1. PyTorch's and Keras' slope is 1/6, ONNX' and WebNN's 0.2. */
export const hardSigmoid = defineArithmetic({
  name: "hardSigmoid",
  title: "Hard sigmoid",
  formula: select(lessEqual(line, 0), 0, select(lessEqual(1, line), 1, line)),
  parameters: { slope: 1 / 6, offset: 0.5 },
  derivativeFromOutput: (a) => select(lessEqual(a, 0), 0, select(lessEqual(1, a), 0, parameter("slope"))),
  role: "special",
  known: {
    pytorch: "Hardsigmoid",
    keras: "hard_sigmoid",
    onnx: "HardSigmoid",
    webnn: "hardSigmoid",
  },
  uses: "Gates on small machines: a sigmoid without an exponential. Slope 1/6 is PyTorch's and Keras'; ONNX and WebNN take 0.2: hardSigmoid.with({ slope: 0.2 }).",
  limitations: ["Units outside the ramp are dead.", "Its outputs are all positive, not zero-centred."],
  source: "Courbariaux, Bengio & David, BinaryConnect, NIPS (2015); the slopes: PyTorch, Keras, ONNX, WebNN.",
});
