import {
  derive,
  type FittedColumn,
  fromOnnx,
  HillockError,
  type OnnxInspection,
  type Random,
  type Table,
} from "hillock";
import { looksLikeIdx, readIdx } from "../tables/idx.ts";
import { isNpy, readNpy } from "../tables/npy.ts";
import { readTable } from "../tables/read-table.ts";
import type { WorkerTensor } from "./messages.ts";
import type { Outputs } from "./runtime.ts";

type Border = OnnxInspection["inputs"][number];

/** Rows for a graph's inputs. */
export interface Feeds {
  /** Where they come from, in a sentence. */
  readonly said: string;
  readonly rows: number;
  /** Rows that a run must have, where the graph says so. */
  readonly fixed: number | undefined;
  /** Whether tensors have a dimension for the rows; a graph without takes one row at a time. */
  readonly batched: boolean;
  readonly batch: (from: number, count: number) => Outputs;
}

/** ONNX' element types, as onnxruntime calls them. */
const TYPES: Readonly<
  Record<number, { readonly name: string; readonly array: (numbers: readonly number[]) => unknown }>
> = {
  1: { name: "float32", array: (numbers) => Float32Array.from(numbers) },
  2: { name: "uint8", array: (numbers) => Uint8Array.from(numbers) },
  3: { name: "int8", array: (numbers) => Int8Array.from(numbers) },
  6: { name: "int32", array: (numbers) => Int32Array.from(numbers) },
  7: { name: "int64", array: (numbers) => BigInt64Array.from(numbers, (value) => BigInt(Math.trunc(value))) },
  9: { name: "bool", array: (numbers) => Uint8Array.from(numbers, (value) => (value === 0 ? 0 : 1)) },
  11: { name: "float64", array: (numbers) => Float64Array.from(numbers) },
};
const BYTE = 2;
const STRING = 8;
const FLOATS: ReadonlySet<number> = new Set([1, 11]);
/** Of dimensions other than the rows that the graph leaves open. */
const OPEN_LENGTH = 8;
const MOST_ROW = 2 ** 26;

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** A vector of a fixed length is one row. */
const isOneRow = ({ shape }: Border): boolean => shape?.length === 1 && shape[0] !== undefined;

function rowShape(border: Border): number[] {
  const { name, shape } = border;
  const lengths = (shape ?? [undefined])
    .slice(isOneRow(border) ? 0 : 1)
    .map((length) => length ?? OPEN_LENGTH);
  if (!(sizeOf(lengths) <= MOST_ROW))
    throw new HillockError(
      "invalid-model",
      `The input "${name}" has ${sizeOf(lengths)} numbers a row; at most ${MOST_ROW} are run.`,
    );
  return lengths;
}

function tensor(border: Border, count: number, numbers: readonly number[]): WorkerTensor {
  const type = TYPES[border.type];
  if (type === undefined)
    throw new HillockError(
      "invalid-model",
      `The input "${border.name}" is of ONNX' element type ${border.type}, for which no data can be made.`,
    );
  const dims =
    border.shape?.length === 0 ? [] : isOneRow(border) ? rowShape(border) : [count, ...rowShape(border)];
  return { type: type.name, dims, data: type.array(numbers) };
}

const texts = (count: number, values: readonly string[]): WorkerTensor => ({
  type: "string",
  dims: [count, 1],
  data: values,
});

/** Near enough to a unit normal: the sum of twelve uniform numbers, less six. */
const normal = (random: Random): number => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};

/** What numbers of an element type are drawn from. */
const drawnFrom = (type: number): string =>
  type === STRING
    ? "empty texts"
    : FLOATS.has(type)
      ? "a unit normal"
      : type === BYTE
        ? "0 to 255 (bytes)"
        : "0 and 1 (whole numbers)";

/** A value of a column as its training rows had them. */
function drawCell(column: FittedColumn, random: Random): number | string {
  if (column.kind === "category")
    return column.categories[Math.floor(random.uniform() * column.categories.length)] ?? "";
  return (column.scale.mean + normal(random) * column.scale.spread) * column.scale.unit;
}

/** The columns that a file of Hillock's own takes; undefined for other files. */
function columnsOf(bytes: Uint8Array): readonly FittedColumn[] | undefined {
  try {
    return fromOnnx(bytes).columns;
  } catch (cause) {
    // a graph of which no network can be made takes no columns
    if (cause instanceof HillockError) return undefined;
    throw cause;
  }
}

/** Whether tensors' first dimension counts rows; vectors of a fixed length beside such tensors do not. */
const isBatched = (inputs: readonly Border[]): boolean =>
  inputs.some((border) => border.shape?.length !== 0 && !isOneRow(border));

const fixedRows = (inputs: readonly Border[]): number | undefined =>
  isBatched(inputs)
    ? inputs.flatMap((border) => (isOneRow(border) ? [] : (border.shape?.[0] ?? [])))[0]
    : inputs.some(isOneRow)
      ? 1
      : undefined;

const rowsOf = (rows: number, path: string): string => `${rows} row${rows === 1 ? "" : "s"} of ${path}.`;

