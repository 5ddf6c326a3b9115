import { type Change, functions, type Regimen, type Task } from "hillock";
import { resolveHidden } from "../compute/resolve.ts";
import { type LayerSettings, type NetworkSettings, OUTPUTS, STARTS, type Start } from "./settings.ts";

/** Training ends by itself after so many epochs: each leaves its figures in memory. */
export const MOST_EPOCHS = 10_000;

/** The library's regimen of these settings. @throws HillockError where a formula is wrong. */
export function regimenOf(settings: NetworkSettings, task: Task): Regimen {
  return {
    task,
    hidden: settings.layers.map(({ units, activation }) => ({
      units,
      activation: resolveHidden(activation),
    })),
    output: settings.output === "auto" ? undefined : functions.get(settings.output),
    loss: undefined,
    initialization: STARTS[settings.start].initialization,
    bias: settings.bias,
    scale: settings.standardised ? "standard" : "none",
    optimizer: settings.optimizer,
    learningRate: settings.learningRate,
    weightDecay: settings.weightDecay,
    clipNorm: settings.clipNorm > 0 ? settings.clipNorm : undefined,
    epochs: MOST_EPOCHS,
    batchSize: settings.batchSize,
    seed: settings.seed,
  };
}

/** The settings after a change of the doctor's; functions come from the catalogue then. */
export function settingsOf(before: NetworkSettings, after: Regimen): NetworkSettings {
  const layers = after.hidden.map(({ units, activation }): LayerSettings => {
    const own = before.layers.find((layer) => resolveHidden(layer.activation) === activation);
    return { units, activation: own?.activation ?? { text: activation.name, parameters: {} } };
  });
  const kept = after.initialization === STARTS[before.start].initialization;
  const start: Start = kept ? before.start : "auto";
  return {
    ...before,
    layers,
    output:
      after.output === undefined ? "auto" : (OUTPUTS.find((name) => name === after.output?.name) ?? "auto"),
    start,
    bias: after.bias,
    standardised: after.scale !== "none",
    optimizer: after.optimizer,
    learningRate: after.learningRate,
    weightDecay: after.weightDecay,
    clipNorm: after.clipNorm ?? 0,
  };
}

type Words = { readonly [K in Change["kind"]]: (change: Extract<Change, { kind: K }>) => string };
/** Hidden layers as the page counts them, from 1. */
const named = (layers: readonly number[] | undefined): string =>
  layers === undefined ? "the hidden layers" : `layer ${layers.map((l) => l + 1).join(", ")}`;
const WORDS: Words = {
  output: () => "Let the output function follow from the task.",
  scale: () => "Standardise the inputs.",
  initialization: () => "Start the weights at the size that the function asks for, and the biases at 0.",
  learningRate: ({ to }) => `Set the learning rate to ${to}.`,
  epochs: ({ to }) => `Train for ${to} epochs.`,
  activation: ({ to, why, layers }) => `Use ${to.name} in ${named(layers)}: ${why}.`,
  optimizer: ({ to, learningRate }) => `Use ${to} with a learning rate of ${learningRate}.`,
  clip: ({ to }) => `Clip the gradients' norm at ${to}.`,
  weightDecay: ({ to, learningRate }) =>
    `Let the weights decay by ${to}, with adamw and a learning rate of ${learningRate}.`,
  without: ({ layers }) => `Leave out ${named(layers)}: it does what the layer above does as well.`,
  hidden: ({ units, to }) => `Add a hidden layer of ${units} units with ${to.name}.`,
  depth: ({ to }) => `Use ${to} hidden layers: the others add nothing here.`,
};
/** A change as the page's own controls name it. */
export function wordsOf<K extends Change["kind"]>(change: Extract<Change, { kind: K }>): string {
  const words: (change: Extract<Change, { kind: K }>) => string = WORDS[change.kind as K];
  return words(change);
}
