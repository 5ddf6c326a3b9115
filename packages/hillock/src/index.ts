export { hasRelaxedSimd } from "./codegen/relaxed.ts";
export { apply as applyChange, type Change, describe as describeChange } from "./doctor/change.ts";
export { type Collapsed, collapsedLayers, equivalentLayer, type LinearLayer } from "./doctor/collapse.ts";
export { beatsConstant } from "./doctor/constant.ts";
export { diagnose } from "./doctor/diagnose.ts";
export { FINDINGS, type Finding, type FindingName } from "./doctor/finding.ts";
export { everyChange, prescribe } from "./doctor/prescribe.ts";
export {
  type CaseData,
  type Examples,
  make,
  type Outcome,
  type Regimen,
  run,
  type Scaling,
  scoreOf,
} from "./doctor/regimen.ts";
export { type Repair, type RepairOptions, repair, type Trial } from "./doctor/repair.ts";
export { OUTPUTS, TABLE_RATES } from "./doctor/task.ts";
export { THRESHOLDS, type Threshold } from "./doctor/thresholds.ts";
export { verdict } from "./doctor/verdict.ts";
export { watch } from "./doctor/watch.ts";
export { type ErrorCode, HillockError } from "./errors.ts";
export type {
  Activation,
  DescribedLoss,
  ElementwiseActivation,
  ParameterValues,
  RowActivation,
} from "./functions/activation.ts";
export * from "./functions/all.ts";
export { sigmoidBinaryCrossEntropy } from "./functions/binary-cross-entropy.ts";
export { functions } from "./functions/catalogue.ts";
export { softmaxCrossEntropy } from "./functions/cross-entropy.ts";
export { activation } from "./functions/custom.ts";
export { activationLabel } from "./functions/label.ts";
export { derivativeLatex, equations, formulaOf, latex, ranges } from "./functions/latex.ts";
export { losses } from "./functions/losses.ts";
export { underUnitNormal } from "./functions/properties.ts";
export { wgsl, wgslName } from "./functions/wgsl.ts";
export { allocate, free } from "./kernels/memory.ts";
export { threads } from "./kernels/threads.ts";
export type { ThreadPool, ThreadsOptions, WorkerLike } from "./kernels/workers.ts";
export { type LayerOutputs, layerOutputs } from "./network/activations.ts";
export {
  type BlockTrainer,
  type BlockTrainerOptions,
  blockTrainer,
  type TrainerState,
} from "./network/blocks.ts";
export { OPTIMIZERS } from "./network/compile/update.ts";
export type { Initialization } from "./network/initialize.ts";
export { type DenseLayer, dense } from "./network/layers.ts";
export { isSigmoid } from "./network/losses.ts";
export { MOST_MEMORY, memoryNeeded, stateLength } from "./network/memory.ts";
export type { Parameter } from "./network/network.ts";
export { trainingThreads } from "./network/parallel/threads.ts";
export { parameterShapes } from "./network/parameters.ts";
export type { Schedule } from "./network/schedule.ts";
export { type Data, type History, type TrainOptions, train } from "./network/train.ts";
export { fromOnnx, type OnnxNetwork } from "./onnx/from-onnx.ts";
export type { FoundActivation } from "./onnx/inspect/chains.ts";
export { inspectOnnx, type OnnxInspection } from "./onnx/inspect/inspect.ts";
export { type ActivationReport, ActivationStatistics, collapses } from "./onnx/inspect/statistics.ts";
export type { Exchange } from "./onnx/inspect/swap.ts";
export { type Network, network, toOnnx } from "./onnx/network.ts";
export { readOnnxTensor, runOnnx, UnsupportedOperator } from "./onnx/run/run.ts";
export { type OnnxNode, type OnnxSummary, summarizeOnnx } from "./onnx/summary.ts";
export type { Tensor as OnnxTensor } from "./onnx/tensor.ts";
export type { Around as OnnxAround } from "./onnx/write/around.ts";
export { derive, type Random } from "./random.ts";
export { type PreparedCase, prepareCase } from "./study/case.ts";
export {
  type CompareOptions,
  type Comparison,
  compare,
  comparison,
  type Job,
} from "./study/compare.ts";
export { MISSING_MARKS, readCell, readColumn } from "./study/preparation/cell.ts";
export { ColumnCollector } from "./study/preparation/collect.ts";
export { type FittedTarget, labeller, TargetCollector } from "./study/preparation/collect-target.ts";
export { ColumnTexts } from "./study/preparation/column-texts.ts";
export { type Encoder, encoderOf, type FittedColumn } from "./study/preparation/fitted.ts";
export { type Preparation, prepare } from "./study/preparation/prepare.ts";
export { isHeldOut, splitRows } from "./study/preparation/split.ts";
export type { Cell, Column, Table } from "./study/preparation/table.ts";
export { readTarget, type Target } from "./study/preparation/target.ts";
export type * from "./study/results.ts";
export { VERSION } from "./version.ts";
