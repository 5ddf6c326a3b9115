import type { ColumnReport } from "../results.ts";
import { fitScale, median } from "./scale.ts";
import type { Cell, Column } from "./table.ts";

/** One column's way into the network, fitted on training rows. */
export interface Encoder {
  /** Names of the features it makes; their count is its width. */
  readonly features: readonly string[];
  /** Writes the features of one value from `at` on; `out` holds zeros there. */
  readonly encode: (value: Cell, out: Float32Array, at: number) => void;
  readonly report: ColumnReport;
}

/** More categories than these, in more than half of the rows, are names of rows. */
const MOST_CATEGORIES = 50;
const round = (x: number): string => String(Number(x.toPrecision(4)));

/** A column that makes no feature, and why. */
export const leaveOut = (
  column: Column,
  missing: number,
  kind: ColumnReport["kind"],
  treatment: string,
): Encoder => ({
  features: [],
  encode: () => undefined,
  report: { name: column.name, kind, missing, imputation: null, treatment },
});

/**
 * Missing values become the median of the known ones, then all are standardised, the imputed ones counted.
 * @param cells the column's values in the training rows
 * @param missing in all rows, for the report
 */
export function encodeNumbers(
  column: Column,
  cells: readonly Cell[],
  missing: number,
  standardised = true,
): Encoder {
  const middle = median(cells.filter((v) => v !== null).map(Number));
  const fill = (value: Cell): number => (value === null ? middle : Number(value));
  const scale = fitScale(cells.map(fill));
  if (!scale)
    return leaveOut(
      column,
      missing,
      "constant",
      `left out: constant, ${round(middle)} wherever a training row has it`,
    );
  return {
    features: [column.name],
    encode: (value, out, at) => {
      out[at] = standardised ? scale.standardise(fill(value)) : fill(value);
    },
    report: {
      name: column.name,
      kind: "numeric",
      missing,
      imputation: missing > 0 ? `median of the training rows, ${round(middle)}` : null,
      treatment: standardised
        ? `standardised: mean ${round(scale.mean)}, spread ${round(scale.spread)}`
        : "as it is",
    },
  };
}

/**
 * One feature a category of the training rows. Missing values become the most frequent category; a category that no
 * training row has is all zeros.
 * @param cells the column's values in the training rows
 * @param missing in all rows, for the report
 */
export function encodeCategories(column: Column, cells: readonly Cell[], missing: number): Encoder {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  const known = cells.filter((cell) => cell !== null).length;
  const categories = [...counts.keys()].sort();
  if (categories.length === 1)
    return leaveOut(
      column,
      missing,
      "constant",
      `left out: constant, "${categories[0]}" wherever a training row has it`,
    );
  if (categories.length > MOST_CATEGORIES && categories.length > known / 2)
    return leaveOut(
      column,
      missing,
      "identifier",
      `left out: ${categories.length} different values in ${known} training rows name rows rather than describe them`,
    );
  // of equally frequent ones the first by name, whatever the order of the rows
  const usual = categories.reduce((best, name) =>
    (counts.get(name) ?? 0) > (counts.get(best) ?? 0) ? name : best,
  );
  const index = new Map(categories.map((name, i) => [name, i]));
  return {
    features: categories.map((name) => `${column.name}=${name}`),
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
