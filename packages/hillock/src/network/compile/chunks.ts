import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { CHUNK, CHUNK_BYTES, chunksOf, padded, VECTOR_BYTES } from "./plan.ts";

/** Columns of a layer, padding included: whole chunks, but for what the last one lacks. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** Which of several threads a module is for. */
export interface Share {
  readonly thread: number;
  readonly threads: number;
}

/** The columns that a thread computes: each about as many chunks, all of them without a share. */
export function columnsOf(units: number, share: Share = { thread: 0, threads: 1 }): Columns {
  const chunks = chunksOf(units);
  const start = (thread: number): number =>
    Math.min(padded(units), Math.floor((thread * chunks) / share.threads) * CHUNK);
  return { from: start(share.thread), to: start(share.thread + 1) };
}

export interface Chunk {
  /** Local: its place in a row, in bytes. */
  readonly at: number;
  /** Its columns, in vectors. */
  readonly vectors: number;
}

/** How many of so many there are in `all`, without the last where that is to be emitted apart, whole or not. */
const wholeIn = (all: number, each: number, apart: boolean): number =>
  Math.floor((apart ? all - 1 : all) / each);

/**
 * Emits `body` for the whole chunks, and once more for a last one that is narrower, or that is wanted apart because it has
 * padding.
 */
export function overChunks(
  f: FunctionBuilder,
  { from, to }: Columns,
  body: (chunk: Chunk, last: boolean) => void,
  apart = false,
): void {
  const whole = wholeIn(to - from, CHUNK, apart);
  const at = f.i32(from * 4).setNew("i32");
  if (whole === 1) {
    body({ at, vectors: CHUNK / 4 }, false);
    f.get(at).i32(CHUNK_BYTES).op("i32.add").set(at);
  } else if (whole > 1) {
    const end = f.i32((from + whole * CHUNK) * 4).setNew("i32");
    f.countUp(at, end, CHUNK_BYTES, () => body({ at, vectors: CHUNK / 4 }, false));
  }
  const rest = (to - from - whole * CHUNK) / 4;
  if (rest > 0) body({ at, vectors: rest }, true);
}

/** The same for the groups of so many vectors of a chunk. */
export function overGroups(
  f: FunctionBuilder,
  chunk: Chunk,
  vectors: number,
  body: (group: Chunk, last: boolean) => void,
  apart = false,
): void {
  if (chunk.vectors <= vectors) {
    body(chunk, true);
    return;
  }
  const at = f.get(chunk.at).setNew("i32");
  const whole = wholeIn(chunk.vectors, vectors, apart);
  const bytes = vectors * VECTOR_BYTES;
  const end = f
    .get(at)
    .i32(whole * bytes)
    .op("i32.add")
    .setNew("i32");
  f.countUp(at, end, bytes, () => body({ at, vectors }, false));
  const rest = chunk.vectors - whole * vectors;
  if (rest > 0) body({ at, vectors: rest }, true);
}

/** Locals: the first of the rows, 0 where there is none, and the one after the last. */
export interface Rows {
  readonly from?: number | undefined;
  readonly to: number;
}

/** Runs `each` over rows, at = row and column in bytes, from the column at a local on. */
export function overRows(
  f: FunctionBuilder,
  { from, to }: Rows,
  units: number,
  column: number,
  each: (at: number) => void,
): void {
  const stride = padded(units) * 4;
  const placeOf = (row: number): number =>
    f.get(row).i32(stride).op("i32.mul").get(column).op("i32.add").setNew("i32");
  const at = from === undefined ? f.get(column).setNew("i32") : placeOf(from);
  f.countUp(at, placeOf(to), stride, () => each(at));
}

/** What is done for each block of four units. */
export interface BlockParts {
  before(block: number): void;
  each(at: number, counting: boolean): void;
  after(block: number): void;
}

/**
 * Runs `each` for each block of a chunk, and in it over the rows: first, emitted apart, over those that are measured, where
 * there is a local that says how many.
 */
export function overBlocks(
  f: FunctionBuilder,
  { all, measured }: { readonly all: number; readonly measured?: number | undefined },
  units: number,
  chunk: Chunk,
  parts: BlockParts,
): void {
  overGroups(f, chunk, 1, ({ at: block }) => {
    parts.before(block);
    if (measured !== undefined) overRows(f, { to: measured }, units, block, (at) => parts.each(at, true));
    overRows(f, { from: measured, to: all }, units, block, (at) => parts.each(at, false));
    parts.after(block);
  });
}
