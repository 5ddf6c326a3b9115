import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { VECTOR_BYTES } from "./plan.ts";
import { PANEL_VECTORS } from "./product.ts";

const PANEL_BYTES = PANEL_VECTORS * VECTOR_BYTES;

/**
 * Lays the columns of `from` (rows × columns, its rows `stride` bytes apart) into panels, one after the other: a product then reads them in order
 * and from few pages. For matrices beyond the second cache; below, it costs more than it brings.
 */
export function emitPack(
  f: FunctionBuilder,
  from: number,
  to: number,
  rows: number,
  columns: number,
  stride = columns * 4,
): void {
  const column = f.i32(0).setNew("i32");
  const target = f.i32(to).setNew("i32");
  const source = f.local("i32");
  const sourceEnd = f.local("i32");
  const panel = (vectors: number): void => {
    f.i32(from).get(column).op("i32.add").tee(source);
    f.i32(rows * stride)
      .op("i32.add")
      .set(sourceEnd);
    f.countUp(source, sourceEnd, stride, () => {
      for (let v = 0; v < vectors; v++)
        f.get(target)
          .get(source)
          .load("v128.load", v * VECTOR_BYTES)
          .store("v128.store", v * VECTOR_BYTES);
      f.get(target)
        .i32(vectors * VECTOR_BYTES)
        .op("i32.add")
        .set(target);
    });
  };
  const whole = Math.floor(columns / 4 / PANEL_VECTORS);
  const end = f.i32(whole * PANEL_BYTES).setNew("i32");
  f.countUp(column, end, PANEL_BYTES, () => panel(PANEL_VECTORS));
  if ((columns / 4) % PANEL_VECTORS === 1) panel(1);
}

/** The transpose of `from` (rows × columns, multiples of 4) as panels of its columns. */
export function emitTransposedPack(
  f: FunctionBuilder,
  from: number,
  to: number,
  rows: number,
  columns: number,
): void {
  // a panel holds 8 rows of `from`: four of them are a vector in each of its lines
  const row = f.i32(0).setNew("i32");
  const rowEnd = f.i32(rows).setNew("i32");
  const source = f.i32(from).setNew("i32");
  const target = f.i32(to).setNew("i32");
  const lineEnd = f.local("i32");
  const lines = Array.from({ length: 4 }, () => f.local("v128"));
  const whole = Math.floor(rows / 4 / PANEL_VECTORS) * PANEL_VECTORS * 4;
  const block = (targetStep: number): void => {
    f.get(source)
      .i32(columns * 4)
      .op("i32.add")
      .set(lineEnd);
    f.countUp(source, lineEnd, VECTOR_BYTES, () => {
      lines.forEach((line, r) =>
        f
          .get(source)
          .load("v128.load", r * columns * 4)
          .set(line),
      );
      transpose(f, lines).forEach((line, lane) =>
        f
          .get(target)
          .get(line)
          .store("v128.store", lane * targetStep),
      );
      f.get(target)
        .i32(4 * targetStep)
        .op("i32.add")
        .set(target);
    });
    f.get(source)
      .i32(3 * columns * 4)
      .op("i32.add")
      .set(source);
  };
  f.i32(whole).set(rowEnd);
  f.countUp(row, rowEnd, PANEL_VECTORS * 4, () => {
    for (let v = 0; v < PANEL_VECTORS; v++) {
      block(PANEL_BYTES);
      // the other half of the panel, or the next panel
      f.get(target)
        .i32(
          v < PANEL_VECTORS - 1 ? VECTOR_BYTES - columns * PANEL_BYTES : -VECTOR_BYTES * (PANEL_VECTORS - 1),
        )
        .op("i32.add")
        .set(target);
    }
  });
  if (whole < rows) block(VECTOR_BYTES);
}

/** Four vectors as the columns of what they are the rows of. */
export function transpose(f: FunctionBuilder, rows: readonly number[]): number[] {
  const interleave = (a: number, b: number, lanes: readonly [number, number, number, number]): number =>
    f.get(a).get(b).shuffle32(lanes).setNew("v128");
  const [a, b, c, d] = rows;
  const low = [interleave(a, b, [0, 4, 1, 5]), interleave(c, d, [0, 4, 1, 5])] as const;
  const high = [interleave(a, b, [2, 6, 3, 7]), interleave(c, d, [2, 6, 3, 7])] as const;
  return [low, high].flatMap(([left, right]) => [
    interleave(left, right, [0, 1, 4, 5]),
    interleave(left, right, [2, 3, 6, 7]),
  ]);
}
