import type { ElementwiseActivation } from "../functions/activation.ts";
import type { Regimen } from "./regimen.ts";

/** One change of a training's settings. */
export type Change =
  | { readonly kind: "output" }
  | { readonly kind: "scale" }
  | { readonly kind: "initialization" }
  | { readonly kind: "learningRate"; readonly to: number }
  | { readonly kind: "epochs"; readonly to: number }
  | {
      readonly kind: "activation";
      readonly to: ElementwiseActivation;
      readonly why: string;
      /** All hidden ones unless given. */
      readonly layers?: readonly number[];
    }
  | { readonly kind: "optimizer"; readonly to: "adam"; readonly learningRate: number }
  /** Largest norm of all gradients together. */
  | { readonly kind: "clip"; readonly to: number }
  /** Decoupled from the gradients' sizes, as AdamW has it. */
  | { readonly kind: "weightDecay"; readonly to: number; readonly learningRate: number }
  | { readonly kind: "depth"; readonly to: number }
  /** One more hidden layer, the last of them. */
  | { readonly kind: "hidden"; readonly units: number; readonly to: ElementwiseActivation }
  /** Hidden layers that are left out. */
  | { readonly kind: "without"; readonly layers: readonly number[] };

type Kinds = { readonly [K in Change["kind"]]: Extract<Change, { kind: K }> };

const DESCRIPTIONS: { readonly [K in keyof Kinds]: (change: Kinds[K]) => string } = {
  output: () =>
    "Let the output function and the loss follow from the task: leave the function out of --layers, and leave out --loss.",
  scale: () => "Standardise the input columns: --scale standard.",
  initialization: () =>
    "Start the weights at the size that the function asks for, and the biases at 0: leave out --init and --bias.",
  learningRate: ({ to }) => `Set the learning rate to ${to}: --learning-rate ${to}.`,
  epochs: ({ to }) => `Train for ${to} epochs: --epochs ${to}.`,
  activation: ({ to, why, layers }) =>
    `Use ${to.name} in ${layers ? `hidden layer${layers.length === 1 ? "" : "s"} ${layers.join(", ")}` : "the hidden layers"}: ${why}.`,
  optimizer: ({ to, learningRate }) => `Use ${to}: --optimizer ${to} --learning-rate ${learningRate}.`,
  clip: ({ to }) => `Clip the gradients' norm at ${to}: --clip-norm ${to}.`,
  weightDecay: ({ to, learningRate }) =>
    `Let the weights decay: --optimizer adamw --learning-rate ${learningRate} --weight-decay ${to}.`,
  without: ({ layers }) =>
    `Leave out hidden layer${layers.length === 1 ? "" : "s"} ${layers.join(", ")}: what ${layers.length === 1 ? "it does" : "they do"} is linear, and the layer above does it as well.`,
  depth: ({ to }) => `Use ${to} hidden layer${to === 1 ? "" : "s"}: the others add nothing here.`,
  hidden: ({ units, to }) =>
    `Add a hidden layer: put ${units}:${to.name} into --layers. Without one the network is one linear map and its output function.`,
};

/** A change in plain words, with the flag that makes it. */
export function describe<K extends Change["kind"]>(change: Kinds[K] & { readonly kind: K }): string {
  return DESCRIPTIONS[change.kind](change);
}

const APPLY: { readonly [K in keyof Kinds]: (regimen: Regimen, change: Kinds[K]) => Regimen } = {
  output: (regimen) => ({ ...regimen, output: undefined, loss: undefined }),
  scale: (regimen) => ({ ...regimen, scale: "standard" }),
  initialization: (regimen) => ({ ...regimen, initialization: undefined, bias: 0 }),
  learningRate: (regimen, { to }) => ({ ...regimen, learningRate: to }),
  epochs: (regimen, { to }) => ({ ...regimen, epochs: to }),
  activation: (regimen, { to, layers }) => ({
    ...regimen,
    hidden: regimen.hidden.map((layer, l) =>
      layers === undefined || layers.includes(l) ? { units: layer.units, activation: to } : layer,
    ),
  }),
  optimizer: (regimen, { to, learningRate }) => ({ ...regimen, optimizer: to, learningRate }),
  clip: (regimen, { to }) => ({ ...regimen, clipNorm: to }),
  weightDecay: (regimen, { to, learningRate }) => ({
    ...regimen,
    optimizer: "adamw",
    learningRate,
    weightDecay: to,
  }),
  without: (regimen, { layers }) => ({
    ...regimen,
    hidden: regimen.hidden.filter((_, l) => !layers.includes(l)),
  }),
  depth: (regimen, { to }) => ({ ...regimen, hidden: regimen.hidden.slice(0, to) }),
  hidden: (regimen, { units, to }) => ({
    ...regimen,
    hidden: [...regimen.hidden, { units, activation: to }],
  }),
};

/** Kinds that the network shows before its first step. */
const AT_START: readonly Change["kind"][] = [
  "output",
  "scale",
  "initialization",
  "activation",
  "depth",
  "without",
];
export const showsAtStart = ({ kind }: Change): boolean => AT_START.includes(kind);

export function apply<K extends Change["kind"]>(
  regimen: Regimen,
  change: Kinds[K] & { readonly kind: K },
): Regimen {
  return APPLY[change.kind](regimen, change);
}
