import { HillockError } from "../../errors.ts";
import type { Task } from "../results.ts";
import { type Column, isNumeric, requireFinite, type Table } from "./table.ts";

export interface Target {
  readonly column: Column;
  readonly task: Task;
  /** In label order; empty for a regression. */
  readonly classes: readonly string[];
  /** Rows of the table that have a target. */
  readonly rows: readonly number[];
  /** One per such row: the class's index, or the number. */
  readonly labels: Float64Array;
  /** How many rows of the table have no target. */
  readonly dropped: number;
}

const MOST_CLASSES_OF_NUMBERS = 10;
const fail = (message: string): HillockError => new HillockError("invalid-table", message);

/** What the task is inferred from. */
export interface TargetFacts {
  readonly text: boolean;
  /** Whether all numbers are whole. */
  readonly whole: boolean;
  readonly count: number;
  readonly distinct: number;
}

/** Two values are two classes; text, and few whole numbers of which each is frequent, are several; else a regression. */
export function inferTask({ text, whole, count, distinct }: TargetFacts): Task {
  if (distinct === 2) return "binary";
  if (text) return "multiclass";
  return whole && distinct <= MOST_CLASSES_OF_NUMBERS && count >= 5 * distinct ? "multiclass" : "regression";
}

/** Class names in label order: numbers by size, text by code unit. */
export const sortClasses = (names: Iterable<string>, numeric: boolean): string[] =>
  [...names].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));

/**
 * The target column as labels, and the task that it asks for. Rows without a target are left out. Unless asked
 * otherwise: two distinct values are two classes; text, and at most ten distinct whole numbers with five rows each on
 * average, are several classes; other numbers are a regression.
 * @throws HillockError "invalid-table" where the column is unknown or cannot be the target of that task.
 */
export function readTarget(table: Table, name: string, asked?: Task): Target {
  const column = table.columns.find((c) => c.name === name);
  if (!column)
    throw fail(
      `${table.name} has no column "${name}". It has: ${table.columns.map((c) => c.name).join(", ")}.`,
    );
  if (table.rows === 0) throw fail(`${table.name} has no rows of data; at least two are needed.`);
  requireFinite(table, column);
  const rows: number[] = [];
  const values: (number | string)[] = [];
  column.values.forEach((value, row) => {
    if (value === null) return;
    rows.push(row);
    values.push(value);
  });
  if (values.length === 0)
    throw fail(`${table.name}: the target "${name}" is missing in every row. Choose another column.`);
  const dropped = table.rows - rows.length;
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const facts = {
    text: typeof values[0] === "string",
    whole: values.every((v) => Number.isInteger(v)),
    count: values.length,
    distinct: counts.size,
  };
  const task = asked ?? inferTask(facts);
  if (counts.size === 1)
    throw fail(
      `${table.name}: the target "${name}" is ${values[0]} in every row${dropped > 0 ? " that has it" : ""}; there is nothing to learn. Choose another column.`,
    );
  if (task === "regression") {
    const text = values.findIndex((v) => typeof v !== "number");
    if (text >= 0)
      throw fail(
        `${table.name}, ${table.place(rows[text])}, column "${name}": "${values[text]}" is not a number, which a regression needs. Leave --task out, or choose a numeric column.`,
      );
    return { column, task, classes: [], rows, labels: Float64Array.from(values, Number), dropped };
  }
  if (task === "binary" && counts.size !== 2)
    throw fail(
      `${table.name}: a binary task needs two classes; "${name}" has ${counts.size}. Use --task ${inferTask(facts)}.`,
    );
  const lone = [...counts].find(([, count]) => count < 2);
  if (lone) {
    const row = rows[values.findIndex((v) => String(v) === lone[0])];
    throw fail(
      `${table.name}, ${table.place(row)}, column "${name}": the class "${lone[0]}" has one example, so it cannot be both trained on and validated. Remove that row or give it more examples.`,
    );
  }
  const classes = sortClasses(counts.keys(), isNumeric(column));
  const index = new Map(classes.map((label, i) => [label, i]));
  const labels = Float64Array.from(values, (v) => index.get(String(v)) ?? 0);
  return { column, task, classes, rows, labels, dropped };
}
