import { createMemory, PAGE_BYTES, type WasmMemory } from "../codegen/instantiate.ts";
import { FEWEST_BYTES, TABLE_BYTES } from "../codegen/tables/room.ts";

/** Elements that are copied in, worked on and copied out at a time: all arrays of a block stay in the nearest caches. */
export const BLOCK = 16_384;
/** Not a multiple of a page, in which the processor would take a load for one that waits for a store. */
const STRIDE = BLOCK * Float32Array.BYTES_PER_ELEMENT + 192;

let memory: WasmMemory | undefined;
let floats = new Float32Array(0);
let pages = 0;

export function stagingMemory(): WasmMemory {
  memory ??= createMemory(0);
  return memory;
}

/** Where block number i begins. */
export const blockAddress = (i: number): number => TABLE_BYTES + i * STRIDE;

/** Makes room for so many blocks, and for what is read behind the last. */
export function reserveBlocks(count: number): void {
  const needed = Math.ceil(Math.max(FEWEST_BYTES, blockAddress(count + 1)) / PAGE_BYTES);
  if (needed <= pages) return;
  const held = stagingMemory();
  held.grow(needed - pages);
  pages = needed;
  floats = new Float32Array(held.buffer);
}

/** Copies elements `start` to `end` of the array to the address. */
export function copyIn(address: number, from: Float32Array, start: number, end: number): void {
  floats.set(
    start === 0 && end === from.length
      ? from
      : new Float32Array(from.buffer, from.byteOffset + 4 * start, end - start),
    address / 4,
  );
}

/** Of the first block: the view that was asked for last, since most calls ask for the same. */
let first = floats;

/** A block's first elements, as they are until the next call of any kernel. */
export function staged(address: number, count: number): Float32Array {
  const start = address / 4;
  if (address !== blockAddress(0)) return floats.subarray(start, start + count);
  if (first.length !== count || first.buffer !== floats.buffer) first = floats.subarray(start, start + count);
  return first;
}
