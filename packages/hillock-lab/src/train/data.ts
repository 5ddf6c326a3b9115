import { type CaseData, prepareCase, type Task } from "hillock";
import { FEATURES, type Feature, featuresOf } from "./features.ts";
import type { Shape } from "./settings.ts";
import { shapeData } from "./shapes.ts";
import { leftOutOf, targetOf, usableTable } from "./table-target.ts";

export interface TableSource {
  readonly kind: "table";
  readonly name: string;
  readonly text: string;
  readonly target: string | undefined;
}
export type Source =
  | {
      readonly kind: "shape";
      readonly shape: Shape;
      readonly noise: number;
      readonly features: readonly Feature[];
    }
  | TableSource;

/** What a table could be asked to predict. */
export interface TableColumns {
  readonly columns: readonly string[];
  /** The one that was asked for, or the likeliest. */
  readonly target: string;
  /** What was done to the file so that it could be read. */
  readonly notes: readonly string[];
}

/** What the page needs to know of the data. */
export interface DataSummary {
  readonly task: Task;
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly rows: number;
  readonly held: number;
  /** Of a table: the column that is predicted. */
  readonly target: string | undefined;
  /** What of a table is not used, and why. */
  readonly notes: readonly string[];
  /** Of two inputs, the rows that are learned from; absent for other data. */
  readonly points: Points | undefined;
  /** And those held out. */
  readonly heldPoints: Points | undefined;
  /** Of the plane that the decision surface covers. */
  readonly plane: Plane | undefined;
}

/** Two numbers a point, row by row, with their labels. */
export interface Points {
  readonly inputs: Float32Array;
  readonly labels: Float64Array;
}

export interface Plane {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Prepared {
  readonly data: CaseData;
  readonly summary: DataSummary;
  /** The inputs of points in the plane, row by row; the points themselves unless told otherwise. */
  readonly inputsAt?: (points: Float32Array) => Float32Array;
}

const MOST_POINTS = 600;
const SPLIT_SEED = 1;

function spanOf(values: CaseData["train"]["inputs"], column: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = column; i < values.length; i += 2) {
    low = Math.min(low, values[i] ?? low);
    high = Math.max(high, values[i] ?? high);
  }
  const margin = 0.12 * (high - low || 1);
  return [low - margin, high + margin];
}

function pointsOf({ inputs, labels }: CaseData["train"]): Points {
  const rows = Math.min(MOST_POINTS, labels.length);
  return {
    inputs: Float32Array.from(inputs.subarray(0, 2 * rows)),
    labels: Float64Array.from({ length: rows }, (_, i) => labels[i] ?? 0),
  };
}

function inPlane(data: CaseData): Pick<DataSummary, "points" | "heldPoints" | "plane"> {
  if (data.columns !== 2) return { points: undefined, heldPoints: undefined, plane: undefined };
  return {
    points: pointsOf(data.train),
    heldPoints: pointsOf(data.validation),
    plane: { x: spanOf(data.train.inputs, 0), y: spanOf(data.train.inputs, 1) },
  };
}

function prepareShape(source: Extract<Source, { kind: "shape" }>, held: number): Prepared {
  const { shape, noise, features } = source;
  const plain = shapeData(shape, noise, held, SPLIT_SEED);
  const inputsAt = (points: Float32Array): Float32Array => featuresOf(points, features);
  const withFeatures = ({ inputs, labels }: CaseData["train"]) => ({
    inputs: featuresOf(inputs, features),
    labels,
  });
  return {
    data: {
      columns: features.length,
      classes: 2,
      train: withFeatures(plain.train),
      validation: withFeatures(plain.validation),
    },
    inputsAt,
    summary: {
      task: "binary",
      features: features.map((feature) => FEATURES[feature].title),
      classes: ["blue", "orange"],
      rows: plain.train.labels.length,
      held: plain.validation.labels.length,
      target: undefined,
      notes: [],
      ...inPlane(plain),
    },
  };
}

/**
 * `held`: share of the rows that are held out.
 * @throws HillockError "invalid-table" where the table or its target cannot be learned from
 */
export function prepareSource(source: Source, held: number): Prepared {
  if (source.kind === "shape") return prepareShape(source, held);
  const { table, constant } = usableTable(source);
  const target = targetOf(table, source.target);
  const { data, task, features, classes, columns } = prepareCase({
    table,
    target,
    validation: held,
    seed: SPLIT_SEED,
  });
  return {
    data,
    summary: {
      task,
      features,
      classes,
      rows: data.train.labels.length,
      held: data.validation.labels.length,
      target,
      notes: leftOutOf(columns, constant),
      ...inPlane(data),
    },
  };
}

/** @throws HillockError "invalid-table" where the table has no two columns that vary */
export function columnsOf(source: TableSource): TableColumns {
  const { table, notes } = usableTable(source);
  return { columns: table.columns.map(({ name }) => name), target: targetOf(table, source.target), notes };
}
