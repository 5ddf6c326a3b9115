import type { CaseData } from "../doctor/regimen.ts";
import type { Task } from "../doctor/task.ts";
import { prepare } from "./preparation/prepare.ts";
import { splitRows } from "./preparation/split.ts";
import type { Table } from "./preparation/table.ts";
import { readTarget } from "./preparation/target.ts";
import type { ColumnReport } from "./results.ts";

export interface PreparedCase {
  readonly data: CaseData;
  readonly task: Task;
  /** Names of the network's inputs. */
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly columns: readonly ColumnReport[];
}

/**
 * A table as a doctor's case: numbers as they are (the regimen scales them), categories one-hot, missing values filled in
 * from the training rows. A regression's target is standardised unless all of it lies from 0 to 1.
 */
export function prepareCase(options: {
  readonly table: Table;
  readonly target: string;
  readonly task?: Task;
  readonly validation: number;
  readonly seed: number;
}): PreparedCase {
  const target = readTarget(options.table, options.target, options.task);
  const split = splitRows(target, options.validation, options.seed);
  const rowsOf = (positions: readonly number[]): number[] => positions.map((p) => target.rows[p]);
  const preparation = prepare(options.table, target, rowsOf(split.train), { standardised: false });
  const fraction = target.labels.every((label) => label >= 0 && label <= 1);
  const { mean, spread } = fraction ? { mean: 0, spread: 1 } : preparation.targetScale;
  const examples = (positions: readonly number[]) => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / spread),
  });
  return {
    data: {
      columns: preparation.width,
      classes: Math.max(1, target.classes.length),
      train: examples(split.train),
      validation: examples(split.validation),
    },
    task: target.task,
    features: preparation.features,
    classes: target.classes,
    columns: preparation.report,
  };
}
