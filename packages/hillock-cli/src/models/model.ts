import {
  type DenseLayer,
  dense,
  encoderOf,
  type FittedColumn,
  type FittedTarget,
  HillockError,
  isSigmoid,
  type Network,
  network,
  type OPTIMIZERS,
  OUTPUTS,
  type Parameter,
} from "hillock";
import { type LayerList, readWritten } from "./layers.ts";

/** How rows become inputs, as it was learned from the training rows. */
export type Preprocessing =
  | { readonly kind: "table"; readonly columns: readonly FittedColumn[] }
  /** Pixels, 0 to 255, standardised with one mean and spread for all. */
  | {
      readonly kind: "images";
      readonly height: number;
      readonly width: number;
      readonly mean: number;
      readonly spread: number;
    };

/** A layer as it is kept: `written` reads back with `readWritten`. */
export interface StoredLayer {
  readonly units: number;
  readonly activation: string;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly optimizer: (typeof OPTIMIZERS)[number];
  readonly seed: number;
  /** Share of the rows held out; 0 for none. */
  readonly validation: number;
  /** Epochs without a better validation loss after which training ends; null for never. */
  readonly patience: number | null;
}

/** What training came to, for whoever reads the file. */
export interface TrainingResults {
  readonly trainLoss: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  /** The epoch whose weights these are. */
  readonly epoch: number;
}

/** All that predicting on a new table needs. */
export interface Model {
  readonly hillock: string;
  readonly target: FittedTarget;
  readonly preprocessing: Preprocessing;
  readonly layers: readonly StoredLayer[];
  readonly parameters: readonly Parameter[];
  readonly settings: TrainingSettings;
  readonly results: TrainingResults;
}

/** How many inputs rows become. */
export const inputsOf = (how: Preprocessing): number =>
  how.kind === "images"
    ? how.height * how.width
    : how.columns.reduce((sum, column) => sum + encoderOf(column).features.length, 0);

export const denseLayers = (layers: readonly StoredLayer[]): DenseLayer[] =>
  layers.map(({ units, activation }) => dense(units, readWritten(activation)));

export function networkOf({ preprocessing, layers, parameters }: Model, largestBatch = 256): Network {
  const net = network({ inputs: inputsOf(preprocessing), layers: denseLayers(layers), largestBatch });
  net.load(parameters);
  return net;
}

/** All layers of a network for this target: the hidden ones and an output that can say what is asked. */
export function completeLayers(list: LayerList, target: FittedTarget): StoredLayer[] {
  const { task, classes } = target;
  const usual = OUTPUTS[task](classes.length).activation;
  const f = list.output?.activation ?? usual;
  const written = list.output?.written ?? usual.name;
  const refuse = (why: string): HillockError =>
    new HillockError(
      "invalid-argument",
      `--layers: the output function ${written} cannot predict "${target.name}" (${task}): ${why}. Leave it out for ${usual.name}.`,
    );
  const [low, high] = f.range;
  if (f.kind === "row" && low < 0) throw refuse("its outputs are no probabilities");
  if (task === "multiclass" && f.kind !== "row")
    throw refuse(`${classes.length} classes need probabilities that sum to 1`);
  if (task === "binary" && f.kind !== "row" && !isSigmoid(f))
    throw refuse("two classes need a sigmoid or a softmax");
  if (task === "regression" && (f.kind === "row" || low > -1 || high < 1))
    throw refuse("it is trained on the standardised target, which goes below −1 and above 1");
  const units = f.kind === "row" ? classes.length : 1;
  return [
    ...list.hidden.map((layer) => ({ units: layer.units, activation: layer.written })),
    { units, activation: written },
  ];
}