function drawn(inputs: readonly Border[], bytes: Uint8Array, rows: number, seed: number): Feeds {
  const columns = columnsOf(bytes);
  const draw = (border: Border, count: number, random: Random): WorkerTensor => {
    const column = columns?.find(({ name }) => name === border.name);
    if (column !== undefined) {
      const cells = Array.from({ length: count }, () => drawCell(column, random));
      return border.type === STRING
        ? texts(count, cells.map(String))
        : tensor(border, count, cells.map(Number));
    }
    if (border.type === STRING) return texts(count, new Array<string>(count).fill(""));
    const size = count * sizeOf(rowShape(border));
    const number = FLOATS.has(border.type)
      ? () => normal(random)
      : border.type === BYTE
        ? () => Math.floor(random.uniform() * 256)
        : () => Math.floor(random.uniform() * 2);
    return tensor(border, count, Array.from({ length: size }, number));
  };
  const kinds = new Set(inputs.map(({ type }) => drawnFrom(type)));
  const from =
    columns === undefined ? [...kinds].join(" and ") : "the means and spreads of its training columns";
  return {
    said: `No data were given: ${rows} rows were drawn from ${from}, to the shapes of the graph's inputs. With --data the figures are those of your data.`,
    rows,
    fixed: fixedRows(inputs),
    batched: isBatched(inputs),
    batch: (start, count) =>
      Object.fromEntries(
        inputs.map((border) => [
          border.name,
          draw(border, count, derive(seed, `${border.name} from ${start}`)),
        ]),
      ),
  };
}

const single = (inputs: readonly Border[], path: string): Border => {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0)
    throw new HillockError(
      "invalid-argument",
      `${path} is one array; the graph takes ${inputs.length}: ${inputs.map(({ name }) => name).join(", ")}. Leave --data out to have inputs drawn.`,
    );
  return input;
};

/** Rows of an array for the graph's one input. */
function arrayFeeds(
  inputs: readonly Border[],
  path: string,
  shape: readonly number[],
  read: (at: number) => number,
): Feeds {
  const input = single(inputs, path);
  const [rows, ...own] = isOneRow(input) && shape.length === 1 ? [1, ...shape] : shape;
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
    said: rowsOf(rows, path),
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

function tableFeeds(inputs: readonly Border[], path: string, table: Table): Feeds {
  const { rows, columns } = table;
  const cellsOf = (name: string) => {
    const found = columns.find((column) => column.name === name);
    if (found === undefined)
      throw new HillockError(
        "invalid-table",
        `${path} has no column "${name}", which the graph takes. It has: ${columns.map((column) => column.name).join(", ")}.`,
      );
    return found.values;
  };
  const said = rowsOf(rows, path);
  const byColumn =
    inputs.length > 1 || inputs[0]?.type === STRING || columns.some(({ name }) => name === inputs[0]?.name);
  if (byColumn) {
    const cells = new Map(inputs.map(({ name }) => [name, cellsOf(name)]));
    const number = (value: unknown): number => (value === null ? Number.NaN : Number(value));
    return {
      said,
      rows,
      fixed: fixedRows(inputs),
      batched: isBatched(inputs),
      batch: (from, count) =>
        Object.fromEntries(
          inputs.map((border) => {
            const own = Array.from(
              { length: count },
              (_, i) => cells.get(border.name)?.[(from + i) % rows] ?? null,
            );
            return [
              border.name,
              border.type === STRING
                ? texts(
                    count,
                    own.map((value) => (value === null ? "" : String(value))),
                  )
                : tensor(border, count, own.map(number)),
            ];
          }),
        ),
    };
  }
  const text = columns.find(({ values }) => values.some((value) => typeof value !== "number"));
  if (text !== undefined)
    throw new HillockError(
      "invalid-table",
      `${path}: the column "${text.name}" has other than numbers; the graph takes numbers alone.`,
    );
  const width = columns.length;
  return arrayFeeds(inputs, path, [rows, width], (at) =>
    Number(columns[at % width].values[Math.floor(at / width)]),
  );
}

const NO_BATCH = "The graph has no dimension for a batch: it was run for one row at a time.";

/** Rows from a file, or drawn to the graph's input shapes where none is named. */
export async function feedsOf(
  inputs: readonly Border[],
  bytes: Uint8Array,
  data: string | undefined,
  rows: number,
  seed: number,
): Promise<Feeds> {
  const feeds = await feedsFrom(inputs, bytes, data, rows, seed);
  return inputs.some(isOneRow) && !feeds.batched ? { ...feeds, said: `${feeds.said} ${NO_BATCH}` } : feeds;
}

async function feedsFrom(
  inputs: readonly Border[],
  bytes: Uint8Array,
  data: string | undefined,
  rows: number,
  seed: number,
): Promise<Feeds> {
  if (data === undefined) {
    const whole = fixedRows(inputs) ?? 1;
    return drawn(inputs, bytes, Math.ceil(rows / whole) * whole, seed);
  }
  const atMost = (feeds: Feeds): Feeds => ({ ...feeds, rows: Math.min(feeds.rows, rows) });
  if (isNpy(data)) {
    const { shape, data: values } = await readNpy(data);
    return atMost(arrayFeeds(inputs, data, shape, (at) => values[at]));
  }
  if (await looksLikeIdx(data)) {
    const { shape, data: values } = await readIdx(data);
    const scale = FLOATS.has(inputs[0]?.type ?? 0) ? 255 : 1;
    const feeds = arrayFeeds(inputs, data, shape, (at) => values[at] / scale);
    return atMost(scale === 1 ? feeds : { ...feeds, said: `${feeds.said} Pixels were scaled to 0 … 1.` });
  }
  return atMost(tableFeeds(inputs, data, await readTable(data)));
}
