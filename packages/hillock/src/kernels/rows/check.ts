import { HillockError } from "../../errors.ts";
import { isShared } from "../check.ts";
import { isOwnBuffer } from "../memory.ts";
import { areClasses } from "./labels.ts";

/** The number of rows. @throws HillockError "invalid-shape" unless the elements make whole rows. */
export function rowsOf(name: string, length: number, columns: number): number {
  if (!Number.isInteger(columns) || columns < 0 || (columns === 0 && length > 0))
    throw new HillockError("invalid-shape", `columns is ${columns}; a whole number of at least 1 is needed.`);
  if (length === 0) return 0;
  if (length % columns !== 0)
    throw new HillockError(
      "invalid-shape",
      `${name}: ${length} elements do not make whole rows of ${columns} columns.`,
    );
  return length / columns;
}

/** Refuses an array that shares elements with another one. */
export function checkApart(name: string, array: Float32Array, other: string, from: Float32Array): void {
  if (
    (array.buffer === from.buffer || (isOwnBuffer(array.buffer) && isOwnBuffer(from.buffer))) &&
    array.byteOffset < from.byteOffset + from.byteLength &&
    from.byteOffset < array.byteOffset + array.byteLength
  )
    throw new HillockError("invalid-argument", `${name} overlaps ${other}; give an array that is apart.`);
}

/** @throws HillockError "invalid-label" unless the label is a whole number from 0 to classes − 1. */
export function checkLabel(label: number, row: number, classes: number): void {
  // anything but a whole number from 0 to 2^32 − 1 is changed by the shift
  if (typeof label !== "number" || label >>> 0 !== label || label >= classes) {
    const kind = typeof label === "number" ? "" : ` (${typeof label})`;
    throw new HillockError(
      "invalid-label",
      `The label of row ${row} is ${String(label)}${kind}; labels are whole numbers from 0 to ${classes - 1}.`,
    );
  }
}

/** Fewer are told one by one sooner. */
const MANY_LABELS = 256;

/** The labels as kernels take them. @throws HillockError; "invalid-label" names row and value. */
export function checkLabels(
  given: ArrayLike<number> | BigInt64Array,
  rows: number,
  classes: number,
): ArrayLike<number> {
  if (typeof given !== "object" || given === null)
    throw new HillockError(
      "invalid-argument",
      `labels is ${String(given)}; an array with the class of each row is needed.`,
    );
  const labels = given instanceof BigInt64Array ? Float64Array.from(given, Number) : given;
  if (labels.length !== rows)
    throw new HillockError(
      "invalid-shape",
      `There are ${labels.length} labels for ${rows} rows of logits: ${rows * classes} elements in rows of ${classes}.`,
    );
  if (ArrayBuffer.isView(labels) && !isOwnBuffer(labels.buffer) && isShared(labels.buffer))
    throw new HillockError(
      "invalid-argument",
      "labels lies in shared memory, which another thread may change; copy it first.",
    );
  if (rows < MANY_LABELS || !(labels instanceof Int32Array) || !areClasses(labels, classes))
    for (let row = 0; row < rows; row++) checkLabel(labels[row], row, classes);
  return labels;
}
