import type { FittedTarget } from "hillock";

/** Which class a row of outputs decides for: the likelier of two from one probability, else the largest. */
export function decide(outputs: Float32Array): number {
  if (outputs.length === 1) return outputs[0] >= 0.5 ? 1 : 0;
  let best = 0;
  for (let i = 1; i < outputs.length; i++) if (outputs[i] > outputs[best]) best = i;
  return best;
}

/** Counts how well predictions meet labels, a block at a time. */
export class Score {
  readonly #target: FittedTarget;
  rows = 0;
  #right = 0;
  #squares = 0;
  #absolutes = 0;

  constructor(target: FittedTarget) {
    this.#target = target;
  }

  /** @param label a class's index or a standardised number; undefined for a class that training never saw */
  add(outputs: Float32Array, label: number | undefined): void {
    this.rows++;
    if (this.#target.task === "regression") {
      const error = (outputs[0] - (label ?? Number.NaN)) * this.#target.scale.spread;
      this.#squares += error * error;
      this.#absolutes += Math.abs(error);
    } else this.#right += Number(decide(outputs) === label);
  }

  addAll(outputs: Float32Array, labels: ArrayLike<number>): this {
    const width = outputs.length / labels.length;
    for (let r = 0; r < labels.length; r++) this.add(outputs.subarray(r * width, (r + 1) * width), labels[r]);
    return this;
  }

  /** Share of rows decided rightly; null for a regression. */
  get accuracy(): number | null {
    return this.#target.task === "regression" ? null : this.#right / this.rows;
  }

  toString(): string {
    if (this.accuracy !== null) return `accuracy ${(100 * this.accuracy).toFixed(2)} % of ${this.rows} rows`;
    const number = (x: number): string => String(Number(x.toPrecision(4)));
    const root = Math.sqrt(this.#squares / this.rows);
    return `root mean squared error ${number(root)}, mean absolute error ${number(this.#absolutes / this.rows)} over ${this.rows} rows`;
  }
}
