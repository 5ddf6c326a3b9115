import { HillockError } from "../errors.ts";

/** An array whose buffer was transferred has length 0, as an empty one; only the latter can be viewed. */
function isDetached(array: Float32Array): boolean {
  try {
    new Uint8Array(array.buffer);
    return false;
  } catch {
    return true;
  }
}

/** Refuses arrays that kernels cannot work on, before anything is written. */
export function checkArrays(inputs: Readonly<Record<string, Float32Array>>, out: Float32Array): void {
  const length = out.length;
  for (const [name, array] of Object.entries({ ...inputs, out })) {
    if (!(array instanceof Float32Array))
      throw new HillockError("invalid-argument", `${name} must be a Float32Array.`);
    if (array.length === 0 && isDetached(array))
      throw new HillockError(
        "invalid-argument",
        `The memory of ${name} was transferred to another thread or grew, so its numbers are gone; make it anew.`,
      );
    if (Object.prototype.toString.call(array.buffer) === "[object SharedArrayBuffer]") {
      throw new HillockError(
        "invalid-argument",
        `${name} lies in shared memory, which another thread may change; copy it first.`,
      );
    }
    if (array.length !== length) {
      throw new HillockError(
        "invalid-shape",
        `${name} has ${array.length} elements and out has ${length}; they must have the same length.`,
      );
    }
    if (array !== out && array.buffer === out.buffer && array.byteOffset !== out.byteOffset) {
      const apart = Math.abs(array.byteOffset - out.byteOffset);
      if (apart < array.byteLength) {
        throw new HillockError(
          "invalid-argument",
          `out overlaps ${name} in part; give the same array to work in place, or one that is apart.`,
        );
      }
    }
  }
}
