import { HillockError } from "../errors.ts";
import { addressOf, ELSEWHERE } from "./memory.ts";

/** An array whose buffer was transferred, or ends before it, has length 0, as an empty one; only the latter can be read. */
function isLost(array: Float32Array): boolean {
  try {
    array.at(0);
    return false;
  } catch {
    return true;
  }
}

const describe = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `a value of ${value.constructor?.name ?? "no class"}`
    : String(value);

/** The name tells it for buffers of other windows, too; asking for it takes longer than a short kernel. */
export const isShared = (buffer: ArrayBufferLike): boolean =>
  !(buffer instanceof ArrayBuffer) && Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]";

/** Refuses what kernels cannot read or write; tells where it lies in Hillock's own memory, or `ELSEWHERE`. */
export function checkArray(name: string, array: unknown): number {
  if (!(array instanceof Float32Array))
    throw new HillockError("invalid-argument", `${name} must be a Float32Array, not ${describe(array)}.`);
  if (array.length === 0 && isLost(array))
    throw new HillockError(
      "invalid-argument",
      `The memory of ${name} was transferred or resized, so its numbers are gone; make it anew.`,
    );
  const address = addressOf(array);
  if (address === ELSEWHERE && isShared(array.buffer)) {
    throw new HillockError(
      "invalid-argument",
      `${name} lies in shared memory, which another thread may change; copy it first, or use allocate.`,
    );
  }
  return address;
}

/** How far apart two arrays begin, where both lie in the same memory; 0 for those that do not. */
function distance(array: Float32Array, address: number, out: Float32Array, outAddress: number): number {
  if (array === out) return 0;
  if (address !== ELSEWHERE && outAddress !== ELSEWHERE) return Math.abs(address - outAddress);
  return array.buffer === out.buffer ? Math.abs(array.byteOffset - out.byteOffset) : 0;
}

/**
 * Refuses an input of another length than `out`, or that overlaps it in part, where it is written to and lies at
 * `outAddress`; tells where the input lies, like `checkArray`. `other` was given, and has the length of `out`.
 */
export function checkInput(
  name: string,
  array: Float32Array,
  out: Float32Array,
  outAddress: number | undefined,
  other = "out",
  outName = "out",
): number {
  const address = checkArray(name, array);
  if (array.length !== out.length) {
    throw new HillockError(
      "invalid-shape",
      `${name} has ${array.length} elements and ${other} has ${out.length}; they must have the same length.`,
    );
  }
  const apart = outAddress === undefined ? 0 : distance(array, address, out, outAddress);
  if (apart > 0 && apart < 4 * array.length) {
    throw new HillockError(
      "invalid-argument",
      `${outName} overlaps ${name} in part: they begin ${apart} bytes apart; give the same array to work in place, or one that is apart.`,
    );
  }
  return address;
}

/** Refuses arrays that kernels cannot work on, before anything is written. The first input is always given. */
export function checkArrays(
  inputs: Readonly<Record<string, Float32Array>>,
  out: Float32Array,
  outName = "out",
): void {
  const address = checkArray(outName, out);
  let other = outName;
  for (const name in inputs) {
    checkInput(name, inputs[name], out, address, other, outName);
    other = name;
  }
}
