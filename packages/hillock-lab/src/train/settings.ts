import { type FunctionSpec, readSpec, writeSpec } from "../compute/function-spec.ts";

export const SHAPES = ["circles", "xor", "blobs", "moons", "spirals"] as const;
export type Shape = (typeof SHAPES)[number];
export const TABLES = {
  penguins: { title: "Palmer penguins", target: "species" },
  iris: { title: "Iris", target: "species" },
  weather: { title: "Seattle weather (a number)", target: "temp_max_c" },
} as const;
export type TableName = keyof typeof TABLES;

export type Optimizer = "sgd" | "momentum" | "nesterov" | "adam" | "adamw" | "rmsprop";
export const OPTIMIZERS: readonly Optimizer[] = ["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"];

/** "auto": each layer's own, from its function; "small", "large": normal with that standard deviation. */
export const STARTS = {
  auto: { title: "as the function asks", initialization: undefined },
  glorot: { title: "Glorot", initialization: "glorot" },
  he: { title: "He", initialization: "he" },
  lecun: { title: "LeCun", initialization: "lecun" },
  small: { title: "far too small (0.01)", initialization: { normal: 0.01 } },
  large: { title: "far too large (3)", initialization: { normal: 3 } },
  zeros: { title: "all zero", initialization: "zeros" },
} as const;
export type Start = keyof typeof STARTS;

export const OUTPUTS = ["auto", "sigmoid", "tanh", "relu", "linear", "softmax"] as const;
export type Output = (typeof OUTPUTS)[number];

export interface LayerSettings {
  readonly units: number;
  readonly activation: FunctionSpec;
}

/** One network and how it is trained; plain data that goes into the address and to the worker. */
export interface NetworkSettings {
  readonly layers: readonly LayerSettings[];
  /** "auto": follows from the task. */
  readonly output: Output;
  readonly start: Start;
  /** Of the hidden layers, at the start. */
  readonly bias: number;
  readonly standardised: boolean;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Pulls weights towards 0; 0 for none. */
  readonly weightDecay: number;
  /** Largest norm of all gradients together; 0 for any. */
  readonly clipNorm: number;
}

export const MOST_LAYERS = 12;
export const MOST_UNITS = 64;

export const USUAL: NetworkSettings = {
  layers: [
    { units: 8, activation: readSpec("tanh") },
    { units: 8, activation: readSpec("tanh") },
  ],
  output: "auto",
  start: "auto",
  bias: 0,
  standardised: true,
  optimizer: "adam",
  learningRate: 0.01,
  batchSize: 32,
  seed: 1,
  weightDecay: 0,
  clipNorm: 0,
};

/** Short, for the address. */
export const writeNetwork = (net: NetworkSettings): string =>
  JSON.stringify([
    net.layers.map(({ units, activation }) => [units, writeSpec(activation)]),
    ...[net.output, net.start, net.bias, Number(net.standardised), net.optimizer],
    ...[net.learningRate, net.batchSize, net.seed, net.weightDecay, net.clipNorm],
  ]);

const oneOf = <T extends string>(all: readonly T[], value: unknown, fallback: T): T =>
  all.find((each) => each === value) ?? fallback;
const numberIn = (value: unknown, low: number, high: number, fallback: number): number =>
  typeof value === "number" && value >= low && value <= high ? value : fallback;

/** What an address says, with the usual where it says nothing that fits. */
export function readNetwork(text: string): NetworkSettings | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read) || !Array.isArray(read[0])) return undefined;
    const layers = read[0]
      .slice(0, MOST_LAYERS)
      .flatMap((layer: unknown): LayerSettings[] =>
        Array.isArray(layer) && typeof layer[1] === "string"
          ? [{ units: Math.round(numberIn(layer[0], 1, MOST_UNITS, 8)), activation: readSpec(layer[1]) }]
          : [],
      );
    return {
      layers,
      output: oneOf(OUTPUTS, read[1], USUAL.output),
      start: oneOf(Object.keys(STARTS) as Start[], read[2], USUAL.start),
      bias: numberIn(read[3], -100, 100, 0),
      standardised: read[4] !== 0,
      optimizer: oneOf(OPTIMIZERS, read[5], USUAL.optimizer),
      learningRate: numberIn(read[6], 1e-6, 1000, USUAL.learningRate),
      batchSize: Math.round(numberIn(read[7], 1, 256, USUAL.batchSize)),
      seed: Math.round(numberIn(read[8], 0, 1e9, USUAL.seed)),
      weightDecay: numberIn(read[9], 0, 1, USUAL.weightDecay),
      clipNorm: numberIn(read[10], 0, 1e6, USUAL.clipNorm),
    };
  } catch {
    return undefined;
  }
}
