import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import type { Columns } from "./chunks.ts";
import { LANES, VECTOR_BYTES } from "./plan.ts";

export type Count = { readonly count: number } | { readonly local: number };

/** C = A · B (+ a row added to each row of C), all addresses in bytes. */
export interface Product {
  /** Address of A, and the distance of its elements along the rows of C and along the sum. */
  readonly a: { readonly address: number; readonly row: number; readonly term: number };
  /** Address of B, and how far its rows lie apart; or how many lines each of its panels has, where it is packed. */
  readonly b: { readonly address: number } & ({ readonly term: number } | { readonly lines: number });
  readonly c: { readonly address: number; readonly row: number };
  /** Rows of C, a multiple of 4. */
  readonly rows: Count;
  /** Terms of the sum. */
  readonly terms: Count;
  /** Columns of C, a multiple of 4. */
  readonly columns: number;
  /** Address of the row that sums start from; zero where it is left out. */
  readonly start?: number;
}

/** The part of a product that makes these columns of C; in a packed B they begin with a panel. */
export function columnsOfProduct(product: Product, { from, to }: Columns): Product {
  const { b, c, start } = product;
  const shift = from * 4;
  return {
    ...product,
    b: "lines" in b ? { ...b, address: b.address + shift * b.lines } : { ...b, address: b.address + shift },
    c: { ...c, address: c.address + shift },
    columns: to - from,
    ...(start === undefined ? {} : { start: start + shift }),
  };
}

const TILE_ROWS = LANES;
/** Vectors of a panel: the columns of B that all rows of A are multiplied with before the next ones. */
export const PANEL_VECTORS = 2;

function pushCount(f: FunctionBuilder, of: Count, scale = 1): FunctionBuilder {
  if ("count" in of) return f.i32(of.count * scale);
  return scale === 1 ? f.get(of.local) : f.get(of.local).i32(scale).op("i32.mul");
}

/**
 * Tiles of 4 rows × 8 columns stay in registers while the sum runs. Neither more rows or columns nor several terms a
 * round: V8 computes late what it has loaded early, and what then does not fit into 16 registers is spilled.
 */
export function emitProduct(f: FunctionBuilder, product: Product): void {
  const { b, columns } = product;
  const vectors = columns / 4;
  const rowEnd = pushCount(f, product.rows).setNew("i32");
  const panels = Math.floor(vectors / PANEL_VECTORS);
  const panelBytes = PANEL_VECTORS * VECTOR_BYTES;
  const panelStep = panelBytes * ("lines" in b ? b.lines : 1);
  const from = f.i32(b.address).setNew("i32");
  const column = f.i32(0).setNew("i32");
  if (panels > 0) {
    const end = f.i32(panels * panelBytes).setNew("i32");
    f.countUp(column, end, panelBytes, () => {
      emitPanel(f, product, PANEL_VECTORS, { from, column, rowEnd });
      f.get(from).i32(panelStep).op("i32.add").set(from);
    });
  }
  if (vectors % PANEL_VECTORS === 1) emitPanel(f, product, 1, { from, column, rowEnd });
}

interface PanelLocals {
  /** Address of the panel in B. */
  readonly from: number;
  /** Its first column, in bytes of a row of C. */
  readonly column: number;
  readonly rowEnd: number;
}

function emitPanel(f: FunctionBuilder, product: Product, vectors: number, at: PanelLocals): void {
  const { a, b, c } = product;
  const step = "term" in b ? b.term : vectors * VECTOR_BYTES;
  const termEnd = pushCount(f, product.terms, step).get(at.from).op("i32.add").setNew("i32");
  const row = f.i32(0).setNew("i32");
  const aAt = f.i32(a.address).setNew("i32");
  const cAt = f.i32(c.address).get(at.column).op("i32.add").setNew("i32");
  f.countUp(row, at.rowEnd, TILE_ROWS, () => {
    emitTile(f, product, vectors, { ...at, aAt, cAt, termEnd, step });
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

interface TileLocals extends PanelLocals {
  readonly aAt: number;
  readonly cAt: number;
  readonly termEnd: number;
  readonly step: number;
}

function emitTile(f: FunctionBuilder, { a, c, start }: Product, vectors: number, at: TileLocals): void {
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
  const right = f.get(at.from).setNew("i32");
  const across = Array.from({ length: vectors }, () => f.local("v128"));
  const factor = f.local("v128");
  f.countUp(right, at.termEnd, at.step, () => {
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
  sums.forEach((ofRow, r) =>
    ofRow.forEach((sum, v) =>
      f
        .get(at.cAt)
        .get(sum)
        .store("v128.store", r * c.row + v * VECTOR_BYTES),
    ),
  );
}
