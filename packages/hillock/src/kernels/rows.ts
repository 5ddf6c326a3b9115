import {
  createMemory,
  instantiate,
  PAGE_BYTES,
  type WasmExports,
  type WasmMemory,
} from "../codegen/instantiate.ts";
import { emitSoftmax, emitSoftmaxBackward, emitSoftmaxCrossEntropy } from "../codegen/rows/softmax.ts";
import { ModuleBuilder } from "../codegen/wasm/module-builder.ts";
import { HillockError } from "../errors.ts";
import { checkArrays } from "./check.ts";

const BLOCK_FLOATS = 16_384;

interface RowKernels {
  readonly exports: WasmExports;
  readonly memory: WasmMemory;
  readonly rows: number;
  readonly stride: number;
  readonly at: {
    readonly logits: number;
    readonly probabilities: number;
    readonly gradient: number;
    readonly out: number;
    readonly labels: number;
    readonly losses: number;
  };
}

const compiled = new Map<number, RowKernels>();
const MOST_COMPILED = 32;

/** Kernels for rows of so many columns, over a block of whole rows. */
function rowKernels(columns: number): RowKernels {
  const known = compiled.get(columns);
  if (known) return known;
  const stride = Math.ceil(columns / 4) * 4;
  const rows = Math.max(1, Math.floor(BLOCK_FLOATS / stride));
  const bytes = rows * stride * 4;
  const lists = 16 + rows * 4;
  const at = {
    logits: 0,
    probabilities: bytes,
    gradient: 2 * bytes,
    out: 3 * bytes,
    labels: 4 * bytes,
    losses: 4 * bytes + Math.ceil(lists / 16) * 16,
  };
  const memory = createMemory(Math.ceil((at.losses + lists) / PAGE_BYTES));
  const module = new ModuleBuilder();
  const shape = { count: 0, columns, logits: at.logits, probabilities: at.probabilities };
  const forward = module.addFunction({ params: ["i32"], export: "forward" }).builder;
  emitSoftmax(forward, shape);
  emitSoftmaxBackward(
    module.addFunction({ params: ["i32"], export: "backward" }).builder,
    shape,
    at.gradient,
    at.out,
  );
  const f = module.addFunction({ params: ["i32"], export: "crossEntropy" }).builder;
  emitSoftmaxCrossEntropy(f, shape, { labels: at.labels, gradient: at.gradient }, (index) => {
    const loss = f.op("f32.demote_f64").setNew("f32");
    f.get(index).i32(4).op("i32.mul").get(loss).store("f32.store", at.losses);
  });
  const made = { exports: instantiate(module.toBytes(), memory), memory, rows, stride, at };
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(columns, made);
  return made;
}

function rowsOf(x: Float32Array, columns: number): number {
  if (!Number.isInteger(columns) || (columns < 1 && x.length > 0)) {
    throw new HillockError("invalid-shape", `columns is ${columns}; a whole number of at least 1 is needed.`);
  }
  if (x.length % columns !== 0)
    throw new HillockError(
      "invalid-shape",
      `${x.length} elements do not make whole rows of ${columns} columns.`,
    );
  return x.length / columns;
}

/** Rows of a plain array into the block and back; a row's padding is not touched. */
function copyIn(
  { memory, stride }: RowKernels,
  address: number,
  from: Float32Array,
  columns: number,
  start: number,
  count: number,
): void {
  const block = new Float32Array(memory.buffer, address, stride * count);
  for (let r = 0; r < count; r++)
    for (let c = 0; c < columns; c++) block[r * stride + c] = from[(start + r) * columns + c];
}
function copyOut(
  { memory, stride }: RowKernels,
  address: number,
  to: Float32Array,
  columns: number,
  start: number,
  count: number,
): void {
  const block = new Float32Array(memory.buffer, address, stride * count);
  for (let r = 0; r < count; r++)
    for (let c = 0; c < columns; c++) to[(start + r) * columns + c] = block[r * stride + c];
}

function overBlocks(
  x: Float32Array,
  columns: number,
  body: (kernels: RowKernels, start: number, count: number) => void,
): void {
  const rows = rowsOf(x, columns);
  if (rows === 0) return;
  const kernels = rowKernels(columns);
  for (let start = 0; start < rows; start += kernels.rows)
    body(kernels, start, Math.min(kernels.rows, rows - start));
}

export function softmaxForward(x: Float32Array, columns: number, out: Float32Array): void {
  checkArrays({ x }, out);
  overBlocks(x, columns, (kernels, start, count) => {
    copyIn(kernels, kernels.at.logits, x, columns, start, count);
    kernels.exports["forward"](count);
    copyOut(kernels, kernels.at.probabilities, out, columns, start, count);
  });
}

export function softmaxBackward(
  gradient: Float32Array,
  x: Float32Array,
  columns: number,
  out: Float32Array,
): void {
  checkArrays({ gradient, x }, out);
  overBlocks(x, columns, (kernels, start, count) => {
    copyIn(kernels, kernels.at.logits, x, columns, start, count);
    copyIn(kernels, kernels.at.gradient, gradient, columns, start, count);
    kernels.exports["backward"](count);
    copyOut(kernels, kernels.at.out, out, columns, start, count);
  });
}

export function softmaxCrossEntropyRows(
  logits: Float32Array,
  labels: ArrayLike<number>,
  columns: number,
): { losses: Float32Array; probabilities: Float32Array; gradient: Float32Array } {
  const rows = rowsOf(logits, columns);
  if (labels.length !== rows)
    throw new HillockError("invalid-shape", `There are ${labels.length} labels for ${rows} rows of logits.`);
  for (let r = 0; r < rows; r++) checkLabel(labels[r], r, columns);
  const result = {
    losses: new Float32Array(rows),
    probabilities: new Float32Array(logits.length),
    gradient: new Float32Array(logits.length),
  };
  overBlocks(logits, columns, (kernels, start, count) => {
    const { memory, at } = kernels;
    copyIn(kernels, at.logits, logits, columns, start, count);
    const block = new Int32Array(memory.buffer, at.labels, count);
    for (let r = 0; r < count; r++) block[r] = labels[start + r];
    kernels.exports["crossEntropy"](count);
    copyOut(kernels, at.probabilities, result.probabilities, columns, start, count);
    copyOut(kernels, at.gradient, result.gradient, columns, start, count);
    result.losses.set(new Float32Array(memory.buffer, at.losses, count), start);
  });
  return result;
}

/** @throws HillockError "invalid-label" unless the label is a whole number from 0 to classes − 1. */
export function checkLabel(label: number, row: number, classes: number): void {
  if (!Number.isInteger(label) || label < 0 || label >= classes) {
    throw new HillockError(
      "invalid-label",
      `The label of row ${row} is ${label}; labels are whole numbers from 0 to ${classes - 1}.`,
    );
  }
}
