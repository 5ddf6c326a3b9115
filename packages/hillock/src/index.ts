export { verdict } from "./doctor/verdict.ts";
export { type ErrorCode, HillockError } from "./errors.ts";
export type {
  Activation,
  ElementwiseActivation,
  ParameterValues,
  RowActivation,
} from "./functions/activation.ts";
export {
  elu,
  functions,
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
} from "./functions/catalogue.ts";
export { softmaxCrossEntropy } from "./functions/cross-entropy.ts";
export { activation } from "./functions/custom.ts";
export { equations, latex } from "./functions/latex.ts";
export {
  type BlockTrainer,
  type BlockTrainerOptions,
  blockTrainer,
  type TrainerState,
} from "./network/blocks.ts";
export { type DenseLayer, dense } from "./network/layers.ts";
export { MOST_MEMORY, memoryNeeded } from "./network/memory.ts";
export { type Network, network, type Parameter } from "./network/network.ts";
export { type Data, type History, type TrainOptions, train } from "./network/train.ts";
export { derive, type Random } from "./random.ts";
export { type CompareOptions, compare, VERSION } from "./study/compare.ts";
export { ColumnCollector } from "./study/preparation/collect.ts";
export { type FittedTarget, labeller, TargetCollector } from "./study/preparation/collect-target.ts";
export { type Encoder, encoderOf, type FittedColumn } from "./study/preparation/fitted.ts";
export { type Preparation, prepare } from "./study/preparation/prepare.ts";
export { isHeldOut, splitRows } from "./study/preparation/split.ts";
export type { Cell, Column, Table } from "./study/preparation/table.ts";
export { readTarget, type Target } from "./study/preparation/target.ts";
export type * from "./study/results.ts";
