import { HillockError } from "../../errors.ts";
import type { ColumnReport } from "../results.ts";
import { type Column, isNumeric, type Table } from "./table.ts";
import type { Target } from "./target.ts";

/** One column's way into the network, fitted on training rows. */
interface Encoder {
  readonly width: number;
  encode(value: Column["values"][number], out: Float32Array, at: number): void;
  readonly report: ColumnReport;
}

export interface Preparation {
  readonly width: number;
  readonly report: readonly ColumnReport[];
  /** rows × width */
  transform(rows: readonly number[]): Float32Array;
}

const MOST_CATEGORIES = 50;
const round = (x: number): string => String(Number(x.toPrecision(4)));

const leftOut = (column: Column, missing: number, kind: "constant" | "identifier", why: string): Encoder => ({
  width: 0,
  encode: () => undefined,
  report: { name: column.name, kind, missing, imputation: null, treatment: `left out: ${why}` },
});

function numeric(column: Column, missing: number, known: readonly number[]): Encoder {
  const sorted = [...known].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length);
  if (!(spread > 0))
    return leftOut(column, missing, "constant", `it is ${round(mean)} in every training row`);
  return {
    width: 1,
    encode: (value, out, at) => {
      out[at] = ((typeof value === "number" ? value : median) - mean) / spread;
    },
    report: {
      name: column.name,
      kind: "numeric",
      missing,
      imputation: missing > 0 ? `median of the training rows, ${round(median)}` : null,
      treatment: `standardised: mean ${round(mean)}, spread ${round(spread)}`,
    },
  };
}

function category(column: Column, missing: number, known: readonly string[]): Encoder {
  const counts = new Map<string, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const categories = [...counts.keys()].sort();
  if (categories.length === 1)
    return leftOut(column, missing, "constant", `it is "${categories[0]}" in every training row`);
  if (categories.length > MOST_CATEGORIES && categories.length > known.length / 2) {
    return leftOut(
      column,
      missing,
      "identifier",
      `${categories.length} different values in ${known.length} training rows name rows rather than describe them`,
    );
  }
  const usual = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const index = new Map(categories.map((name, i) => [name, i]));
  return {
    width: categories.length,
    encode: (value, out, at) => {
      const place = index.get(value === null ? usual : String(value));
      if (place !== undefined) out[at + place] = 1;
    },
    report: {
      name: column.name,
      kind: "category",
      missing,
      imputation: missing > 0 ? `most frequent category of the training rows, "${usual}"` : null,
      treatment: `one-hot, ${categories.length} categories`,
    },
  };
}

/** Fits every predictor column on the training rows (rows of the table) and nothing else. */
export function prepare(table: Table, target: Target, trainRows: readonly number[]): Preparation {
  const fitted = table.columns.map((column) => {
    const missing = column.values.filter((v) => v === null).length;
    if (column === target.column) {
      const report: ColumnReport = {
        name: column.name,
        kind: "target",
        missing,
        imputation: null,
        treatment: missing > 0 ? `target: ${missing} rows without it left out` : "target",
      };
      return { column, encoder: { width: 0, encode: () => undefined, report } satisfies Encoder };
    }
    const all = new Set(column.values.filter((v) => v !== null));
    if (all.size === 1) {
      throw new HillockError(
        "invalid-table",
        `${table.name}, column "${column.name}": it is ${[...all][0]} in every row, so nothing can be learned from it. Remove the column.`,
      );
    }
    const known = trainRows.map((row) => column.values[row]).filter((v) => v !== null);
    if (known.length === 0)
      return { column, encoder: leftOut(column, missing, "constant", "it is missing in every training row") };
    return {
      column,
      encoder: isNumeric(column)
        ? numeric(column, missing, known.map(Number))
        : category(column, missing, known.map(String)),
    };
  });
  const width = fitted.reduce((sum, { encoder }) => sum + encoder.width, 0);
  if (width === 0)
    throw new HillockError(
      "invalid-table",
      `${table.name}: besides the target "${target.column.name}" no column can be learned from: ${fitted.map(({ encoder }) => `${encoder.report.name} (${encoder.report.treatment})`).join(", ")}.`,
    );
  return {
    width,
    report: fitted.map(({ encoder }) => encoder.report),
    transform: (rows) => {
      const out = new Float32Array(rows.length * width);
      rows.forEach((row, i) => {
        let at = i * width;
        for (const { column, encoder } of fitted) {
          encoder.encode(column.values[row], out, at);
          at += encoder.width;
        }
      });
      return out;
    },
  };
}
