import type { ColumnReport } from "../results.ts";
import type { FittedColumn } from "./fitted.ts";
import { fitScale, median } from "./scale.ts";
import type { Cell } from "./table.ts";

/** What became of one column; without `fitted` it makes no feature. */
export interface Treated {
  readonly fitted?: FittedColumn;
  readonly report: ColumnReport;
}

/** More categories than these, in more than half of the rows, are names of rows. */
const MOST_CATEGORIES = 50;
const round = (x: number): string => String(Number(x.toPrecision(4)));

/** A column that makes no feature, and why. */
export const leaveOut = (
  name: string,
  missing: number,
  kind: ColumnReport["kind"],
  treatment: string,
): Treated => ({ report: { name, kind, missing, imputation: null, used: false, treatment } });

export const constantColumn = (name: string, missing: number, value: number | string): Treated =>
  leaveOut(
    name,
    missing,
    "constant",
    `left out: constant, ${typeof value === "number" ? round(value) : `"${value}"`} wherever a training row has it`,
  );

/** @param stand what stands in for missing values, such as "median" */
export function treatNumbers(
  fitted: Extract<FittedColumn, { kind: "numeric" }>,
  missing: number,
  stand: string,
): Treated {
  const { name, fill, scale } = fitted;
  return {
    fitted,
    report: {
      name,
      kind: "numeric",
      missing,
      imputation: missing > 0 ? `${stand} of the training rows, ${round(fill)}` : null,
      used: true,
      treatment: `standardised: mean ${round(scale.mean * scale.unit)}, spread ${round(scale.spread * scale.unit)}`,
    },
  };
}

/**
 * One feature a category of the training rows. Missing values become the most frequent category; a category that no
 * training row has is all zeros.
 * @param counts how often each category stands in the training rows
 * @param missing in all rows, for the report
 */
export function treatCategories(name: string, counts: ReadonlyMap<string, number>, missing: number): Treated {
  const categories = [...counts.keys()].sort();
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (categories.length === 1) return constantColumn(name, missing, categories[0]);
  if (categories.length > MOST_CATEGORIES && categories.length > known / 2)
    return leaveOut(
      name,
      missing,
      "identifier",
      `left out: ${categories.length} different values in ${known} training rows name rows rather than describe them`,
    );
  // of equally frequent ones the first by name, whatever the order of the rows
  const fill = categories.reduce((best, category) =>
    (counts.get(category) ?? 0) > (counts.get(best) ?? 0) ? category : best,
  );
  return {
    fitted: { kind: "category", name, categories, fill },
    report: {
      name,
      kind: "category",
      missing,
      imputation: missing > 0 ? `most frequent category of the training rows, "${fill}"` : null,
      used: true,
      treatment: `one-hot, ${categories.length} categories`,
    },
  };
}

/**
 * Missing values become the median of the known ones, then all are standardised, the imputed ones counted.
 * @param cells the column's values in the training rows
 * @param missing in all rows, for the report
 */
export function fitNumbers(name: string, cells: readonly Cell[], missing: number): Treated {
  const fill = median(cells.filter((v) => v !== null).map(Number));
  const scale = fitScale(cells.map((value) => Number(value ?? fill)));
  return scale
    ? treatNumbers({ kind: "numeric", name, fill, scale: scale.stored }, missing, "median")
    : constantColumn(name, missing, fill);
}

/** @param cells the column's values in the training rows */
export function fitCategories(name: string, cells: readonly Cell[], missing: number): Treated {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  return treatCategories(name, counts, missing);
}
