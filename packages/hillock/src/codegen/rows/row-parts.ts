import type { FunctionBuilder } from "../wasm/function-builder.ts";

export const VECTOR_BYTES = 16;

/** Columns of each row: known when the kernel is made, or an i32 local. */
export type Columns = number | { readonly local: number };

/** Numbers that a part of a row holds. */
export type Width = 4 | 2 | 1;
const PARTS = { 4: "v128.load", 2: "v128.load64_zero", 1: "v128.load32_zero" } as const satisfies Record<
  Width,
  string
>;

/** A part of a row: the bytes in `at` (a local) and `offset` behind where the row starts in each array. */
export interface Part {
  readonly at: number;
  readonly offset: number;
  readonly width: Width;
}

/** Most columns that are written out one part after the other, without a loop. */
const MOST_WRITTEN_OUT = 64;
/** Vectors of a round, where there is a loop. */
const ROUND = 8;

const vectorsFrom = (at: number, count: number, from = 0): Part[] =>
  Array.from({ length: count }, (_, i) => ({ at, offset: from + i * VECTOR_BYTES, width: 4 }));

/** Leaves the columns on the stack. */
export const pushColumns = (f: FunctionBuilder, columns: Columns): FunctionBuilder =>
  typeof columns === "number" ? f.i32(columns) : f.get(columns.local);

/**
 * Emits the body for all parts of so many numbers that lie one behind the other: groups of up to `round` whole vectors, then two numbers and one.
 * Nothing is read or written behind them. `at` is a local to count with.
 */
export function overParts(
  f: FunctionBuilder,
  count: Columns,
  at: number,
  body: (parts: readonly Part[]) => void,
  round = ROUND,
): void {
  f.i32(0).set(at);
  if (typeof count === "number" && count <= MOST_WRITTEN_OUT) {
    const whole = count >> 2;
    for (let i = 0; i < whole; i += round)
      body(vectorsFrom(at, Math.min(round, whole - i), i * VECTOR_BYTES));
    let offset = whole * VECTOR_BYTES;
    for (const width of [2, 1] as const) {
      if ((count & width) === 0) continue;
      body([{ at, offset, width }]);
      offset += 4 * width;
    }
    return;
  }
  overGroups(f, count, at, (group) => body(vectorsFrom(at, group)), round);
  for (const width of [2, 1] as const) {
    pushColumns(f, count).i32(width).op("i32.and");
    f.if(() => {
      body([{ at, offset: 0, width }]);
      f.get(at)
        .i32(4 * width)
        .op("i32.add")
        .set(at);
    });
  }
}

/** Emits the body for groups of up to `round` whole vectors. */
function overGroups(
  f: FunctionBuilder,
  count: Columns,
  at: number,
  body: (vectors: number) => void,
  round: number,
): void {
  const end = f.local("i32");
  for (const group of new Set([round, 1])) {
    pushColumns(f, count)
      .i32(-4 * group)
      .op("i32.and")
      .i32(4)
      .op("i32.mul")
      .set(end);
    f.countUp(at, end, group * VECTOR_BYTES, () => body(group));
  }
}

/** The same by vectors alone, up to three numbers further than there are. */
export function overVectors(
  f: FunctionBuilder,
  count: number,
  body: (parts: readonly Part[]) => void,
  round: number,
): void {
  const at = f.i32(0).setNew("i32");
  const padded = f.get(count).i32(3).op("i32.add").setNew("i32");
  overGroups(f, { local: padded }, at, (vectors) => body(vectorsFrom(at, vectors)), round);
}

/** Leaves a part of the row at an address (a local) on the stack; lanes behind it are 0. */
export function loadPart(f: FunctionBuilder, row: number, { at, offset, width }: Part): FunctionBuilder {
  return f.get(row).get(at).op("i32.add").load(PARTS[width], offset);
}

/** Leaves two numbers of a part on the stack, as float64: those `byte` bytes on. */
export function loadPair(
  f: FunctionBuilder,
  row: number,
  { at, offset, width }: Part,
  byte: number,
): FunctionBuilder {
  f.get(row).get(at).op("i32.add");
  f.load(width === 1 ? "v128.load32_zero" : "v128.load64_zero", offset + byte);
  return f.op("f64x2.promote_low_f32x4");
}

/** A part of float64, of which `push` leaves two numbers on the stack, rounded to float32; in a new local. */
export function roundPart(f: FunctionBuilder, { width }: Part, push: (byte: number) => void): number {
  push(0);
  f.op("f32x4.demote_f64x2_zero");
  if (width === 4) {
    push(8);
    f.op("f32x4.demote_f64x2_zero").shuffle32([0, 1, 4, 5]);
  }
  return f.setNew("v128");
}

/** Writes the local's first lanes to a part of the row at an address. */
export function storePart(f: FunctionBuilder, row: number, { at, offset, width }: Part, value: number): void {
  f.get(row).get(at).op("i32.add").get(value);
  if (width === 4) f.store("v128.store", offset);
  else if (width === 2) f.lane("f64x2.extract_lane", 0).store("f64.store", offset);
  else f.lane("f32x4.extract_lane", 0).store("f32.store", offset);
}

/** Makes a part's last number stand in for those behind it. */
export function fillPart(f: FunctionBuilder, x: number, { width }: Part): void {
  if (width === 4) return;
  const last = width - 1;
  f.get(x).get(x).shuffle32([0, last, last, last]).set(x);
}

/** Makes every lane of a local what `op` makes of all of them. */
export function reduceLanes(
  f: FunctionBuilder,
  local: number,
  op: "f32x4.pmax" | "i32x4.min_s" | "v128.and",
): void {
  for (const lanes of [
    [2, 3, 0, 1],
    [1, 0, 3, 2],
  ] as const)
    f.get(local).get(local).get(local).shuffle32(lanes).op(op).set(local);
}
