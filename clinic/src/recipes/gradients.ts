import { type Random, type Regimen, TABLE_RATES } from "hillock";
import { between, magnitude, named, oneOf, tidy } from "../bases.ts";
import { scaleColumns } from "../data/change.ts";
import { IDLE, type Recipe, STUCK, WILD } from "./recipe.ts";

/** All hidden layers with this function. */
export const withFunction = (regimen: Regimen, text: string): Regimen => ({
  ...regimen,
  hidden: regimen.hidden.map(({ units }) => ({ units, activation: named(text) })),
});
/** Weights that are so many times the size that keeps a signal. */
const normal = (regimen: Regimen, gain: number): Regimen => ({
  ...regimen,
  initialization: { normal: tidy(gain / Math.sqrt(regimen.hidden[0].units)) },
});
const plain = (regimen: Regimen, random: Random): Regimen => {
  const optimizer = oneOf(random, ["sgd", "momentum"] as const);
  return { ...regimen, optimizer, learningRate: TABLE_RATES[optimizer] };
};

const SIGMOIDS = ["sigmoid", "1 / (1 + exp(-0.8 * x))", "0.5 + 0.5 * tanh(0.5 * x)", "hardSigmoid"];

const vanishing: readonly Recipe[] = [
  {
    name: "many layers of flat slopes",
    must: "vanishingGradient",
    may: [...IDLE, "notZeroCentred", "linearCollapse", "saturation", "learningRateTooHigh"],
    worse: false,
    depth: [8, 16],
    apply: ({ regimen }, random) => ({ regimen: withFunction(regimen, oneOf(random, SIGMOIDS)) }),
  },
  {
    name: "many layers of flat slopes, plain steps",
    must: "vanishingGradient",
    may: [...IDLE, "notZeroCentred", "linearCollapse", "learningRateTooHigh"],
    worse: true,
    depth: [6, 16],
    apply: ({ regimen }, random) => ({
      regimen: plain(withFunction(regimen, oneOf(random, SIGMOIDS)), random),
    }),
  },
  {
    name: "small weights through many layers",
    must: "vanishingGradient",
    may: [...IDLE, "linearCollapse", "poorInitialisation", "learningRateTooHigh"],
    worse: false,
    depth: [8, 16],
    apply: ({ regimen }, random) => ({
      regimen: normal(
        withFunction(
          plain(regimen, random),
          oneOf(random, ["tanh", "softsign", "arctan", "x / sqrt(1 + x * x)"]),
        ),
        between(random, [0.25, 0.5]),
      ),
    }),
  },
];

const EXPLODING = ["relu", "leakyRelu", "elu", "silu", "gelu", "x / (1 + exp(-3 * x))"];
const exploding: readonly Recipe[] = [
  {
    name: "large weights through many layers",
    must: "explodingGradient",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    depth: [6, 16],
    apply: ({ regimen }, random) => ({
      regimen: normal(withFunction(regimen, oneOf(random, EXPLODING)), between(random, [4, 7])),
    }),
  },
  {
    name: "steep function through many layers",
    must: "explodingGradient",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    depth: [6, 16],
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(
          regimen,
          oneOf(random, ["4 * max(0, x)", "3 * x / (1 + exp(-x))", "max(0.4 * x, 4 * x)"]),
        ),
        initialization: "lecun",
      },
    }),
  },
  {
    name: "weights at the edge through very many layers",
    must: "explodingGradient",
    may: [...IDLE, ...WILD, ...STUCK, "overfitting"],
    worse: false,
    depth: [12, 20],
    apply: ({ regimen }, random) => ({
      regimen: normal(
        withFunction(regimen, oneOf(random, ["relu", "leakyRelu", "prelu"])),
        between(random, [2.6, 3.6]),
      ),
    }),
  },
];

const diverging: readonly Recipe[] = [
  {
    name: "squared error with huge steps",
    must: "divergence",
    may: [...IDLE, ...WILD, ...STUCK],
    worse: true,
    suits: ({ regimen }) => regimen.task === "regression",
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["leakyRelu", "elu", "silu", "0.1 * x + max(0, x)"])),
        optimizer: oneOf(random, ["sgd", "momentum", "nesterov"] as const),
        learningRate: tidy(magnitude(random, [3, 300])),
      },
    }),
  },
  {
    name: "columns as they are, with squared error",
    must: "divergence",
    may: [...IDLE, ...WILD, ...STUCK, "unscaledInput"],
    worse: true,
    suits: ({ regimen }) => regimen.task === "regression",
    apply: ({ regimen, parts }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["leakyRelu", "elu", "0.1 * x + max(0, x)"])),
        optimizer: oneOf(random, ["sgd", "momentum"] as const),
        learningRate: tidy(between(random, [0.05, 0.2])),
        scale: "none",
      },
      parts: scaleColumns(parts, () => ({ factor: magnitude(random, [200, 5000]), shift: 0 })),
    }),
  },
  {
    name: "cross-entropy with huge steps",
    must: "divergence",
    may: [...IDLE, ...WILD, ...STUCK],
    worse: true,
    suits: ({ regimen }) => regimen.task !== "regression",
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["leakyRelu", "0.1 * x + max(0, x)"])),
        optimizer: oneOf(random, ["momentum", "nesterov"] as const),
        learningRate: tidy(magnitude(random, [30, 300])),
      },
    }),
  },
  {
    name: "weights that blow up with squared error",
    must: "divergence",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation"],
    worse: true,
    suits: ({ regimen }) => regimen.task === "regression",
    depth: [4, 10],
    apply: ({ regimen }, random) => ({
      regimen: {
        ...normal(
          withFunction(regimen, oneOf(random, ["leakyRelu", "elu", "silu"])),
          between(random, [5, 12]),
        ),
        optimizer: "sgd" as const,
        learningRate: tidy(between(random, [0.05, 0.2])),
      },
    }),
  },
];

export const GRADIENT_RECIPES: readonly Recipe[] = [...vanishing, ...exploding, ...diverging];
