import { type OptimizerName, softmax, TABLE_RATES } from "hillock";
import { between, magnitude, named, oneOf, tidy, whole } from "../bases.ts";
import { fewRows, noiseColumns, wrongLabels } from "../data/change.ts";
import { withFunction } from "./gradients.ts";
import { type Recipe, STUCK, WILD } from "./recipe.ts";

const tooHigh: readonly Recipe[] = [
  {
    name: "adaptive steps far too large",
    must: "learningRateTooHigh",
    may: [...WILD, ...STUCK, "lossNotFalling", "slowConvergence"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...regimen,
        optimizer: oneOf(random, ["adam", "adamw", "rmsprop"] as const),
        learningRate: tidy(magnitude(random, [0.3, 5])),
      },
    }),
  },
  {
    name: "plain steps far too large",
    must: "learningRateTooHigh",
    may: [...WILD, ...STUCK, "lossNotFalling", "slowConvergence"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...regimen,
        optimizer: oneOf(random, ["sgd", "momentum", "nesterov"] as const),
        learningRate: tidy(magnitude(random, [5, 50])),
      },
    }),
  },
];

const tooLow: readonly Recipe[] = [
  {
    name: "adaptive steps far too small",
    must: "learningRateTooLow",
    may: ["lossNotFalling", "slowConvergence"],
    worse: true,
    apply: ({ regimen }, random) => {
      const optimizer = oneOf(random, ["adam", "adamw", "rmsprop"] as const);
      return { regimen: { ...regimen, optimizer, learningRate: tidy(magnitude(random, [1e-7, 1e-5])) } };
    },
  },
  {
    name: "plain steps far too small",
    must: "learningRateTooLow",
    may: ["lossNotFalling", "slowConvergence"],
    worse: true,
    apply: ({ regimen }, random) => {
      const optimizer = oneOf(random, ["sgd", "momentum", "nesterov"] as const);
      return { regimen: { ...regimen, optimizer, learningRate: tidy(magnitude(random, [1e-7, 2e-5])) } };
    },
  },
];

const idle: readonly Recipe[] = [
  {
    name: "output that is always the same",
    must: "lossNotFalling",
    may: ["wrongOutputFunction", "learningRateTooLow", ...STUCK],
    worse: true,
    suits: ({ regimen }) => regimen.task !== "multiclass",
    apply: ({ regimen }) => ({ regimen: { ...regimen, output: softmax } }),
  },
  {
    name: "all rectifiers dead",
    must: "lossNotFalling",
    may: ["dyingRelu", "poorInitialisation", "symmetricUnits", "vanishingGradient", "learningRateTooLow"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["relu", "max(0, x)"])),
        bias: -tidy(between(random, [15, 40])),
      },
    }),
  },
  {
    name: "no weight to start from",
    must: "lossNotFalling",
    may: ["symmetricUnits", "poorInitialisation", ...STUCK, "learningRateTooLow"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["tanh", "relu", "elu", "gelu", "sinh(x) / cosh(x)"])),
        initialization: "zeros",
      },
    }),
  },
  {
    name: "gradients lost in sigmoids",
    must: "lossNotFalling",
    may: ["vanishingGradient", "notZeroCentred", "linearCollapse", "learningRateTooLow", "slowConvergence"],
    worse: true,
    depth: [9, 16],
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["sigmoid", "1 / (1 + exp(-x))"])),
        optimizer: "sgd",
        learningRate: tidy(between(random, [0.02, 0.15])),
      },
    }),
  },
  {
    name: "steps of no size",
    must: "lossNotFalling",
    may: ["learningRateTooLow", "slowConvergence"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...regimen,
        learningRate: tidy(TABLE_RATES[regimen.optimizer] * magnitude(random, [1e-7, 1e-5])),
      },
    }),
  },
];

const slower = (
  name: string,
  optimizers: readonly OptimizerName[],
  factor: readonly [number, number],
): Recipe => ({
  name,
  must: "slowConvergence",
  may: ["learningRateTooLow", "lossNotFalling"],
  worse: true,
  witness: [4],
  apply: ({ regimen }, random) => {
    const optimizer = oneOf(random, optimizers);
    const learningRate = tidy(TABLE_RATES[optimizer] * magnitude(random, factor));
    return { regimen: { ...regimen, optimizer, learningRate } };
  },
});
const slow: readonly Recipe[] = [
  slower("adaptive steps somewhat too small", ["adam", "adamw", "rmsprop"], [0.008, 0.05]),
  slower("plain steps somewhat too small", ["sgd", "momentum", "nesterov"], [0.02, 0.08]),
  {
    name: "too few epochs",
    must: "slowConvergence",
    may: ["learningRateTooLow", "lossNotFalling"],
    worse: true,
    witness: [4],
    apply: ({ regimen }, random) => ({
      regimen: { ...regimen, epochs: Math.ceil(regimen.epochs * between(random, [0.08, 0.3])) },
    }),
  },
];

/** Shares of a training after which one that learns by heart did better. */
const EARLIER = [1 / 40, 1 / 16, 1 / 6, 1 / 3];
const byHeart: readonly Recipe[] = [
  {
    name: "few rows, many columns of noise",
    must: "overfitting",
    may: ["notZeroCentred"],
    worse: true,
    witness: EARLIER,
    depth: [2, 3],
    apply: ({ regimen, parts }, random) => ({
      regimen: {
        ...regimen,
        optimizer: "adam",
        learningRate: tidy(between(random, [0.005, 0.01])),
        epochs: 120,
      },
      parts: noiseColumns(fewRows(parts, whole(random, [60, 120])), whole(random, [8, 20]), random),
    }),
  },
  {
    name: "wrong labels learned by heart",
    must: "overfitting",
    may: ["notZeroCentred"],
    worse: true,
    witness: EARLIER,
    depth: [2, 3],
    suits: ({ parts }) => parts.columns >= 4,
    apply: ({ regimen, parts }, random) => ({
      regimen: {
        ...regimen,
        hidden: regimen.hidden.map(() => ({
          units: whole(random, [48, 80]),
          activation: named(oneOf(random, ["relu", "gelu", "elu"])),
        })),
        optimizer: "adam",
        learningRate: tidy(between(random, [0.005, 0.01])),
        epochs: 120,
        batchSize: 16,
      },
      parts: wrongLabels(fewRows(parts, whole(random, [100, 220])), between(random, [0.3, 0.5]), random),
    }),
  },
];

export const PROGRESS_RECIPES: readonly Recipe[] = [...tooHigh, ...tooLow, ...idle, ...slow, ...byHeart];
