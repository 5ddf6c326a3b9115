import { HillockError } from "../../errors.ts";
import type { ColumnReport } from "../results.ts";
import { fitCategories, fitNumbers, leaveOut, type Treated } from "./encode.ts";
import { encoderOf, type FittedColumn } from "./fitted.ts";
import { fitScale, type Scale } from "./scale.ts";
import { type Column, isNumeric, requireFinite, type Table } from "./table.ts";
import type { Target } from "./target.ts";

export interface Preparation {
  /** Names of the network's inputs: a column, or "column=category". */
  readonly features: readonly string[];
  /** How many features. */
  readonly width: number;
  /** The columns that make features, in the features' order, as data to keep with a model. */
  readonly fitted: readonly FittedColumn[];
  /** One entry a column of the table, in its order. */
  readonly report: readonly ColumnReport[];
  /** Of a regression's target in the training rows, to standardise it by; mean 0 and spread 1 for classes. */
  readonly targetScale: Scale;
  /** Rows of the table → rows × width, row by row. */
  readonly transform: (rows: ArrayLike<number>) => Float32Array;
}

export interface PrepareOptions {
  /** Whether numeric columns are standardised; true unless false. */
  readonly standardised?: boolean;
}

const unscaled = (each: Treated): Treated =>
  each.fitted?.kind === "numeric"
    ? {
        fitted: { ...each.fitted, scale: { unit: 1, mean: 0, spread: 1 } },
        report: { ...each.report, treatment: "as it is" },
      }
    : each;

const CLASSES: Scale = { mean: 0, spread: 1 };

/** Of the target in the training rows; those of classes are left as they are. */
export function fitTargetScale({ task, column }: Target, trainRows: readonly number[]): Scale {
  if (task !== "regression") return CLASSES;
  const known = trainRows.map((row) => Number(column.values[row]));
  const scale = fitScale(known);
  // the same in every training row: shifted to 0 and left there
  return scale && scale.spread > 0
    ? { mean: scale.mean, spread: scale.spread }
    : { mean: known[0] ?? 0, spread: 1 };
}

function fitColumn(table: Table, target: Target, column: Column, trainRows: readonly number[]): Treated {
  const missing = column.values.filter((v) => v === null).length;
  if (column === target.column) {
    const treatment = missing > 0 ? `target: ${missing} rows without it left out` : "target";
    return {
      report: { name: column.name, kind: "target", missing, imputation: null, used: true, treatment },
    };
  }
  requireFinite(table, column);
  if (missing === 0 && new Set(column.values).size === 1)
    throw new HillockError(
      "invalid-table",
      `${table.name}, column "${column.name}": it is ${column.values[0]} in every row, so nothing can be learned from it. Remove the column.`,
    );
  const cells = trainRows.map((row) => column.values[row]);
  if (cells.every((v) => v === null))
    return leaveOut(column.name, missing, "constant", "left out: it is missing in every training row");
  return (isNumeric(column) ? fitNumbers : fitCategories)(column.name, cells, missing);
}

/**
 * Fits every predictor column on the training rows (rows of the table) and nothing else: medians, means, spreads and
 * categories come from them alone. Only the type of a column, and whether it is constant, is asked of the whole table.
 * @throws HillockError "invalid-table" where a column is the same in every row, holds a number that is not finite, or
 * no column can be learned from.
 */
export function prepare(
  table: Table,
  target: Target,
  trainRows: readonly number[],
  options: PrepareOptions = {},
): Preparation {
  const treat = options.standardised === false ? unscaled : (each: Treated) => each;
  const treated = table.columns.map((column) => ({
    column,
    ...treat(fitColumn(table, target, column, trainRows)),
  }));
  const encoders = treated.flatMap(({ column, fitted }) =>
    fitted ? [{ column, fitted, encoder: encoderOf(fitted) }] : [],
  );
  const features = encoders.flatMap(({ encoder }) => encoder.features);
  const report = treated.map((each) => each.report);
  const width = features.length;
  if (width === 0) {
    const others = report.filter(({ kind }) => kind !== "target");
    throw new HillockError(
      "invalid-table",
      others.length === 0
        ? `${table.name} has no column besides the target "${target.column.name}"; add one to predict it from.`
        : `${table.name}: besides the target "${target.column.name}" no column can be learned from: ${others.map(({ name, treatment }) => `${name} (${treatment})`).join(", ")}. Add a column that varies.`,
    );
  }
  return {
    features,
    width,
    fitted: encoders.map(({ fitted }) => fitted),
    report,
    targetScale: fitTargetScale(target, trainRows),
    transform: (rows) => {
      const out = new Float32Array(rows.length * width);
      for (let i = 0, at = 0; i < rows.length; i++) {
        for (const { column, encoder } of encoders) {
          encoder.encode(column.values[rows[i]], out, at);
          at += encoder.features.length;
        }
      }
      return out;
    },
  };
}
