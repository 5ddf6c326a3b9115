import { HillockError, type OnnxInspection } from "hillock";
import { toHalves } from "./halves.ts";
import type { WorkerTensor } from "./messages.ts";

export type Border = OnnxInspection["inputs"][number];

/** Rows for a graph's inputs. */
export interface Feeds {
  /** Where they come from, in a sentence. */
  readonly said: string;
  readonly rows: number;
  /** Rows that a run must have, where the graph says so. */
  readonly fixed: number | undefined;
  /** Whether tensors have a dimension for the rows; a graph without takes one row at a time. */
  readonly batched: boolean;
  /** Behind the last row it begins anew, to fill up a run. */
  readonly batch: (from: number, count: number) => Readonly<Record<string, WorkerTensor>>;
}

/** ONNX' element types, as onnxruntime calls them. */
const TYPES: Readonly<
  Record<number, { readonly name: string; readonly array: (numbers: readonly number[]) => unknown }>
> = {
  1: { name: "float32", array: (numbers) => Float32Array.from(numbers) },
  2: { name: "uint8", array: (numbers) => Uint8Array.from(numbers) },
  3: { name: "int8", array: (numbers) => Int8Array.from(numbers) },
  6: { name: "int32", array: (numbers) => Int32Array.from(numbers) },
  7: { name: "int64", array: (numbers) => BigInt64Array.from(numbers, (value) => BigInt(value)) },
  9: { name: "bool", array: (numbers) => Uint8Array.from(numbers, (value) => (value === 0 ? 0 : 1)) },
  10: { name: "float16", array: toHalves },
  11: { name: "float64", array: (numbers) => Float64Array.from(numbers) },
};
export const BYTE = 2;
export const STRING = 8;
const FLOATS: ReadonlySet<number> = new Set([1, 10, 11]);
/** Of dimensions other than the rows that the graph leaves open. */
const OPEN_LENGTH = 8;
const MOST_ROW = 2 ** 26;

/** Whether an input takes fractions; 0 stands where the file does not say. */
export const takesFractions = ({ type }: Pick<Border, "type">): boolean => type === 0 || FLOATS.has(type);

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A vector of a fixed length is one row. */
export const isOneRow = ({ shape }: Border): boolean => shape?.length === 1 && shape[0] !== undefined;

/** Whether its first dimension counts rows: not that of a single number, nor of one row. */
export const hasRows = (border: Border): boolean => border.shape?.length !== 0 && !isOneRow(border);

export function rowShape(border: Border): number[] {
  const { name, shape } = border;
  const lengths = (shape ?? [undefined])
    .slice(isOneRow(border) ? 0 : 1)
    .map((length) => length ?? OPEN_LENGTH);
  if (!(sizeOf(lengths) <= MOST_ROW))
    throw new HillockError(
      "invalid-model",
      `The input "${name}" has ${sizeOf(lengths)} numbers a row; at most ${MOST_ROW} are run.`,
    );
  return lengths;
}

/** Whether tensors' first dimension counts rows; vectors of a fixed length beside such tensors do not. */
export const isBatched = (inputs: readonly Border[]): boolean => inputs.some(hasRows);

/** Rows that a run must have, where the graph says so. */
export const fixedRows = (inputs: readonly Border[]): number | undefined =>
  isBatched(inputs)
    ? inputs.flatMap((border) => (isOneRow(border) ? [] : (border.shape?.[0] ?? [])))[0]
    : inputs.some(isOneRow)
      ? 1
      : undefined;

export function tensor(border: Border, count: number, numbers: readonly number[]): WorkerTensor {
  const type = TYPES[border.type];
  if (type === undefined)
    throw new HillockError(
      "invalid-model",
      `The input "${border.name}" is of ONNX' element type ${border.type}, for which no data can be made.`,
    );
  const odd = takesFractions(border) ? undefined : numbers.find((value) => !Number.isInteger(value));
  if (odd !== undefined)
    throw new HillockError(
      "invalid-table",
      `The input "${border.name}" takes whole numbers (${type.name}); the data have ${odd}. Give it whole numbers.`,
    );
  const dims = hasRows(border) ? [count, ...rowShape(border)] : rowShape(border);
  return { type: type.name, dims, data: type.array(numbers) };
}

export const texts = (count: number, values: readonly string[]): WorkerTensor => ({
  type: "string",
  dims: [count, 1],
  data: values,
});
