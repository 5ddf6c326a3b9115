import type { Activation } from "./activation.ts";
import { elu } from "./definitions/elu.ts";
import { gelu } from "./definitions/gelu.ts";
import { hardSwish } from "./definitions/hard-swish.ts";
import { leakyRelu } from "./definitions/leaky-relu.ts";
import { linear } from "./definitions/linear.ts";
import { mish } from "./definitions/mish.ts";
import { prelu } from "./definitions/prelu.ts";
import { relu } from "./definitions/relu.ts";
import { selu } from "./definitions/selu.ts";
import { sigmoid } from "./definitions/sigmoid.ts";
import { silu } from "./definitions/silu.ts";
import { softmax } from "./definitions/softmax.ts";
import { softplus } from "./definitions/softplus.ts";
import { softsign } from "./definitions/softsign.ts";
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
];

/** Every activation function, by name. */
export const functions: ReadonlyMap<string, Activation> = new Map(ALL.map((f) => [f.name, f]));

export {
  elu,
  gelu,
  hardSwish,
  leakyRelu,
  linear,
  mish,
  prelu,
  relu,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
};
