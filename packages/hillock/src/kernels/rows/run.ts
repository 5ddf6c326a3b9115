import { instantiate, type WasmExports } from "../../codegen/instantiate.ts";
import { NarrowLoop } from "../../codegen/rows/narrow-loop.ts";
import { addRowProgram, type RowProgram, UNROLL } from "../../codegen/rows/row-loop.ts";
import { WideLoop } from "../../codegen/rows/wide-loop.ts";
import { ModuleBuilder } from "../../codegen/wasm/module-builder.ts";
import { copyIn, copyIntegers, copyOut, reserve, rowMemory } from "./staging.ts";

/** Elements of the longest array that are staged at a time: all of a block stays in the nearest caches. */
const BLOCK = 4096;
/** Rows up to so many columns are worked on four side by side. */
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
  /** The kernel's arrays: a buffer each, and the column at which they begin in its rows. */
  readonly arrays: readonly (readonly [buffer: number, column: number])[];
  readonly mostRows?: number;
  /** One whole number a row, whose address is the kernel's first own parameter. */
  readonly labels?: ArrayLike<number>;
  readonly parameters?: readonly number[];
}

export type RowRunner = (call: RowCall) => number;

/** A kernel that is compiled at its first call. Calls give the sum of what the kernel gives for each block of rows. */
export function compileRows(program: RowProgram): RowRunner {
  let exports: WasmExports | undefined;
  return (call) => {
    if (call.rows === 0 || call.columns === 0) return 0;
    if (exports === undefined) {
      const module = new ModuleBuilder();
      addRowProgram(module, "run", program, { narrow: NarrowLoop, wide: WideLoop });
      exports = instantiate(module.toBytes(), rowMemory());
    }
    return runBlocks(exports, program, call);
  };
}

function runBlocks(exports: WasmExports, program: RowProgram, call: RowCall): number {
  const { rows, columns, buffers, arrays, labels, mostRows = Number.POSITIVE_INFINITY } = call;
  const narrow = columns <= NARROW;
  const run = exports[narrow ? "narrow run" : "wide run"];
  const longest = Math.max(...buffers.map(({ perRow }) => perRow));
  // a multiple of four, so that only the last rows are fewer
  const block = Math.min(rows, 4 * Math.max(1, Math.floor(Math.min(BLOCK / longest, mostRows) / 4)));
  const vectors = narrow ? columns : Math.ceil(columns / 4);
  const [scratch, list, ...addresses] = reserve([
    (vectors + UNROLL) * 16 * program.registers,
    labels === undefined ? 0 : 4 * block,
    ...buffers.map(({ perRow }) => 4 * block * perRow),
  ]);
  const places = arrays.flatMap(([buffer, column]) => [
    addresses[buffer] + 4 * column,
    4 * buffers[buffer].perRow,
  ]);
  const own = [...(labels === undefined ? [] : [list]), ...(call.parameters ?? [])];
  let total = 0;
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(rows, start + block);
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "read") copyIn(addresses[i], data, start * perRow, end * perRow);
    });
    if (labels !== undefined) copyIntegers(list, labels, start, end);
    total += run(end - start, columns, scratch, ...places, ...own) ?? 0;
    buffers.forEach(({ data, perRow, use }, i) => {
      if (use === "write") copyOut(addresses[i], data, start * perRow, end * perRow);
    });
  }
  return total;
}
