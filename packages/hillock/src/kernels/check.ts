import { HillockError } from "../errors.ts";
import { isOwnBuffer } from "./memory.ts";

/** An array whose buffer was transferred has length 0, as an empty one; only the latter can be viewed. */
function isDetached(array: Float32Array): boolean {
  try {
    new Uint8Array(array.buffer);
    return false;
  } catch {
    return true;
  }
}

const describe = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `a value of ${value.constructor?.name ?? "no class"}`
    : String(value);

const isShared = (buffer: ArrayBufferLike): boolean =>
  Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]";

/** Refuses what kernels cannot read or write; whether it lies in Hillock's own memory. */
export function checkArray(name: string, array: unknown): boolean {
  if (!(array instanceof Float32Array))
    throw new HillockError("invalid-argument", `${name} must be a Float32Array, not ${describe(array)}.`);
  if (array.length === 0 && isDetached(array))
    throw new HillockError(
      "invalid-argument",
      `The memory of ${name} was transferred to another thread or grew, so its numbers are gone; make it anew.`,
    );
  // asked once: engines take their time over it
  const { buffer } = array;
  if (isOwnBuffer(buffer)) return true;
  if (isShared(buffer)) {
    throw new HillockError(
      "invalid-argument",
      `${name} lies in shared memory, which another thread may change; copy it first, or use allocate.`,
    );
  }
  return false;
}

/** Refuses an input of another length than `out`, or that overlaps it in part; whether both lie in own memory. */
export function checkInput(name: string, array: Float32Array, out: Float32Array, outOwn: boolean): boolean {
  const own = checkArray(name, array);
  if (array.length !== out.length) {
    throw new HillockError(
      "invalid-shape",
      `${name} has ${array.length} elements and out has ${out.length}; they must have the same length.`,
    );
  }
  const apart = Math.abs(array.byteOffset - out.byteOffset);
  if (apart > 0 && apart < array.byteLength && own === outOwn && (own || array.buffer === out.buffer)) {
    throw new HillockError(
      "invalid-argument",
      `out overlaps ${name} in part: they begin ${apart} bytes apart; give the same array to work in place, or one that is apart.`,
    );
  }
  return own && outOwn;
}

/** Refuses arrays that kernels cannot work on, before anything is written. */
export function checkArrays(inputs: Readonly<Record<string, Float32Array>>, out: Float32Array): void {
  const own = checkArray("out", out);
  for (const name in inputs) checkInput(name, inputs[name], out, own);
}
