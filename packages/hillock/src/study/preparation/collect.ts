import { constantColumn, leaveOut, type Treated, treatCategories, treatNumbers } from "./encode.ts";
import { type Scale, unitOf } from "./scale.ts";
import type { Cell } from "./table.ts";

/** More different values than these are counted no further: memory stays bounded. */
export const MOST_COUNTED = 1000;

/** Mean and spread in one pass (Welford 1962), with least and most. */
export class RunningScale {
  count = 0;
  mean = 0;
  least = Infinity;
  most = -Infinity;
  #squares = 0;

  add(value: number): void {
    this.count++;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.#squares += before * (value - this.mean);
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
  }

  /** Standard deviation, of n, where so many further values were the mean. */
  spread(atMean = 0): number {
    return Math.sqrt(this.#squares / (this.count + atMean));
  }

  scale(): Scale {
    return { mean: this.mean, spread: this.spread() };
  }
}

/** How often each value stands, up to MOST_COUNTED different ones. */
export class ValueCounts {
  readonly counts = new Map<string, number>();
  overflow = false;

  add(value: Cell): void {
    if (this.overflow) return;
    const text = String(value);
    this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
    if (this.counts.size > MOST_COUNTED) {
      this.overflow = true;
      this.counts.clear();
    }
  }
}

/**
 * What preparation asks of a predictor column, gathered in one pass and in bounded memory: Welford's mean and spread,
 * and the categories. Statistics come from the training rows alone, the column's type from all rows.
 */
export class ColumnCollector {
  readonly name: string;
  missing = 0;
  #texts = 0;
  readonly #scale = new RunningScale();
  readonly #values = new ValueCounts();
  #missingInTraining = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(value: Cell, training: boolean): void {
    if (value === null) {
      this.missing++;
      if (training) this.#missingInTraining++;
      return;
    }
    if (typeof value !== "number") this.#texts++;
    if (!training) return;
    if (typeof value === "number") this.#scale.add(value);
    this.#values.add(value);
  }

  /** Missing numbers become the mean, since a median would need all values at once. */
  fit(): Treated {
    const { name, missing } = this;
    if (this.#scale.count === 0 && this.#values.counts.size === 0 && !this.#values.overflow)
      return leaveOut(name, missing, "constant", "left out: it is missing in every training row");
    if (this.#texts > 0) {
      if (!this.#values.overflow) return treatCategories(name, this.#values.counts, missing);
      return leaveOut(
        name,
        missing,
        "identifier",
        `left out: more than ${MOST_COUNTED} different values name rows rather than describe them`,
      );
    }
    const { least, most, mean } = this.#scale;
    if (!(least < most)) return constantColumn(name, missing, mean);
    if (unitOf(least, most) !== 1)
      return leaveOut(
        name,
        missing,
        "numeric",
        "left out: its numbers are beyond 10^±150; give them in another unit",
      );
    const spread = this.#scale.spread(this.#missingInTraining);
    return treatNumbers(
      { kind: "numeric", name, fill: mean, scale: { unit: 1, mean, spread } },
      missing,
      "mean",
    );
  }
}
