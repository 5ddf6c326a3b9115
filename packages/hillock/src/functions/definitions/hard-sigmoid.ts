import { add, lessEqual, multiply, parameter, select, x } from "../../expression/build.ts";
import { defineActivation } from "../define.ts";

const line = add(multiply(parameter("slope"), x), parameter("offset"));

/** f(x) = slope · x + offset, cut off at 0 and 1. PyTorch's and Keras' slope is 1/6, ONNX' and WebNN's 0.2. */
export const hardSigmoid = defineActivation({
  name: "hardSigmoid",
  title: "Hard sigmoid",
  formula: select(lessEqual(line, 0), 0, select(lessEqual(1, line), 1, line)),
  parameters: { slope: 1 / 6, offset: 0.5 },
  constraints: { slope: "positive" },
  role: "special",
  known: {
    pytorch: "Hardsigmoid",
    keras: "hard_sigmoid",
    onnx: "HardSigmoid (slope 0.2 unless given: hardSigmoid.with({ slope: 0.2 }))",
    webnn: "hardSigmoid (slope 0.2 unless given)",
  },
  uses: "Gates on small machines: a sigmoid without an exponential.",
  limitations: ["Units outside the ramp are dead.", "Its outputs are all positive, not zero-centred."],
  source: "Courbariaux, Bengio & David, BinaryConnect, NIPS (2015); the slopes: PyTorch, Keras, ONNX, WebNN.",
});
