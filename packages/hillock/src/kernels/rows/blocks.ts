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
  const taken = new Set<number>();
  return buffers.map(({ perRow, use }, i) => {
    const over =
      use === "write"
        ? buffers.findIndex((other, j) => other.use === "read" && other.perRow === perRow && !taken.has(j))
        : -1;
    if (over < 0) return i;
    taken.add(over);
    return over;
  });
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
  const areas = kernel.scratch(block);
  const reserved = reserve([
    ...areas,
    labels === undefined ? 0 : 4 * block,
    ...buffers.map(({ perRow }, i) => (places[i] === i ? 4 * block * perRow : 0)),
  ]);
  const scratch = reserved.slice(0, areas.length);
  const list = reserved[areas.length];
  const addresses = places.map((i) => reserved[areas.length + 1 + i]);
  const given = argumentsOf(call, kernel, addresses, list);
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "read") copyIn(addresses[i], data, start * perRow, end * perRow);
    });
    if (labels !== undefined) copyIntegers(list, labels, start, end);
    total += run(end - start, call.columns, ...scratch, ...given) ?? 0;
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "write") copyOut(addresses[i], data, start * perRow, end * perRow);
    });
  }
  return total;
}

function runInPlace(call: RowCall, kernel: Kernel, block: number): number {
  const { rows, buffers, labels } = call;
  const run = kernel.run("own");
  const areas = kernel.scratch(block);
  const workspace = reserveOwn([...areas, labels === undefined ? 0 : 4 * block]);
  const scratch = workspace.addresses.slice(0, areas.length);
  const list = workspace.addresses[areas.length];
  const addresses: number[] = [];
  for (const { data } of buffers) addresses.push(data.byteOffset);
  const given = argumentsOf(call, kernel, addresses, list);
  const steps = rows > block ? stepsOf(call, kernel, addresses, list, block) : [];
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    if (labels !== undefined) workspace.copyIntegers(list, labels, start, end);
    total += run(end - start, call.columns, ...scratch, ...given) ?? 0;
    for (let i = 0; i < steps.length; i++) given[i] += steps[i];
  }
  return total;
}

/** What a kernel is given after its areas: its arrays, and its own parameters. */
function argumentsOf(
  { buffers, arrays, labels, parameters }: RowCall,
  kernel: Kernel,
  addresses: readonly number[],
  list: number,
): number[] {
  const given: number[] = [];
  if (arrays === undefined)
    for (let i = 0; i < buffers.length; i++) kernel.describe(given, addresses[i], 4 * buffers[i].perRow);
  else
    for (const [buffer, column] of arrays)
      kernel.describe(given, addresses[buffer] + 4 * column, 4 * buffers[buffer].perRow);
  if (labels !== undefined) given.push(list);
  if (parameters !== undefined) given.push(...parameters);
  return given;
}

/** By how much each of the arguments grows from one block of rows to the next. */
function stepsOf(
  call: RowCall,
  kernel: Kernel,
  addresses: readonly number[],
  list: number,
  block: number,
): number[] {
  const later = addresses.map((address, i) => address + 4 * block * call.buffers[i].perRow);
  const given = argumentsOf(call, kernel, addresses, list);
  return argumentsOf(call, kernel, later, list).map((value, i) => value - given[i]);
}
