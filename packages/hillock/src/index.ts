export { type ErrorCode, HillockError } from "./errors.ts";
export type { Activation, ElementwiseActivation, RowActivation } from "./functions/activation.ts";
export { sigmoidBinaryCrossEntropy } from "./functions/binary-cross-entropy.ts";
export {
  elu,
  functions,
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
} from "./functions/catalogue.ts";
export { softmaxCrossEntropy } from "./functions/cross-entropy.ts";
export { activation } from "./functions/custom.ts";
export { equations, latex } from "./functions/latex.ts";
export { type DenseLayer, dense } from "./network/layers.ts";
export { type Network, network, type Parameter } from "./network/network.ts";
export { type Data, type History, type TrainOptions, train } from "./network/train.ts";
export { type CompareOptions, compare, VERSION } from "./study/compare.ts";
export type { Cell, Column, Table } from "./study/preparation/table.ts";
export type * from "./study/results.ts";
