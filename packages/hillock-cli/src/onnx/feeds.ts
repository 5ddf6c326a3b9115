import { HillockError, type Table } from "hillock";
import { looksLikeIdx, readIdx } from "../tables/idx.ts";
import { isNpy, readNpy } from "../tables/npy.ts";
import { readTable } from "../tables/read-table.ts";
import { drawnFeeds } from "./drawn.ts";
import { type Pixels, pixelScale, refusePixels } from "./pixels.ts";
import {
  type Border,
  type Feeds,
  fixedRows,
  isBatched,
  isOneRow,
  rowShape,
  STRING,
  sizeOf,
  takesFractions,
  tensor,
  texts,
} from "./tensors.ts";

const single = (inputs: readonly Border[], path: string): Border => {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0)
    throw new HillockError(
      "invalid-argument",
      `${path} is one array; the graph takes ${inputs.length}: ${inputs.map(({ name }) => name).join(", ")}. Leave --data out to have inputs drawn.`,
    );
  return input;
};

const sourceOf = (path: string, rows: number, all: number): string =>
  rows < all
    ? `The first ${rows} of ${all} rows of ${path}.`
    : `${rows} row${rows === 1 ? "" : "s"} of ${path}.`;

interface Source {
  readonly path: string;
  /** Rows that are run at most. */
  readonly most: number;
}

/** Rows of an array for the graph's one input. */
function arrayFeeds(
  inputs: readonly Border[],
  { path, most }: Source,
  shape: readonly number[],
  read: (at: number) => number,
): Feeds {
  const input = single(inputs, path);
  const [all, ...own] = isOneRow(input) && shape.length === 1 ? [1, ...shape] : shape;
  const rows = Math.min(all, most);
  const size = sizeOf(own);
  const open = input.shape === undefined || input.shape.slice(1).includes(undefined);
  const target: Border =
    open && input.shape?.length === shape.length ? { ...input, shape: [undefined, ...own] } : input;
  if (rows === 0 || sizeOf(rowShape(target)) !== size)
    throw new HillockError(
      "invalid-argument",
      `${path} has rows of ${own.join(" × ") || "one number"}; the input "${input.name}" takes ${rowShape(target).join(" × ") || "one number"}.`,
    );
  return {
    said: sourceOf(path, rows, all),
    rows,
    fixed: fixedRows(inputs),
    batched: isBatched(inputs),
    batch: (from, count) => ({
      [input.name]: tensor(
        target,
        count,
        Array.from({ length: count * size }, (_, i) => read((from * size + i) % (rows * size))),
      ),
    }),
  };
}

/** A field as the number that an input takes; one that is empty is NaN. */
function numberOf({ name, columns, place }: Table, border: Border, row: number): number {
  const cell = columns.find((column) => column.name === border.name)?.values[row] ?? null;
  const refuse = (what: string, remedy: string): HillockError =>
    new HillockError("invalid-table", `${name}, ${place(row)}, column "${border.name}": ${what}. ${remedy}`);
  // one text makes texts of a whole column
  const value = typeof cell === "string" ? Number(cell) : cell;
  if (value !== null && !Number.isFinite(value))
    throw refuse(`"${cell}" is not a number, and the graph takes numbers there`, "Correct it.");
  if (takesFractions(border)) return value ?? Number.NaN;
  if (value === null)
    throw refuse(
      "the field is empty, and the graph takes whole numbers there",
      "Fill it in, or leave the row out.",
    );
  if (!Number.isInteger(value))
    throw refuse(`${value} is not a whole number, as the graph takes there`, "Correct it.");
  return value;
}

function tableFeeds(inputs: readonly Border[], { path, most }: Source, table: Table): Feeds {
  const { columns } = table;
  const byColumn =
    inputs.length > 1 || inputs[0]?.type === STRING || columns.some(({ name }) => name === inputs[0]?.name);
  if (byColumn) {
    const rows = Math.min(table.rows, most);
    const cells = new Map(columns.map(({ name, values }) => [name, values]));
    const missing = inputs.find(({ name }) => !cells.has(name));
    if (missing !== undefined)
      throw new HillockError(
        "invalid-table",
        `${path} has no column "${missing.name}", which the graph takes. It has: ${columns.map(({ name }) => name).join(", ")}.`,
      );
    const textOf = ({ name }: Border, row: number): string => String(cells.get(name)?.[row] ?? "");
    return {
      said: sourceOf(path, rows, table.rows),
      rows,
      fixed: fixedRows(inputs),
      batched: isBatched(inputs),
      batch(from, count) {
        const places = Array.from({ length: count }, (_, i) => (from + i) % rows);
        const own = inputs.map((border) => [
          border.name,
          border.type === STRING
            ? texts(
                count,
                places.map((row) => textOf(border, row)),
              )
            : tensor(
                border,
                count,
                places.map((row) => numberOf(table, border, row)),
              ),
        ]);
        return Object.fromEntries(own);
      },
    };
  }
  const text = columns.find(({ values }) => values.some((value) => typeof value !== "number"));
  if (text !== undefined)
    throw new HillockError(
      "invalid-table",
      `${path}: the column "${text.name}" has other than numbers; the graph takes numbers alone.`,
    );
  const width = columns.length;
  return arrayFeeds(inputs, { path, most }, [table.rows, width], (at) =>
    Number(columns[at % width].values[Math.floor(at / width)]),
  );
}

export interface FeedOptions {
  /** A file of rows; they are drawn to the graph's input shapes where none is named. */
  readonly data: string | undefined;
  /** At most so many. */
  readonly rows: number;
  readonly seed: number;
  readonly pixels: Pixels | undefined;
}

const NO_BATCH = "The graph has no dimension for a batch: it was run for one row at a time.";

/** Rows from a file, or drawn to the graph's input shapes where none is named. */
export async function feedsOf(
  inputs: readonly Border[],
  bytes: Uint8Array,
  options: FeedOptions,
): Promise<Feeds> {
  const feeds = await feedsFrom(inputs, bytes, options);
  return inputs.some(isOneRow) && !feeds.batched ? { ...feeds, said: `${feeds.said} ${NO_BATCH}` } : feeds;
}

async function feedsFrom(
  inputs: readonly Border[],
  bytes: Uint8Array,
  { data, rows, seed, pixels }: FeedOptions,
): Promise<Feeds> {
  if (data !== undefined && !isNpy(data) && (await looksLikeIdx(data))) {
    const { shape, data: values } = await readIdx(data);
    const { divisor, said } = pixelScale(inputs[0], pixels);
    const feeds = arrayFeeds(inputs, { path: data, most: rows }, shape, (at) => values[at] / divisor);
    return { ...feeds, said: `${feeds.said} ${said}` };
  }
  refusePixels(pixels, "it is of images in an idx file, named with --data");
  if (data === undefined) return drawnFeeds(inputs, bytes, rows, seed);
  const source = { path: data, most: rows };
  if (!isNpy(data)) return tableFeeds(inputs, source, await readTable(data));
  const { shape, data: values } = await readNpy(data);
  return arrayFeeds(inputs, source, shape, (at) => values[at]);
}
