import type { Activation } from "./activation.ts";
import { affine } from "./definitions/affine.ts";
import { arctan } from "./definitions/arctan.ts";
import { celu } from "./definitions/celu.ts";
import { clamp } from "./definitions/clamp.ts";
import { elu } from "./definitions/elu.ts";
import { exp } from "./definitions/exp.ts";
import { gaussian } from "./definitions/gaussian.ts";
import { gelu } from "./definitions/gelu.ts";
import { geluTanh } from "./definitions/gelu-tanh.ts";
import { glu } from "./definitions/glu.ts";
import { hardShrink } from "./definitions/hard-shrink.ts";
import { hardSigmoid } from "./definitions/hard-sigmoid.ts";
import { hardSwish } from "./definitions/hard-swish.ts";
import { hardTanh } from "./definitions/hard-tanh.ts";
import { hardmax } from "./definitions/hardmax.ts";
import { leakyRelu } from "./definitions/leaky-relu.ts";
import { linear } from "./definitions/linear.ts";
import { logSigmoid } from "./definitions/log-sigmoid.ts";
import { logSoftmax } from "./definitions/log-softmax.ts";
import { mish } from "./definitions/mish.ts";
import { prelu } from "./definitions/prelu.ts";
import { relu } from "./definitions/relu.ts";
import { relu6 } from "./definitions/relu6.ts";
import { rrelu } from "./definitions/rrelu.ts";
import { selu } from "./definitions/selu.ts";
import { sigmoid } from "./definitions/sigmoid.ts";
import { silu } from "./definitions/silu.ts";
import { snake } from "./definitions/snake.ts";
import { softShrink } from "./definitions/soft-shrink.ts";
import { softmax } from "./definitions/softmax.ts";
import { softmin } from "./definitions/softmin.ts";
import { softplus } from "./definitions/softplus.ts";
import { softsign } from "./definitions/softsign.ts";
import { sparsemax } from "./definitions/sparsemax.ts";
import { squaredRelu } from "./definitions/squared-relu.ts";
import { swish } from "./definitions/swish.ts";
import { tanh } from "./definitions/tanh.ts";
import { tanhShrink } from "./definitions/tanh-shrink.ts";
import { thresholdedRelu } from "./definitions/thresholded-relu.ts";

const ALL: readonly Activation[] = [
  linear,
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  prelu,
  elu,
  selu,
  gelu,
  silu,
  mish,
  softplus,
  softsign,
  hardSwish,
  affine,
  arctan,
  celu,
  clamp,
  exp,
  gaussian,
  geluTanh,
  hardShrink,
  hardSigmoid,
  hardTanh,
  logSigmoid,
  relu6,
  rrelu,
  snake,
  softShrink,
  squaredRelu,
  swish,
  tanhShrink,
  thresholdedRelu,
  softmax,
  softmin,
  logSoftmax,
  hardmax,
  sparsemax,
  glu,
];

/** Every activation function, by name. */
export const functions: ReadonlyMap<string, Activation> = new Map(ALL.map((f) => [f.name, f]));

export {
  affine,
  arctan,
  celu,
  clamp,
  elu,
  exp,
  gaussian,
  gelu,
  geluTanh,
  glu,
  hardmax,
  hardShrink,
  hardSigmoid,
  hardSwish,
  hardTanh,
  leakyRelu,
  linear,
  logSigmoid,
  logSoftmax,
  mish,
  prelu,
  relu,
  relu6,
  rrelu,
  selu,
  sigmoid,
  silu,
  snake,
  softmax,
  softmin,
  softplus,
  softShrink,
  softsign,
  sparsemax,
  squaredRelu,
  swish,
  tanh,
  tanhShrink,
  thresholdedRelu,
};
