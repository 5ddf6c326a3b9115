import type { Activation } from "./activation.ts";
import { leakyRelu } from "./definitions/leaky-relu.ts";
import { linear } from "./definitions/linear.ts";
import { prelu } from "./definitions/prelu.ts";
import { relu } from "./definitions/relu.ts";
import { sigmoid } from "./definitions/sigmoid.ts";
import { softmax } from "./definitions/softmax.ts";
import { tanh } from "./definitions/tanh.ts";

const ALL: readonly Activation[] = [linear, sigmoid, tanh, relu, leakyRelu, prelu, softmax];

/** Every activation function, by name. */
export const functions: ReadonlyMap<string, Activation> = new Map(ALL.map((f) => [f.name, f]));

export { leakyRelu, linear, prelu, relu, sigmoid, softmax, tanh };
