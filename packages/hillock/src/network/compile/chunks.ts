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

/** Emits `body` for the whole chunks, and once more for a last one that is narrower. */
export function overChunks(f: FunctionBuilder, { from, to }: Columns, body: (chunk: Chunk) => void): void {
  const whole = Math.floor((to - from) / CHUNK);
  const at = f.i32(from * 4).setNew("i32");
  if (whole === 1) {
    body({ at, vectors: CHUNK / 4 });
    f.get(at).i32(CHUNK_BYTES).op("i32.add").set(at);
  } else if (whole > 1) {
    const end = f.i32((from + whole * CHUNK) * 4).setNew("i32");
    f.countUp(at, end, CHUNK_BYTES, () => body({ at, vectors: CHUNK / 4 }));
  }
  const rest = (to - from - whole * CHUNK) / 4;
  if (rest > 0) body({ at, vectors: rest });
}

/** Locals: the rows of the batch, and how many of them, the first ones, are measured; none where there is no such local. */
export interface Rows {
  readonly all: number;
  readonly measured?: number | undefined;
}

/** Runs `each` over the rows of the batch, at = row and chunk in bytes: emitted once for those that are measured. */
export function overRows(
  f: FunctionBuilder,
  { all, measured }: Rows,
  units: number,
  chunk: Chunk,
  each: (at: number, counting: boolean) => void,
): void {
  const stride = padded(units) * 4;
  const at = f.get(chunk.at).setNew("i32");
  const loop = (until: number, counting: boolean): void => {
    const end = f.get(until).i32(stride).op("i32.mul").get(chunk.at).op("i32.add").setNew("i32");
    f.countUp(at, end, stride, () => each(at, counting));
  };
  if (measured !== undefined) loop(measured, true);
  loop(all, false);
}

/** Runs `each` for each block of four units of a chunk, and in it over the rows, at = row and block in bytes. */
export function overBlocks(
  f: FunctionBuilder,
  rows: Rows,
  units: number,
  chunk: Chunk,
  parts: {
    before(block: number): void;
    each(at: number, counting: boolean): void;
    after(block: number): void;
  },
): void {
  const block = f.get(chunk.at).setNew("i32");
  const end = f
    .get(block)
    .i32(chunk.vectors * VECTOR_BYTES)
    .op("i32.add")
    .setNew("i32");
  f.countUp(block, end, VECTOR_BYTES, () => {
    parts.before(block);
    overRows(f, rows, units, { at: block, vectors: 1 }, parts.each);
    parts.after(block);
  });
}
