import {
  activation,
  type ElementwiseActivation,
  functions,
  HillockError,
  type OptimizerName,
  type Random,
  type Regimen,
  TABLE_RATES,
} from "hillock";
import { loadSet, type Parts } from "./data/sets.ts";

type Range = readonly [least: number, greatest: number];

interface Architecture {
  readonly function: string;
  readonly depth: Range;
  readonly units: Range;
}

/** Shapes and functions that train well; the numbers are drawn from the ranges. */
const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  "narrow relu": { function: "relu", depth: [2, 3], units: [14, 24] },
  "wide tanh": { function: "tanh", depth: [2, 3], units: [24, 48] },
  "three gelu": { function: "gelu", depth: [3, 4], units: [12, 28] },
  "long leakyRelu": { function: "leakyRelu", depth: [5, 9], units: [14, 28] },
  "deep selu": { function: "selu", depth: [10, 20], units: [12, 20] },
  "formula x·tanh(x)": { function: "0.5 * x * (1 + tanh(x))", depth: [2, 4], units: [14, 28] },
  "wide elu": { function: "elu", depth: [2, 3], units: [24, 48] },
  "narrow silu": { function: "silu", depth: [2, 3], units: [14, 24] },
  "three mish": { function: "mish", depth: [3, 4], units: [12, 28] },
  "long prelu": { function: "prelu", depth: [5, 9], units: [14, 28] },
  "deep tanh": { function: "tanh", depth: [10, 20], units: [12, 20] },
  "wide celu": { function: "celu", depth: [2, 3], units: [24, 48] },
  "narrow hardSwish": { function: "hardSwish", depth: [2, 3], units: [14, 24] },
  "three x·sigmoid(2x)": { function: "x / (1 + exp(-2 * x))", depth: [3, 4], units: [12, 28] },
  "long softened leaky": {
    function: "0.55 * x + 0.45 * sqrt(x * x + 0.1) - 0.14",
    depth: [5, 9],
    units: [14, 28],
  },
  "deep elu": { function: "elu", depth: [10, 20], units: [12, 20] },
  "formula x/√(1 + 0.3x²)": { function: "x / sqrt(1 + 0.3 * x * x)", depth: [2, 4], units: [14, 28] },
  "formula softened relu": { function: "(x + sqrt(x * x + 1)) / 2 - 0.5", depth: [2, 4], units: [14, 28] },
};

const known = new Map<string, ElementwiseActivation>();
/** A function of the catalogue, or a formula. */
export function named(text: string): ElementwiseActivation {
  const catalogued = functions.get(text);
  const f = known.get(text) ?? (catalogued?.kind === "elementwise" ? catalogued : activation(text, text));
  known.set(text, f);
  return f;
}

export const between = (random: Random, [least, greatest]: Range): number =>
  least + (greatest - least) * random.uniform();
/** Evenly over the orders of magnitude. */
export const magnitude = (random: Random, [least, greatest]: Range): number =>
  least * (greatest / least) ** random.uniform();
export const whole = (random: Random, [least, greatest]: Range): number =>
  Math.floor(between(random, [least, greatest + 1]));
export const oneOf = <T>(random: Random, choices: readonly T[]): T =>
  choices[Math.floor(random.uniform() * choices.length)];
export const tidy = (x: number): number => Number(x.toPrecision(3));

/** A healthy case: what the sick ones are made from, and compared with. */
export interface Base {
  readonly dataSet: string;
  readonly architecture: string;
  readonly regimen: Regimen;
  readonly parts: Parts;
}

const OPTIMIZERS: readonly OptimizerName[] = ["adam", "adamw", "rmsprop", "momentum", "nesterov", "sgd"];
/** From this many hidden layers on, and for data that are hard to learn, only optimisers with a rate for each weight. */
const ADAPTIVE = 3;
const DEEP = 8;

/** A healthy case; `depth` stands in for the architecture's own where a recipe asks for one. */
export function drawBase(dataSet: string, architecture: string, random: Random, depth?: Range): Base {
  const { set, parts } = loadSet(dataSet);
  const shape = ARCHITECTURES[architecture];
  if (!shape) throw new HillockError("invalid-argument", `There is no architecture ${architecture}.`);
  const layers = whole(random, depth ?? shape.depth);
  const units = whole(random, shape.units);
  const optimizer = oneOf(random, layers > 4 || set.hard ? OPTIMIZERS.slice(0, ADAPTIVE) : OPTIMIZERS);
  const slower = layers >= DEEP ? 0.3 : 1;
  return {
    dataSet,
    architecture,
    parts,
    regimen: {
      task: set.task,
      hidden: Array.from({ length: layers }, () => ({ units, activation: named(shape.function) })),
      output: undefined,
      loss: undefined,
      initialization: undefined,
      bias: 0,
      scale: "standard",
      optimizer,
      learningRate: tidy(TABLE_RATES[optimizer] * slower * between(random, [0.6, 1.4])),
      weightDecay: 0,
      clipNorm: undefined,
      epochs: set.epochs,
      batchSize: oneOf(random, [16, 32]),
      seed: whole(random, [1, 1e6]),
    },
  };
}
