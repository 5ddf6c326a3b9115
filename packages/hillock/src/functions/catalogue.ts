import type { Activation } from "./activation.ts";
import { elu } from "./definitions/elu.ts";
import { gelu } from "./definitions/gelu.ts";
import { glu } from "./definitions/glu.ts";
import { hardSwish } from "./definitions/hard-swish.ts";
import { hardmax } from "./definitions/hardmax.ts";
import { leakyRelu } from "./definitions/leaky-relu.ts";
import { linear } from "./definitions/linear.ts";
import { logSoftmax } from "./definitions/log-softmax.ts";
import { mish } from "./definitions/mish.ts";
import { prelu } from "./definitions/prelu.ts";
import { relu } from "./definitions/relu.ts";
import { selu } from "./definitions/selu.ts";
import { sigmoid } from "./definitions/sigmoid.ts";
import { silu } from "./definitions/silu.ts";
import { softmax } from "./definitions/softmax.ts";
import { softmin } from "./definitions/softmin.ts";
import { softplus } from "./definitions/softplus.ts";
import { softsign } from "./definitions/softsign.ts";
import { sparsemax } from "./definitions/sparsemax.ts";
import { tanh } from "./definitions/tanh.ts";

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
  elu,
  gelu,
  glu,
  hardmax,
  hardSwish,
  leakyRelu,
  linear,
  logSoftmax,
  mish,
  prelu,
  relu,
  selu,
  sigmoid,
  silu,
  softmax,
  softmin,
  softplus,
  softsign,
  sparsemax,
  tanh,
};
