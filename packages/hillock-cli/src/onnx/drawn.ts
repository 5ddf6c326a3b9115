import { derive, type FittedColumn, fromOnnx, HillockError, type Random } from "hillock";
import type { WorkerTensor } from "./messages.ts";
import {
  type Border,
  BYTE,
  type Feeds,
  fixedRows,
  hasRows,
  isBatched,
  rowShape,
  STRING,
  sizeOf,
  takesFractions,
  tensor,
  texts,
} from "./tensors.ts";

/** Near enough to a unit normal: the sum of twelve uniform numbers, less six. */
const normal = (random: Random): number => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};

/** What numbers of an element type are drawn from. */
const drawnFrom = (border: Border): string =>
  border.type === STRING
    ? "empty texts"
    : takesFractions(border)
      ? "a unit normal"
      : border.type === BYTE
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

/** Rows drawn to the shapes of a graph's inputs: at least so many, in whole runs. */
export function drawnFeeds(
  inputs: readonly Border[],
  bytes: Uint8Array,
  wanted: number,
  seed: number,
): Feeds {
  const whole = fixedRows(inputs) ?? 1;
  const rows = Math.ceil(wanted / whole) * whole;
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
    const size = (hasRows(border) ? count : 1) * sizeOf(rowShape(border));
    const number = takesFractions(border)
      ? () => normal(random)
      : border.type === BYTE
        ? () => Math.floor(random.uniform() * 256)
        : () => Math.floor(random.uniform() * 2);
    return tensor(border, count, Array.from({ length: size }, number));
  };
  const kinds = new Set(inputs.map(drawnFrom));
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
