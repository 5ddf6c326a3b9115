import { allocate, free } from "../memory.ts";
import { addressesOf } from "./staging.ts";

let room: Float32Array | undefined;

/** Areas that kernels work in, in Hillock's own memory. */
export interface Workspace {
  readonly addresses: readonly number[];
  copyIntegers(address: number, from: ArrayLike<number>, start: number, end: number): void;
}

/** Areas of so many bytes each, as they are until the next call of any kernel. */
export function reserveOwn(sizes: readonly number[]): Workspace {
  const { addresses, end } = addressesOf(sizes);
  if (room === undefined || room.byteLength < end) {
    if (room !== undefined) free(room);
    room = undefined;
    room = allocate(Math.ceil(end / 4));
  }
  const { buffer, byteOffset } = room;
  return {
    addresses: addresses.map((address) => address + byteOffset),
    copyIntegers(address, from, start, end) {
      const list = new Int32Array(buffer, address, end - start);
      if (from instanceof Int32Array) list.set(from.subarray(start, end));
      else for (let i = 0; i < list.length; i++) list[i] = from[start + i];
    },
  };
}
