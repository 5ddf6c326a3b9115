import { type Data, prepare, readTarget, splitRows, type Table, type Task } from "hillock";
import type { Prepared, Split } from "./prepared.ts";
import { rowsInMemory } from "./rows.ts";

/** A table that is held in memory: split by class, medians for missing numbers. */
export function prepareTable(
  table: Table,
  name: string,
  task: Task | undefined,
  { share, seed }: Split,
): Prepared {
  const target = readTarget(table, name, task);
  const split =
    share === 0 ? { train: [...target.rows.keys()], validation: [] } : splitRows(target, share, seed);
  const rowsOf = (positions: readonly number[]): number[] => positions.map((p) => target.rows[p]);
  const preparation = prepare(table, target, rowsOf(split.train));
  const { mean, spread } = preparation.targetScale;
  const data = (positions: readonly number[]): Data => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / spread),
  });
  const left = preparation.report.filter(({ used }) => !used);
  return {
    preprocessing: { kind: "table", columns: preparation.fitted },
    target: { name, task: target.task, classes: target.classes, scale: { mean, spread } },
    trainRows: split.train.length,
    heldRows: split.validation.length,
    rowsInMemory: split.train.length + split.validation.length,
    notes: [
      ...left.map(({ name: column, treatment }) => `${column} ${treatment}`),
      ...(target.dropped > 0 ? [`${target.dropped} rows without a target left out`] : []),
    ],
    rows: async (batchSize) =>
      rowsInMemory(data(split.train), split.validation.length > 0 ? data(split.validation) : undefined, {
        seed,
        batchSize,
      }),
  };
}
