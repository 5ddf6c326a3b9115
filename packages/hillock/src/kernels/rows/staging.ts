import { createMemory, PAGE_BYTES, type WasmMemory } from "../../codegen/instantiate.ts";
import { FEWEST_BYTES, TABLE_BYTES } from "../../codegen/tables/room.ts";
import { HillockError } from "../../errors.ts";

const ALIGNMENT = 16;
/** Kernels read up to a vector past the end of an array. */
const SLACK = 16;

const FEWEST_PAGES = Math.ceil(FEWEST_BYTES / PAGE_BYTES);

let memory: WasmMemory | undefined;
let floats = new Float32Array(0);
let integers = new Int32Array(0);

/** The memory of the row kernels; it begins with tables. */
export function rowMemory(): WasmMemory {
  memory ??= createMemory(FEWEST_PAGES);
  return memory;
}

/** Addresses of so many bytes each, one behind the other from `start` on, and where the last ends. */
export function addressesOf(
  sizes: readonly number[],
  start = 0,
): { readonly addresses: number[]; readonly end: number } {
  const addresses: number[] = [];
  let end = start;
  for (const size of sizes) {
    addresses.push(end);
    end = Math.ceil((end + size + SLACK) / ALIGNMENT) * ALIGNMENT;
  }
  return { addresses, end };
}

/** The same in a memory that has grown to hold them. */
export function reserve(sizes: readonly number[]): number[] {
  const { addresses, end } = addressesOf(sizes, TABLE_BYTES);
  const held = rowMemory();
  if (end > held.buffer.byteLength) {
    try {
      held.grow(Math.ceil((end - held.buffer.byteLength) / PAGE_BYTES));
    } catch {
      throw new HillockError(
        "out-of-memory",
        `The rows need ${end} bytes of memory to work on; they are not to be had.`,
      );
    }
  }
  if (floats.buffer !== held.buffer) {
    floats = new Float32Array(held.buffer);
    integers = new Int32Array(held.buffer);
  }
  return addresses;
}

/** Copies elements `start` to `end` of the array to the address. */
export function copyIn(address: number, from: Float32Array, start: number, end: number): void {
  floats.set(start === 0 && end === from.length ? from : from.subarray(start, end), address / 4);
}

/** Copies elements `start` to `end` of the array from the address. */
export function copyOut(address: number, to: Float32Array, start: number, end: number): void {
  to.set(floats.subarray(address / 4, address / 4 + end - start), start);
}

export const fill = (address: number, value: number, count: number): void =>
  void floats.fill(value, address / 4, address / 4 + count);

export function copyIntegers(address: number, from: ArrayLike<number>, start: number, end: number): void {
  if (from instanceof Int32Array) {
    integers.set(from.subarray(start, end), address / 4);
    return;
  }
  const at = address / 4 - start;
  for (let i = start; i < end; i++) integers[at + i] = from[i];
}
