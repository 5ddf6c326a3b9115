import { instantiate, type WasmExports } from "../../codegen/instantiate.ts";
import { NarrowLoop } from "../../codegen/rows/narrow-loop.ts";
import { REFERENCE } from "../../codegen/rows/powers.ts";
import { type PowerProgram, powerModule } from "../../codegen/rows/row-block.ts";
import { addRowProgram, type RowProgram, UNROLL } from "../../codegen/rows/row-loop.ts";
import { WideLoop } from "../../codegen/rows/wide-loop.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { copyIn, copyIntegers, copyOut, reserve, rowMemory } from "./staging.ts";

/** Rows up to so many columns are worked on four side by side, or by a kernel of their own for each number of columns. */
const NARROW = 64;

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
  readonly mostRows?: number;
  /** One whole number a row, whose address is the kernel's first own parameter. */
  readonly labels?: ArrayLike<number>;
  readonly parameters?: readonly number[];
}

export type RowRunner = (call: RowCall) => number;

/** A kernel for rows of so many columns. */
interface Kernel {
  readonly run: WasmExports[string];
  /** Elements of the longest array that are staged at a time: all of a block stays in the nearest caches. */
  readonly block: number;
  /** Bytes of the areas that it works in, for so many rows; their addresses go before the arrays'. */
  scratch(rows: number): number[];
  /** What it is told of an array. */
  place(address: number, bytesPerRow: number): number[];
}

/** A kernel that is compiled at its first call. Calls give the sum of what the kernel gives for each block of rows. */
export function compileRows(program: RowProgram): RowRunner {
  let exports: WasmExports | undefined;
  return (call) => {
    const { rows, columns } = call;
    if (rows === 0 || columns === 0) return 0;
    if (exports === undefined) {
      const module = new ModuleBuilder();
      addRowProgram(module, "run", program, { narrow: NarrowLoop, wide: WideLoop });
      exports = instantiate(module.toBytes(), rowMemory());
    }
    const narrow = columns <= NARROW;
    const vectors = narrow ? columns : Math.ceil(columns / 4);
    return runBlocks(call, {
      run: exports[narrow ? "narrow run" : "wide run"],
      block: 4096,
      scratch: () => [(vectors + UNROLL) * 16 * program.registers],
      place: (address, bytesPerRow) => [address, bytesPerRow],
    });
  };
}

/** The same for a kernel over the powers of rows: one for each number of columns up to 64, and one for all others. */
export function compilePowers(program: PowerProgram): RowRunner {
  const compiled = new Map<number | undefined, WasmExports[string]>();
  return (call) => {
    const { rows, columns } = call;
    if (rows === 0 || columns === 0) return 0;
    const known = columns <= NARROW ? columns : undefined;
    let run = compiled.get(known);
    if (run === undefined) {
      run = instantiate(powerModule(program, known).toBytes(), rowMemory())["run"];
      compiled.set(known, run);
    }
    return runBlocks(call, {
      run,
      block: 8192,
      scratch: (count) => [
        4 * count * columns,
        REFERENCE.bytes * count,
        known === undefined ? 0 : 4 * count * columns,
      ],
      place: (address) => [address],
    });
  };
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

function runBlocks(call: RowCall, kernel: Kernel): number {
  const { rows, columns, buffers, labels, mostRows = Number.POSITIVE_INFINITY } = call;
  const arrays = call.arrays ?? buffers.map((_, buffer) => [buffer, 0] as const);
  const longest = Math.max(...buffers.map(({ perRow }) => perRow));
  // a multiple of four, so that only the last rows are fewer
  const block = Math.min(rows, 4 * Math.max(1, Math.floor(Math.min(kernel.block / longest, mostRows) / 4)));
  const areas = kernel.scratch(block);
  const own = placesOf(buffers);
  const reserved = reserve([
    ...areas,
    labels === undefined ? 0 : 4 * block,
    ...buffers.map(({ perRow }, i) => (own[i] === i ? 4 * block * perRow : 0)),
  ]);
  const scratch = reserved.slice(0, areas.length);
  const list = reserved[areas.length];
  const addresses = own.map((i) => reserved[areas.length + 1 + i]);
  const places = arrays.flatMap(([buffer, column]) =>
    kernel.place(addresses[buffer] + 4 * column, 4 * buffers[buffer].perRow),
  );
  const parameters = [...(labels === undefined ? [] : [list]), ...(call.parameters ?? [])];
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "read") copyIn(addresses[i], data, start * perRow, end * perRow);
    });
    if (labels !== undefined) copyIntegers(list, labels, start, end);
    total += kernel.run(end - start, columns, ...scratch, ...places, ...parameters) ?? 0;
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "write") copyOut(addresses[i], data, start * perRow, end * perRow);
    });
  }
  return total;
}
