import type { ElementwiseActivation } from "../functions/activation.ts";
import { functions } from "../functions/catalogue.ts";
import { underUnitNormal } from "../functions/properties.ts";
import { THRESHOLDS } from "./thresholds.ts";

export interface Traits {
  readonly f: ElementwiseActivation;
  /** |mean| over size of the outputs under a unit normal. */
  readonly offCentre: number;
  /** What a well-started layer does to a gradient's size: 1 keeps it. */
  readonly gradientGain: number;
  readonly straight: number;
}

const known = new WeakMap<ElementwiseActivation, Traits>();

/** What a function does to signals and gradients of unit size, as far as advice goes by it. */
export function traitsOf(f: ElementwiseActivation): Traits {
  const before = known.get(f);
  if (before) return before;
  const [mean, square] = [underUnitNormal(f), f.meanSquare];
  const [slope, slopeSquare] = [underUnitNormal(f.derivative), underUnitNormal((z) => f.derivative(z) ** 2)];
  const variance = square - mean * mean;
  const traits = {
    f,
    offCentre: Math.abs(mean) / Math.sqrt(square),
    gradientGain: Math.sqrt(slopeSquare / square),
    // by Stein's lemma E[z f(z)] = E[f′(z)]
    straight: variance > 0 ? (slope * slope) / variance : 1,
  };
  known.set(f, traits);
  return traits;
}

/** With a slope far out on at least one side and nowhere exactly 0 for good: fit for deep networks by properties. */
const fits = (f: ElementwiseActivation): boolean =>
  !f.range.every(Number.isFinite) &&
  f.tails.deadBelow === -Infinity &&
  f.tails.deadAbove === Infinity &&
  Math.abs(f(20)) < 50 &&
  Math.abs(f(-20)) < 50;

let ranked: Traits[] | undefined;
/** The catalogue's functions that bend, pass gradients well and are zero-centred, the best first. */
export function goodFunctions(): Traits[] {
  ranked ??= [...functions.values()]
    .flatMap((f) =>
      f.kind === "elementwise" && f.role === "usual" && f.learnable.length === 0 && fits(f)
        ? [traitsOf(f)]
        : [],
    )
    .filter(({ straight }) => straight < THRESHOLDS.bends.value)
    .sort((a, b) => badness(a) - badness(b));
  return ranked;
}
const badness = ({ offCentre, gradientGain }: Traits): number => offCentre + Math.abs(Math.log(gradientGain));
