import { HillockError } from "../../errors.ts";
import type { Task } from "../results.ts";
import { MOST_COUNTED, RunningScale, ValueCounts } from "./collect.ts";
import type { Scale } from "./scale.ts";
import type { Cell } from "./table.ts";
import { inferTask, sortClasses } from "./target.ts";

/** What a model must know of its target, as plain data. */
export interface FittedTarget {
  readonly name: string;
  readonly task: Task;
  /** In label order; empty for a regression. */
  readonly classes: readonly string[];
  /** A regression's outputs are (value − mean) / spread; mean 0 and spread 1 for classes. */
  readonly scale: Scale;
}

/** The target's classes, or its mean and spread in the training rows, gathered in one pass and in bounded memory. */
export class TargetCollector {
  readonly name: string;
  readonly #table: string;
  count = 0;
  dropped = 0;
  #texts = 0;
  #whole = true;
  readonly #values = new ValueCounts();
  readonly #scale = new RunningScale();

  /** @param table its name, for messages */
  constructor(table: string, name: string) {
    this.#table = table;
    this.name = name;
  }

  add(value: Cell, training: boolean): void {
    if (value === null) {
      this.dropped++;
      return;
    }
    this.count++;
    if (typeof value === "number") {
      this.#whole &&= Number.isInteger(value);
      if (training) this.#scale.add(value);
    } else this.#texts++;
    this.#values.add(value);
  }

  /** @throws HillockError "invalid-table" where the column cannot be the target of that task. */
  fit(asked?: Task): FittedTarget {
    const { name, count } = this;
    const fail = (message: string): HillockError =>
      new HillockError("invalid-table", `${this.#table}: ${message}`);
    if (count === 0) throw fail(`the target "${name}" is missing in every row. Choose another column.`);
    const { counts, overflow } = this.#values;
    if (!overflow && counts.size === 1)
      throw fail(
        `the target "${name}" is ${[...counts.keys()][0]} in every row that has it; there is nothing to learn. Choose another column.`,
      );
    const distinct = overflow ? Infinity : counts.size;
    const facts = { text: this.#texts > 0, whole: this.#whole, count, distinct };
    const task = asked ?? inferTask(facts);
    if (task === "regression") {
      if (this.#texts > 0)
        throw fail(`the target "${name}" has text, but a regression needs numbers. Choose a numeric column.`);
      const { mean, spread } = this.#scale.scale();
      return { name, task, classes: [], scale: { mean, spread: spread > 0 ? spread : 1 } };
    }
    if (overflow)
      throw fail(
        `the target "${name}" has more than ${MOST_COUNTED} classes, the most in a table read in pieces. Choose another column.`,
      );
    if (task === "binary" && counts.size !== 2)
      throw fail(
        `a binary task needs two classes; "${name}" has ${counts.size}. Use --task ${inferTask(facts)}.`,
      );
    return {
      name,
      task,
      classes: sortClasses(counts.keys(), this.#texts === 0),
      scale: { mean: 0, spread: 1 },
    };
  }
}

/** A target's value as a label: the class's index, or the standardised number; undefined for an unknown class. */
export function labeller({ task, classes, scale }: FittedTarget): (value: Cell) => number | undefined {
  if (task === "regression")
    return (value) => (typeof value === "number" ? (value - scale.mean) / scale.spread : undefined);
  const index = new Map(classes.map((name, i) => [name, i]));
  return (value) => (value === null ? undefined : index.get(String(value)));
}
