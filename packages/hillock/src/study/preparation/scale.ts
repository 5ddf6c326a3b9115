import type { StoredScale } from "./fitted.ts";

/** Mean and spread (standard deviation, of n) of numbers. */
export interface Scale {
  readonly mean: number;
  readonly spread: number;
}

export interface Standardiser extends Scale {
  /** (value − mean) / spread */
  readonly standardise: (value: number) => number;
  /** The same as plain data. */
  readonly stored: StoredScale;
}

const FAR = 1e150;

/** Squares of numbers beyond this unit leave the range of float64; 1 for all usual ones. */
export const unitOf = (least: number, most: number): number => {
  const largest = Math.max(-least, most);
  return largest > FAR || largest < 1 / FAR ? largest : 1;
};

/** Fits mean and spread; undefined where all values are the same, whatever rounding makes of their spread. */
export function fitScale(values: readonly number[]): Standardiser | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const v of values) {
    least = Math.min(least, v);
    most = Math.max(most, v);
  }
  if (!(least < most)) return undefined;
  const unit = unitOf(least, most);
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v / unit, 0) / n;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v / unit - mean) ** 2, 0) / n);
  return {
    mean: mean * unit,
    spread: spread * unit,
    standardise: (v) => (v / unit - mean) / spread,
    stored: { unit, mean, spread },
  };
}

/** The middle value; of an even count the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted[Math.ceil(middle) - 1] / 2 + sorted[Math.floor(middle)] / 2;
}
