import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { VECTOR_BYTES } from "./plan.ts";

/** C = A · B (+ a row added to each row of C), all addresses in bytes. */
export interface Product {
  /** Address of A, and the distance of its elements along the rows of C and along the sum. */
  readonly a: { readonly address: number; readonly row: number; readonly term: number };
  /** Address of B, whose rows are vectors of columns. */
  readonly b: { readonly address: number; readonly term: number };
  readonly c: { readonly address: number; readonly row: number };
  /** Rows of C, a multiple of 4: a constant, or the local that has it. */
  readonly rows: { readonly count: number } | { readonly local: number };
  /** Terms of the sum: a constant, or the local that has it. */
  readonly terms: { readonly count: number } | { readonly local: number };
  /** Columns of C, a multiple of 4. */
  readonly columns: number;
  /** Address of the row that sums start from; zero where it is left out. */
  readonly start?: number;
}

const TILE_ROWS = 4;
const TILE_VECTORS = 2;

const limit = (f: FunctionBuilder, of: Product["rows"], scale: number): number => {
  if ("local" in of) f.get(of.local).i32(scale).op("i32.mul");
  else f.i32(of.count * scale);
  return f.setNew("i32");
};

/** Tiles of 4 rows × 8 columns stay in registers while the sum runs; few live vectors are the fastest on V8. */
export function emitProduct(f: FunctionBuilder, product: Product): void {
  const { a, b, c, columns } = product;
  const vectors = columns / 4;
  const rowEnd = limit(f, product.rows, 1);
  const termBytes = limit(f, product.terms, b.term);
  const row = f.local("i32");
  const aAt = f.local("i32");
  const cAt = f.local("i32");
  f.i32(0).set(row).i32(a.address).set(aAt).i32(c.address).set(cAt);
  f.countUp(row, rowEnd, TILE_ROWS, () => {
    const pairs = Math.floor(vectors / TILE_VECTORS);
    if (pairs > 0) {
      const column = f.local("i32");
      f.i32(0).set(column);
      const end = f.i32(pairs * TILE_VECTORS * VECTOR_BYTES).setNew("i32");
      f.countUp(column, end, TILE_VECTORS * VECTOR_BYTES, () =>
        emitTile(f, product, TILE_VECTORS, { aAt, cAt, termBytes, column }),
      );
    }
    if (vectors % TILE_VECTORS === 1) {
      const column = f.i32(pairs * TILE_VECTORS * VECTOR_BYTES).setNew("i32");
      emitTile(f, product, 1, { aAt, cAt, termBytes, column });
    }
    f.get(aAt)
      .i32(a.row * TILE_ROWS)
      .op("i32.add")
      .set(aAt);
    f.get(cAt)
      .i32(c.row * TILE_ROWS)
      .op("i32.add")
      .set(cAt);
  });
}

interface TileLocals {
  readonly aAt: number;
  readonly cAt: number;
  readonly termBytes: number;
  readonly column: number;
}

function emitTile(f: FunctionBuilder, { a, b, c, start }: Product, vectors: number, at: TileLocals): void {
  const sums = Array.from({ length: TILE_ROWS }, () =>
    Array.from({ length: vectors }, () => f.local("v128")),
  );
  for (let v = 0; v < vectors; v++) {
    if (start === undefined) f.f32x4(0);
    else f.get(at.column).load("v128.load", start + v * VECTOR_BYTES);
    for (let r = 0; r < TILE_ROWS - 1; r++) f.tee(sums[r][v]);
    f.set(sums[TILE_ROWS - 1][v]);
  }
  const left = f.get(at.aAt).setNew("i32");
  const right = f.i32(b.address).get(at.column).op("i32.add").setNew("i32");
  const end = f.get(right).get(at.termBytes).op("i32.add").setNew("i32");
  const across = Array.from({ length: vectors }, () => f.local("v128"));
  const factor = f.local("v128");
  f.countUp(right, end, b.term, () => {
    across.forEach((local, v) =>
      f
        .get(right)
        .load("v128.load", v * VECTOR_BYTES)
        .set(local),
    );
    sums.forEach((ofRow, r) => {
      f.get(left)
        .load("v128.load32_splat", r * a.row)
        .set(factor);
      ofRow.forEach((sum, v) => f.get(sum).get(factor).get(across[v]).op("f32x4.mul", "f32x4.add").set(sum));
    });
    f.get(left).i32(a.term).op("i32.add").set(left);
  });
  const to = f.get(at.cAt).get(at.column).op("i32.add").setNew("i32");
  sums.forEach((ofRow, r) =>
    ofRow.forEach((sum, v) =>
      f
        .get(to)
        .get(sum)
        .store("v128.store", r * c.row + v * VECTOR_BYTES),
    ),
  );
}

/** `to`[j][i] = `from`[i][j]; rows and columns are multiples of 4. */
export function emitTranspose(
  f: FunctionBuilder,
  from: number,
  to: number,
  rows: number,
  columns: number,
): void {
  const i = f.i32(0).setNew("i32");
  const rowEnd = f.i32(rows).setNew("i32");
  const source = f.i32(from).setNew("i32");
  const target = f.local("i32");
  const column = f.local("i32");
  const columnEnd = f.i32(columns).setNew("i32");
  const lines = Array.from({ length: 4 }, () => f.local("v128"));
  f.countUp(i, rowEnd, 4, () => {
    f.i32(0).set(column).i32(to).get(i).i32(4).op("i32.mul", "i32.add").set(target);
    f.countUp(column, columnEnd, 4, () => {
      lines.forEach((line, r) =>
        f
          .get(source)
          .load("v128.load", r * columns * 4)
          .set(line),
      );
      for (let lane = 0; lane < 4; lane++) {
        // the lane of each of the four lines, as one line
        f.get(lines[0])
          .get(lines[1])
          .shuffle32([lane, lane + 4, 0, 0]);
        f.get(lines[2])
          .get(lines[3])
          .shuffle32([lane, lane + 4, 0, 0]);
        const line = f.shuffle32([0, 1, 4, 5]).setNew("v128");
        f.get(target)
          .get(line)
          .store("v128.store", lane * rows * 4);
      }
      f.get(source).i32(VECTOR_BYTES).op("i32.add").set(source);
      f.get(target)
        .i32(rows * VECTOR_BYTES)
        .op("i32.add")
        .set(target);
    });
    f.get(source)
      .i32(columns * 3 * 4)
      .op("i32.add")
      .set(source);
  });
}
