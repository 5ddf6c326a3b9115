import type { WasmExports } from "../../codegen/instantiate.ts";
import { isOwnBuffer } from "../memory.ts";
import { copyIn, copyIntegers, copyOut, reserve } from "./staging.ts";
import { reserveOwn } from "./workspace.ts";

/** An array that kernels read or write, with whole rows of its own length. */
export interface RowBuffer {
  readonly data: Float32Array;
  readonly perRow: number;
  readonly use: "read" | "write";
}

export interface RowCall {
  readonly rows: number;
  readonly columns: number;
  readonly buffers: readonly RowBuffer[];
  /** The kernel's arrays where they are not the buffers: a buffer each, and the column at which they begin in its rows. */
  readonly arrays?: readonly (readonly [buffer: number, column: number])[];
  /** One whole number a row, whose address is the kernel's first own parameter. */
  readonly labels?: ArrayLike<number>;
  readonly parameters?: readonly number[];
}

/** Where a kernel works: on arrays in Hillock's own memory as they lie, or on blocks that are copied in and out. */
export type Place = "own" | "staging";

/** A kernel for rows of so many columns. */
export interface Kernel {
  run(place: Place): WasmExports[string];
  /** Elements of the longest array that are worked on at a time: all of a block stays in the nearest caches. */
  readonly block: number;
  /** Bytes of the areas that it works in, for so many rows; their addresses go before the arrays'. */
  scratch(rows: number): number[];
  /** Adds what it is told of an array. */
  describe(given: number[], address: number, bytesPerRow: number): void;
}

/** For each buffer the one whose place it takes: kernels work in place, so that what is written may stand over what was read. */
function placesOf(buffers: readonly RowBuffer[]): number[] {
  const places: number[] = [];
  for (let i = 0; i < buffers.length; i++) {
    let place = i;
    for (let j = 0; j < i && place === i; j++) {
      const fits = buffers[j].use === "read" && buffers[j].perRow === buffers[i].perRow;
      if (buffers[i].use === "write" && fits && places.indexOf(j, j + 1) < 0) place = j;
    }
    places.push(place);
  }
  return places;
}

/**
 * Calls the kernel for one block of rows after the other; the sum of what it gives. Plain loops: of few rows, lists made
 * from lists take longer than the kernel.
 */
export function runBlocks(call: RowCall, kernel: Kernel): number {
  const { rows, buffers } = call;
  let longest = 0;
  let inPlace = true;
  for (const { data, perRow } of buffers) {
    if (perRow > longest) longest = perRow;
    inPlace &&= isOwnBuffer(data.buffer);
  }
  // a multiple of four, so that only the last rows are fewer
  const block = Math.min(rows, 4 * Math.max(1, Math.floor(kernel.block / longest / 4)));
  return (inPlace ? runInPlace : runStaged)(call, kernel, block);
}

function runStaged(call: RowCall, kernel: Kernel, block: number): number {
  const { rows, buffers, labels } = call;
  const run = kernel.run("staging");
  const places = placesOf(buffers);
  const sizes = kernel.scratch(block);
  const areas = sizes.length;
  sizes.push(labels === undefined ? 0 : 4 * block);
  for (let i = 0; i < places.length; i++) sizes.push(places[i] === i ? 4 * block * buffers[i].perRow : 0);
  const reserved = reserve(sizes);
  const list = reserved[areas];
  const addresses: number[] = [];
  for (const place of places) addresses.push(reserved[areas + 1 + place]);
  const given = argumentsOf(call, kernel, reserved.slice(0, areas), addresses, list);
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    for (let i = 0; i < buffers.length; i++) {
      const { data, perRow, use } = buffers[i];
      if (use === "read") copyIn(addresses[i], data, start * perRow, end * perRow);
    }
    if (labels !== undefined) copyIntegers(list, labels, start, end);
    given[0] = end - start;
    total += run(...given) ?? 0;
    for (let i = 0; i < buffers.length; i++) {
      const { data, perRow, use } = buffers[i];
      if (use === "write") copyOut(addresses[i], data, start * perRow, end * perRow);
    }
  }
  return total;
}

function runInPlace(call: RowCall, kernel: Kernel, block: number): number {
  const { rows, buffers, labels } = call;
  const run = kernel.run("own");
  const sizes = kernel.scratch(block);
  const areas = sizes.length;
  if (labels !== undefined) sizes.push(4 * block);
  const workspace = reserveOwn(sizes);
  const list = workspace.addresses[areas];
  const scratch = workspace.addresses.slice(0, areas);
  const addresses: number[] = [];
  for (const { data } of buffers) addresses.push(data.byteOffset);
  const given = argumentsOf(call, kernel, scratch, addresses, list);
  const steps = rows > block ? stepsOf(call, kernel, scratch, addresses, list, block) : [];
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    if (labels !== undefined) workspace.copyIntegers(list, labels, start, end);
    given[0] = end - start;
    total += run(...given) ?? 0;
    for (let i = 1; i < steps.length; i++) given[i] += steps[i];
  }
  return total;
}

/** What a kernel is given: a number of rows, 0 for now, columns, its areas, its arrays, and its own parameters. */
function argumentsOf(
  { buffers, columns, arrays, labels, parameters }: RowCall,
  kernel: Kernel,
  scratch: readonly number[],
  addresses: readonly number[],
  list: number,
): number[] {
  const given = [0, columns];
  for (const address of scratch) given.push(address);
  if (arrays === undefined)
    for (let i = 0; i < buffers.length; i++) kernel.describe(given, addresses[i], 4 * buffers[i].perRow);
  else
    for (const [buffer, column] of arrays)
      kernel.describe(given, addresses[buffer] + 4 * column, 4 * buffers[buffer].perRow);
  if (labels !== undefined) given.push(list);
  if (parameters !== undefined) for (const value of parameters) given.push(value);
  return given;
}

/** By how much each of the arguments grows from one block of rows to the next. */
function stepsOf(
  call: RowCall,
  kernel: Kernel,
  scratch: readonly number[],
  addresses: readonly number[],
  list: number,
  block: number,
): number[] {
  const later = addresses.map((address, i) => address + 4 * block * call.buffers[i].perRow);
  const given = argumentsOf(call, kernel, scratch, addresses, list);
  return argumentsOf(call, kernel, scratch, later, list).map((value, i) => value - given[i]);
}
