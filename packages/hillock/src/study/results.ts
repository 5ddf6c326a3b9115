/** `results.json`: what a comparison found, and all that is needed to run it again. */

import type { Task } from "../doctor/task.ts";
import type { OptimizerName } from "../network/train.ts";

export type { OptimizerName, Task };

/** Per-epoch measurements of one layer; layers stand in order, the output layer last. */
export interface LayerMeasurements {
  /** Root mean square of ∂loss/∂z over the epoch's examples and the layer's units. */
  readonly gradientNorm: readonly number[];
  /** Root mean square of ∂loss/∂w over the epoch's batches and the layer's weights. */
  readonly weightGradientNorm: readonly number[];
  /** Share of units through which no example of the epoch got a non-zero slope, 0 to 1. */
  readonly deadShare: readonly number[];
  /** Share of (example, unit) pairs in the flat ends of the function, 0 to 1. */
  readonly saturatedShare: readonly number[];
  readonly activationMean: readonly number[];
  /** Standard deviation of the activations over examples and units. */
  readonly activationSpread: readonly number[];
  /** Share of activations that are exactly 0, 0 to 1. */
  readonly sparsity: readonly number[];
}

export interface Curves {
  /** null where it is not finite (JSON has no NaN). */
  readonly trainLoss: readonly (number | null)[];
  readonly validationLoss: readonly (number | null)[];
  /** Empty for regression. */
  readonly validationAccuracy: readonly number[];
  /** Wall-clock seconds of each epoch. */
  readonly seconds: readonly number[];
}

export interface Run {
  readonly activation: string;
  readonly seed: number;
  /** "failed" where the training could not be done; then there are no measurements. */
  readonly status: "finished" | "diverged" | "failed";
  /** Why it failed; only there where it did. */
  readonly error?: string;
  /** Epochs completed; a diverged run ends with the epoch whose loss was no longer finite. */
  readonly epochs: number;
  readonly seconds: number;
  /** Of the last epoch; null where it is not finite (JSON has no NaN). */
  readonly trainLoss: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly curves: Curves;
  readonly layers: readonly LayerMeasurements[];
}

/** Mean over seeds with its 95 % confidence interval (Student's t). */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Ranked {
  readonly activation: string;
  /** null where no run finished. */
  readonly validationLoss: Estimate | null;
  readonly validationAccuracy: Estimate | null;
  /** Of a regression, R² in the rows held out: 1 where they are predicted exactly, 0 as by their mean; else null. */
  readonly explainedVariance: Estimate | null;
  /** Of a regression, in the target's unit; else null. */
  readonly rootMeanSquareError: Estimate | null;
  /** Whether rows held out are predicted better than by the best constant; null where no run finished. */
  readonly betterThanConstant: boolean | null;
  /** Its interval overlaps that of the best. */
  readonly tiedWithBest: boolean;
  /** Plain words: does it learn, and if not, why. */
  readonly verdict: string;
}

export interface Settings {
  readonly task: Task;
  readonly activations: readonly string[];
  readonly layers: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly optimizer: OptimizerName;
  /** The seeds themselves. */
  readonly seeds: readonly number[];
  /** Share of the rows held out. */
  readonly validation: number;
  /** Weight initialisation by hidden activation, as chosen from its properties. */
  readonly initialization: Readonly<Record<string, string>>;
}

/** What preparation did to one column of the table. */
export interface ColumnReport {
  readonly name: string;
  readonly kind: "numeric" | "category" | "constant" | "identifier" | "target";
  /** Rows in which it is missing. */
  readonly missing: number;
  /** What stood in for missing values, as a sentence; null where none was needed. */
  readonly imputation: string | null;
  /** Whether the network learns from it, as an input or as the target; where not, the treatment says why. */
  readonly used: boolean;
  /** What became of it: "standardised", "one-hot, 3 categories", "left out: constant", … */
  readonly treatment: string;
}

export interface Results {
  readonly hillock: string;
  readonly table: string;
  /** Of the table's contents, so that a repeated run knows them again; only there where the command made it. */
  readonly tableHash?: string;
  readonly target: string;
  readonly task: Task;
  /** Class names in label order; empty for regression. */
  readonly classes: readonly string[];
  readonly settings: Settings;
  readonly splits: { readonly train: number; readonly validation: number };
  readonly columns: readonly ColumnReport[];
  /**
   * Held-out loss of the best constant, mean over seeds: it predicts the class shares, or the mean, of the training rows. A
   * regression's losses are squared errors of the standardised target.
   */
  readonly constantLoss: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly runs: readonly Run[];
  readonly ranking: readonly Ranked[];
  /** null where no training's loss stayed finite. */
  readonly recommended: string | null;
}
