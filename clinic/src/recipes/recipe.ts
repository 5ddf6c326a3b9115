import type { FindingName, Random, Regimen } from "hillock";
import type { Base } from "../bases.ts";
import type { Parts } from "../data/sets.ts";

export interface Sick {
  readonly regimen: Regimen;
  /** Where the fault lies in the data: rows that are few or wrong, columns of other units. */
  readonly parts?: Parts;
}

/** One way to make a healthy network sick. */
export interface Recipe {
  readonly name: string;
  /** Must be found. */
  readonly must: FindingName;
  /** May be found besides: its effects, and what it brings with it. All others must not. */
  readonly may: readonly FindingName[];
  /** Whether it claims to spoil the network: then a case counts only where the healthy twin is better by outcome. */
  readonly worse: boolean;
  /**
   * Numbers of epochs, as multiples of the sick training's, of which one must bring a better score on rows that nobody
   * saw: whether it was stopped too early, or too late, shows by training on, or less.
   */
  readonly witness?: readonly number[];
  /** Hidden layers of the twin, where the architecture's own are too many or too few. */
  readonly depth?: readonly [number, number];
  /** Whether it can be had on this case; always unless given. */
  readonly suits?: (base: Base) => boolean;
  readonly apply: (base: Base, random: Random) => Sick;
}

/** A network that does not learn, whatever keeps it from it. */
export const IDLE: readonly FindingName[] = ["lossNotFalling", "slowConvergence", "learningRateTooLow"];
/** What steps bring that are too large. */
export const WILD: readonly FindingName[] = [
  "divergence",
  "learningRateTooHigh",
  "explodingGradient",
  "dyingRelu",
  "saturation",
  "vanishingGradient",
];
/** What units far from their middle bring. */
export const STUCK: readonly FindingName[] = [
  "dyingRelu",
  "saturation",
  "notZeroCentred",
  "vanishingGradient",
  "linearCollapse",
];
