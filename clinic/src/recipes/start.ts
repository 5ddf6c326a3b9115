import { softmax } from "hillock";
import { between, magnitude, named, oneOf, tidy } from "../bases.ts";
import { scaleColumns } from "../data/change.ts";
import type { Parts } from "../data/sets.ts";
import { IDLE, type Recipe, STUCK, WILD } from "./recipe.ts";

const OUTPUT_EFFECTS = [...IDLE, ...WILD, ...STUCK, "overfitting"] as const;

/** Output functions that cannot give what the task asks for. */
const output = (name: string, task: string, choices: readonly string[], worse: boolean): Recipe => ({
  name,
  must: "wrongOutputFunction",
  may: OUTPUT_EFFECTS,
  worse,
  suits: ({ regimen }) => regimen.task === task,
  apply: ({ regimen }, random) => ({ regimen: { ...regimen, output: named(oneOf(random, choices)) } }),
});

const wrongOutputs: readonly Recipe[] = [
  output("rectifier before a probability", "binary", ["relu", "leakyRelu", "elu", "softplus"], false),
  output("no function before a probability", "binary", ["linear", "tanh", "0.5 * x + 0.5"], false),
  output(
    "a probability for a number",
    "regression",
    ["sigmoid", "hardSigmoid", "1 / (1 + exp(-2 * x))"],
    true,
  ),
  output("a rectifier for a number", "regression", ["relu", "softplus", "max(0, 0.5 * x)"], true),
  {
    name: "softmax over one unit",
    must: "wrongOutputFunction",
    may: OUTPUT_EFFECTS,
    worse: true,
    suits: ({ regimen }) => regimen.task !== "multiclass",
    apply: ({ regimen }) => ({ regimen: { ...regimen, output: softmax } }),
  },
  output("rectifier for classes", "multiclass", ["relu", "squaredRelu"], false),
  {
    name: "softmax with squared error",
    must: "wrongOutputFunction",
    may: OUTPUT_EFFECTS,
    worse: false,
    suits: ({ regimen }) => regimen.task === "multiclass",
    apply: ({ regimen }) => ({ regimen: { ...regimen, loss: "squaredError" } }),
  },
  output("squashed squared error for classes", "multiclass", ["sigmoid", "hardSigmoid"], false),
];

/** A column that varies: not one of a picture's corners. */
function widest({ columns, train }: Parts): number {
  const ranges = Array.from({ length: columns }, (_, c) => {
    const values = Array.from(train.labels, (_label, r) => train.inputs[r * columns + c]);
    return Math.max(...values) - Math.min(...values);
  });
  return ranges.indexOf(Math.max(...ranges));
}

const INPUT_EFFECTS = [...IDLE, ...WILD, ...STUCK, "overfitting"] as const;
const columns = (
  name: string,
  worse: boolean,
  factor: readonly [number, number],
  every: boolean,
  shift: readonly [number, number] = [0, 0],
): Recipe => ({
  name,
  must: "unscaledInput",
  may: INPUT_EFFECTS,
  worse,
  apply: ({ regimen, parts }, random) => ({
    regimen: { ...regimen, scale: "none" },
    parts: scaleColumns(parts, (column) =>
      every || column === widest(parts)
        ? { factor: magnitude(random, factor), shift: between(random, shift) }
        : { factor: 1, shift: 0 },
    ),
  }),
});

const unscaled: readonly Recipe[] = [
  columns("all columns large", false, [30, 3000], true),
  columns("one column large", false, [50, 5000], false),
  columns("columns far from zero", false, [1, 2], true, [30, 3000]),
  columns("all columns tiny", false, [1e-5, 2e-3], true),
];

const symmetric: readonly Recipe[] = [
  {
    name: "the same weight everywhere",
    must: "symmetricUnits",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: { ...regimen, initialization: { constant: tidy(between(random, [0.02, 0.8])) } },
    }),
  },
  {
    name: "the same negative weight everywhere",
    must: "symmetricUnits",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation", "overfitting"],
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: { ...regimen, initialization: { constant: -tidy(between(random, [0.02, 0.8])) } },
    }),
  },
  {
    name: "all weights zero",
    must: "symmetricUnits",
    may: [...IDLE, ...WILD, ...STUCK, "poorInitialisation"],
    worse: true,
    apply: ({ regimen }, random) => ({
      regimen: {
        ...regimen,
        initialization: "zeros",
        bias: oneOf(random, [0, 0, tidy(between(random, [0.05, 0.8]))]),
      },
    }),
  },
];

const POOR_EFFECTS = [...IDLE, ...WILD, ...STUCK, "overfitting"] as const;
/** Weights so many times the size that keeps a signal. */
const weights = (name: string, times: readonly [number, number], worse: boolean): Recipe => ({
  name,
  must: "poorInitialisation",
  may: POOR_EFFECTS,
  worse,
  apply: ({ regimen }, random) => ({
    regimen: {
      ...regimen,
      initialization: {
        normal: tidy(magnitude(random, times) / Math.sqrt(regimen.hidden[0].units)),
      },
    },
  }),
});
const poor: readonly Recipe[] = [
  weights("weights far too large", [6, 60], false),
  weights("weights far too small", [0.0005, 0.05], false),
  {
    name: "biases far from zero",
    must: "poorInitialisation",
    may: POOR_EFFECTS,
    worse: false,
    apply: ({ regimen }, random) => ({
      regimen: { ...regimen, bias: tidy(oneOf(random, [-1, 1]) * between(random, [2.5, 12])) },
    }),
  },
];

export const START_RECIPES: readonly Recipe[] = [...wrongOutputs, ...unscaled, ...symmetric, ...poor];
