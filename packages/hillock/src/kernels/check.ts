import { HillockError } from "../errors.ts";
import { inSameMemory, liesInOwnMemory } from "./memory.ts";

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

/** Refuses what kernels cannot read or write. */
export function checkArray(name: string, array: unknown): void {
  if (!(array instanceof Float32Array))
    throw new HillockError("invalid-argument", `${name} must be a Float32Array, not ${describe(array)}.`);
  if (array.length === 0 && isDetached(array))
    throw new HillockError(
      "invalid-argument",
      `The memory of ${name} was transferred to another thread or grew, so its numbers are gone; make it anew.`,
    );
  if (!liesInOwnMemory(array) && isShared(array.buffer)) {
    throw new HillockError(
      "invalid-argument",
      `${name} lies in shared memory, which another thread may change; copy it first, or use allocate.`,
    );
  }
}

const isShared = (buffer: ArrayBufferLike): boolean =>
  Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]";

/** Refuses arrays that kernels cannot work on, before anything is written. */
export function checkArrays(inputs: Readonly<Record<string, Float32Array>>, out: Float32Array): void {
  checkArray("out", out);
  for (const name in inputs) {
    const array = inputs[name];
    checkArray(name, array);
    if (array.length !== out.length) {
      throw new HillockError(
        "invalid-shape",
        `${name} has ${array.length} elements and out has ${out.length}; they must have the same length.`,
      );
    }
    if (array === out || array.byteOffset === out.byteOffset || !inSameMemory(array, out)) continue;
    if (Math.abs(array.byteOffset - out.byteOffset) < array.byteLength) {
      throw new HillockError(
        "invalid-argument",
        `out overlaps ${name} in part: they begin ${Math.abs(array.byteOffset - out.byteOffset)} bytes apart; give the same array to work in place, or one that is apart.`,
      );
    }
  }
}
