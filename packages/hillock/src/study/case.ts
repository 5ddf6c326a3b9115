import type { CaseData } from "../doctor/regimen.ts";
import type { Task } from "../doctor/task.ts";
import { THRESHOLDS } from "../doctor/thresholds.ts";
import type { Activation } from "../functions/activation.ts";
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

/** Whether a network can be meant to answer with these numbers themselves: shares, probabilities. */
function isFraction(labels: Float64Array, spread: number, output: Activation | undefined): boolean {
  if (!labels.every((label) => label >= 0 && label <= 1)) return false;
  if (spread >= THRESHOLDS.fairPart.value) return true;
  if (output === undefined || output.range.every((bound) => !Number.isFinite(bound))) return false;
  const [low, high] = output.range;
  return labels.every((label) => label >= low && label <= high);
}

/**
 * A table as a doctor's case: numbers as they are (the regimen scales them), categories one-hot, missing values filled in
 * from the training rows. A regression's target is standardised, as `compare` does, unless all of it lies from 0 to 1 and
 * either fills a fair part of that or is to come from an output function with bounds: then the function's are meant.
 */
export function prepareCase(options: {
  readonly table: Table;
  readonly target: string;
  readonly task?: Task;
  readonly validation: number;
  readonly seed: number;
  /** Of the network, where it does not follow from the task. */
  readonly output?: Activation;
}): PreparedCase {
  const target = readTarget(options.table, options.target, options.task);
  const split = splitRows(target, options.validation, options.seed);
  const rowsOf = (positions: readonly number[]): number[] => positions.map((p) => target.rows[p]);
  const preparation = prepare(options.table, target, rowsOf(split.train), { standardised: false });
  const own = isFraction(target.labels, preparation.targetScale.spread, options.output);
  const { mean, spread } = own ? { mean: 0, spread: 1 } : preparation.targetScale;
  const examples = (positions: readonly number[]) => ({
    inputs: preparation.transformInto(
      rowsOf(positions),
      new Float64Array(positions.length * preparation.width),
    ),
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
