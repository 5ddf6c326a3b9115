import type { Columns, Table } from "../../expression/node.ts";
import type { Scratch } from "../instructions.ts";
import type { FunctionBuilder } from "../wasm/function-builder.ts";
import { loadLane } from "../wasm/memory-instructions.ts";
import { addressOf } from "./memory.ts";

const LANES = [0, 1, 2, 3] as const;

/** Writes the numbers that tell rows into memory, if there is some: no vector instruction has to take the lanes apart then. */
export function emitNote(f: FunctionBuilder, shifted: number, scratch?: Scratch): number {
  if (scratch !== undefined) f.get(scratch.address).get(shifted).store("v128.store", scratch.offset);
  return shifted;
}

/** Where the four rows begin, in bytes from the table's address on. */
function offsets(f: FunctionBuilder, { columns }: Table, shifted: number, scratch?: Scratch): number[] {
  return LANES.map((lane) => {
    if (scratch === undefined) f.get(shifted).lane("i16x8.extract_lane_u", 2 * lane);
    else f.get(scratch.address).load("i32.load16_u", scratch.offset + 4 * lane);
    return f
      .i32(Math.log2(4 * columns))
      .op("i32.shl")
      .setNew("i32");
  });
}

function emitSingle(f: FunctionBuilder, at: readonly number[], address: number): number {
  const [first, ...others] = at;
  let value = f.get(first).load("v128.load32_zero", address).setNew("v128");
  others.forEach((offset, i) => {
    value = loadLane(f.get(offset).get(value), 32, i + 1, address).setNew("v128");
  });
  return value;
}

/** Four rows of two, which go into the halves of two vectors. */
function emitPairs(f: FunctionBuilder, [a, b, c, d]: readonly number[], address: number): number {
  const halves = [
    [a, b],
    [c, d],
  ].map(([low, high]) => {
    const first = f.get(low).load("v128.load64_zero", address).setNew("v128");
    return loadLane(f.get(high).get(first), 64, 1, address).setNew("v128");
  });
  const columns = [f.local("v128"), f.local("v128")];
  for (const i of [0, 1] as const)
    f.get(halves[0])
      .get(halves[1])
      .shuffle32([i, i + 2, i + 4, i + 6])
      .set(columns[i]);
  return columns[0];
}

/** Four rows of four, transposed. */
function emitFour(f: FunctionBuilder, at: readonly number[], address: number): number {
  const [a, b, c, d] = at.map((offset) => f.get(offset).load("v128.load", address).setNew("v128"));
  const [low, high] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  const pairs = [low, high].map((lanes) =>
    [
      [a, b],
      [c, d],
    ].map(([left, right]) => f.get(left).get(right).shuffle32(lanes).setNew("v128")),
  );
  const columns = LANES.map(() => f.local("v128"));
  pairs.forEach(([left, right], i) => {
    f.get(left)
      .get(right)
      .shuffle32([0, 1, 4, 5])
      .set(columns[2 * i]);
    f.get(left)
      .get(right)
      .shuffle32([2, 3, 6, 7])
      .set(columns[2 * i + 1]);
  });
  return columns[0];
}

const EMIT = { 1: emitSingle, 2: emitPairs, 4: emitFour } as const satisfies Record<Columns, unknown>;

/** Leaves the entries of the lanes' rows in locals, one behind the other: the first. */
export function emitRow(f: FunctionBuilder, table: Table, shifted: number, scratch?: Scratch): number {
  const at = offsets(f, table, shifted, scratch);
  return EMIT[table.columns](f, at, addressOf(table));
}
