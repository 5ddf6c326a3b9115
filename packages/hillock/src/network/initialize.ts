import { HillockError } from "../errors.ts";
import type { Activation, ElementwiseActivation } from "../functions/activation.ts";
import { underUnitNormal } from "../functions/properties.ts";
import type { Random } from "../random.ts";

/**
 * How weights start. Glorot & Bengio (2010) keeps the variance both ways; He et al. (2015) makes good for what the
 * function takes away; LeCun et al. (1998) keeps the variance forward. The others are for experiments, and for making a
 * network sick on purpose: a normal distribution of this standard deviation, or the same number everywhere.
 */
export type Initialization =
  | "glorot"
  | "he"
  | "lecun"
  | "zeros"
  | { readonly normal: number }
  | { readonly constant: number };

const NEARLY = 1e-5;

/** Whether a unit normal comes out with mean 0 and variance 1, as it went in: self-normalising (Klambauer et al., 2017). */
const keepsNormal = (f: ElementwiseActivation): boolean =>
  Math.abs(f.meanSquare - 1) < NEARLY && Math.abs(underUnitNormal(f)) < NEARLY;

/**
 * Glorot's where the function is bounded or treats the two sides alike; else LeCun's where it keeps mean and variance by
 * itself, and He's where it does not.
 */
export function chooseInitialization(f: Activation): "glorot" | "he" | "lecun" {
  if (f.kind === "row") return "glorot";
  const lopsided = Math.abs(f.derivative(3) - f.derivative(-3)) > 0.1;
  if (!lopsided || f.range.every(Number.isFinite)) return "glorot";
  return keepsNormal(f) ? "lecun" : "he";
}

/** Variance × inputs that keeps the size of the signal: 1 / E[f(z)²] under a unit normal, 2 for ReLU. */
function gainSquared(f: Activation): number {
  const power = f.kind === "elementwise" ? f.meanSquare : 1;
  return power > 0 && Number.isFinite(power) ? 1 / power : 1;
}

const VARIANCES = {
  glorot: (_f: Activation, inputs: number, units: number): number => 2 / (inputs + units),
  he: (f: Activation, inputs: number): number => gainSquared(f) / inputs,
  lecun: (_f: Activation, inputs: number): number => 1 / inputs,
  zeros: (): number => 0,
} satisfies Record<string, (f: Activation, inputs: number, units: number) => number>;

/** Standard deviation that the initialisation gives to weights. */
function weightSpread(kind: Initialization, f: Activation, inputs: number, units: number): number {
  if (typeof kind === "string") return Math.sqrt(VARIANCES[kind](f, inputs, units));
  return "normal" in kind ? kind.normal : 0;
}

/** Near enough to normal and the same bits on every engine: the sum of twelve uniform numbers, less six (Irwin–Hall). */
const unitNormal = (random: Random): number => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};

/** units × inputs initial weights: uniform for the named kinds. */
export function drawWeights(
  random: Random,
  kind: Initialization,
  f: Activation,
  inputs: number,
  units: number,
): Float32Array {
  const count = inputs * units;
  if (typeof kind === "object" && "constant" in kind) return new Float32Array(count).fill(kind.constant);
  const spread = weightSpread(kind, f, inputs, units);
  if (typeof kind === "object")
    return Float32Array.from({ length: count }, () => unitNormal(random) * spread);
  const limit = Math.sqrt(3) * spread;
  return Float32Array.from({ length: count }, () => (2 * random.uniform() - 1) * limit);
}

/** @throws HillockError "invalid-argument" where the numbers of an initialisation make no sense. */
export function checkInitialization(kind: Initialization): void {
  const fits =
    typeof kind === "string"
      ? Object.hasOwn(VARIANCES, kind)
      : "normal" in kind
        ? kind.normal >= 0 && Number.isFinite(kind.normal)
        : Number.isFinite(kind.constant);
  if (!fits)
    throw new HillockError(
      "invalid-argument",
      `initialization is ${JSON.stringify(kind)}; it is one of ${Object.keys(VARIANCES).join(", ")}, { normal: SD } with a standard deviation from 0 on, or { constant: V }.`,
    );
}
