import type { Activation } from "../functions/activation.ts";
import { underUnitNormal } from "../functions/properties.ts";
import type { Random } from "../random.ts";

/** Glorot & Bengio (2010) keeps the variance both ways; He et al. (2015) makes good for what a rectifier cuts off. */
export type Initialization = "glorot" | "he";

/** He's where the function is unbounded and treats the two sides differently, else Glorot's. */
export function chooseInitialization(f: Activation): Initialization {
  if (f.kind === "row") return "glorot";
  const bounded = f.range.every(Number.isFinite);
  const lopsided = Math.abs(f.derivative(3) - f.derivative(-3)) > 0.1;
  return !bounded && lopsided ? "he" : "glorot";
}

/** Half the width of the uniform distribution that weights are drawn from. */
export function weightLimit(kind: Initialization, f: Activation, inputs: number, units: number): number {
  if (kind === "glorot") return Math.sqrt(6 / (inputs + units));
  // gain² = 1 / E[f(z)²] under a unit normal: 2 for ReLU
  const power = f.kind === "elementwise" ? underUnitNormal((z) => f(z) ** 2) : 1;
  return Math.sqrt(3 / (inputs * power));
}

/** inputs × units weights, uniform in ±limit. */
export function drawWeights(random: Random, count: number, limit: number): Float32Array {
  return Float32Array.from({ length: count }, () => (2 * random.uniform() - 1) * limit);
}
