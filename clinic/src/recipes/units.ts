import { between, magnitude, oneOf, tidy } from "../bases.ts";
import { scaleColumns } from "../data/change.ts";
import { withFunction } from "./gradients.ts";
import { IDLE, type Recipe, STUCK, WILD } from "./recipe.ts";

const RECTIFIERS = ["relu", "max(0, x)", "squaredRelu", "x * max(0, x) / (1 + max(0, x))"];
const dying: readonly Recipe[] = [
  {
    name: "biases far below zero",
    must: "dyingRelu",
    may: [...IDLE, ...STUCK, ...WILD, "poorInitialisation", "symmetricUnits", "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: { ...withFunction(regimen, oneOf(random, RECTIFIERS)), bias: -tidy(between(random, [4, 15])) },
    }),
  },
  {
    name: "a function that is dead too far up",
    must: "dyingRelu",
    may: [...IDLE, ...STUCK, ...WILD, "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: withFunction(
        regimen,
        oneOf(random, ["max(0, x - T)", "max(0, 2 * (x - T))", "0.5 * (x - T + abs(x - T))"]).replaceAll(
          "T",
          String(tidy(between(random, [4, 9]))),
        ),
      ),
    }),
  },
  {
    name: "steps that throw units over the edge",
    must: "dyingRelu",
    may: [...IDLE, ...STUCK, ...WILD, "overfitting"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["relu", "max(0, x)"])),
        optimizer: "adam",
        learningRate: tidy(magnitude(random, [0.3, 2])),
      },
    }),
  },
];

const SQUASHING = ["tanh", "softsign", "hardTanh", "arctan", "sigmoid", "x / sqrt(1 + x * x)"];
const saturating: readonly Recipe[] = [
  {
    name: "large weights",
    must: "saturation",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, SQUASHING)),
        initialization: { normal: tidy(magnitude(random, [20, 100]) / Math.sqrt(regimen.hidden[0].units)) },
      },
    }),
  },
  {
    name: "large biases",
    must: "saturation",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["tanh", "hardTanh", "sigmoid", "erf(x)"])),
        bias: tidy(oneOf(random, [-1, 1]) * between(random, [6, 15])),
      },
    }),
  },
  {
    name: "columns as they are",
    must: "saturation",
    may: [...IDLE, ...WILD, ...STUCK, "unscaledInput", "overfitting"],
    worse: false,
    apply: ({ regimen, parts }, random) => ({
      regimen: { ...withFunction(regimen, oneOf(random, ["tanh", "hardTanh", "sigmoid"])), scale: "none" },
      parts: scaleColumns(parts, () => ({ factor: magnitude(random, [30, 1000]), shift: 0 })),
    }),
  },
];

const offCentre: readonly Recipe[] = [
  {
    name: "outputs of one sign",
    must: "notZeroCentred",
    may: [...IDLE, "vanishingGradient", "linearCollapse", "learningRateTooHigh"],
    worse: false,
    depth: [2, 4],
    apply: ({ regimen }, random) => ({
      regimen: withFunction(
        regimen,
        oneOf(random, ["sigmoid", "1 / (1 + exp(-x))", "0.5 + 0.5 * tanh(0.5 * x)"]),
      ),
    }),
  },
  {
    name: "outputs shifted up",
    must: "notZeroCentred",
    may: [...IDLE, ...WILD, ...STUCK],
    worse: false,
    depth: [2, 4],
    apply: ({ regimen }, random) => ({
      regimen: withFunction(
        regimen,
        `${oneOf(random, ["tanh(x)", "erf(x)", "x / (1 + abs(x))"])} + ${tidy(between(random, [1.5, 3]))}`,
      ),
    }),
  },
  {
    name: "biases that push to one side",
    must: "notZeroCentred",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    depth: [2, 4],
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["sigmoid", "tanh"])),
        bias: tidy(between(random, [2.5, 4])),
      },
    }),
  },
];

const LINEAR = ["linear", "0.8 * x", "x + 0.1", "1.2 * x - 0.05", "affine", "max(x, 1.001 * x)"];
const collapsing: readonly Recipe[] = [
  {
    name: "functions that are straight lines",
    must: "linearCollapse",
    may: [...IDLE, "explodingGradient", "learningRateTooHigh", "overfitting", "divergence"],
    worse: false,
    apply: ({ regimen }, random) => ({ regimen: withFunction(regimen, oneOf(random, LINEAR)) }),
  },
  {
    name: "one straight layer among others",
    must: "linearCollapse",
    may: [...IDLE, "overfitting", "divergence", "learningRateTooHigh"],
    worse: false,
    apply: ({ regimen }, random) => {
      const at = Math.floor(random.uniform() * regimen.hidden.length);
      const [straight] = withFunction(regimen, oneOf(random, LINEAR)).hidden;
      return {
        regimen: { ...regimen, hidden: regimen.hidden.map((layer, l) => (l === at ? straight : layer)) },
      };
    },
  },
  {
    name: "rectifiers that never rectify",
    must: "linearCollapse",
    may: [...IDLE, ...WILD, "notZeroCentred", "poorInitialisation", "overfitting"],
    worse: false,
    depth: [2, 4],
    apply: ({ regimen }, random) => ({
      regimen: {
        ...withFunction(regimen, oneOf(random, ["relu", "max(0, x)", "leakyRelu", "elu"])),
        bias: tidy(between(random, [12, 30])),
      },
    }),
  },
];

export const UNIT_RECIPES: readonly Recipe[] = [...dying, ...saturating, ...offCentre, ...collapsing];
