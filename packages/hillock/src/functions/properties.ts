import type { Interval, Tails } from "./activation.ts";
import { type Curve, INPUTS, INPUTS_IN_REACH, type Samples, tidy } from "./sample-inputs.ts";

/** Below this share of the steepest slope, a unit hardly passes a gradient on. */
const SATURATED_SLOPE = 0.05;

/** Inputs at which the curve is 0 or changes its sign. */
export function zerosOf(curve: Curve, sample: Samples): number[] {
  const signs = sample(INPUTS).map(Math.sign);
  return Array.from(INPUTS).flatMap((x, i) => {
    let [a, b] = [x, INPUTS[i + 1]];
    if (signs[i] * signs[i + 1] !== -1) return signs[i] === 0 ? [x] : [];
    for (let halving = 0; halving < 80; halving++) {
      const middle = (a + b) / 2;
      if (Math.sign(curve(middle)) === signs[i]) a = middle;
      else b = middle;
    }
    return [b];
  });
}

const finiteMost = (values: Float64Array): number =>
  values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);

/** Inputs at which the slope jumps, of those in ±30 at `INPUTS` and of `turns`, where the formula chooses otherwise. */
export function kinksOf(sampleSlope: Samples, turns: readonly number[]): number[] {
  const usual = Math.min(1, finiteMost(sampleSlope(INPUTS)));
  const inputs = Float64Array.of(...INPUTS_IN_REACH, ...turns);
  // so close that even a steep smooth slope does not change so much, as a share where it is steep
  const beside = (sign: 1 | -1): Float64Array =>
    sampleSlope(inputs.map((x) => x + sign * 1e-12 * Math.max(1, Math.abs(x))));
  const [left, right] = [beside(-1), beside(1)];
  const kinks = inputs.filter(
    (_, i) => Math.abs(right[i] - left[i]) > 1e-4 * Math.max(usual, Math.abs(left[i]), Math.abs(right[i])),
  );
  return [...new Set(kinks.map(tidy))].sort((a, b) => a - b);
}

/** The ends of the input axis in which hardly any gradient, or none, comes through. */
export function tailsOf(sampleSlope: Samples, range: Interval, kinks: readonly number[]): Tails {
  const beside = kinks.flatMap((x) => [x, x + 1e-6 * Math.abs(x)]);
  const inputs = Float64Array.of(...INPUTS_IN_REACH, ...beside).sort();
  const slopes = sampleSlope(inputs).map(Math.abs);
  const steepest = finiteMost(slopes);
  const firstWhere = (test: (s: number) => boolean): number => {
    const i = slopes.findIndex((s) => !test(s));
    return i <= 0 ? -Infinity : inputs[i - 1];
  };
  const lastWhere = (test: (s: number) => boolean): number => {
    const i = slopes.findLastIndex((s) => !test(s));
    return i === slopes.length - 1 || i < 0 ? Infinity : inputs[i + 1];
  };
  const bounded = range.every(Number.isFinite) && steepest > 0;
  const flat = (s: number): boolean => s < SATURATED_SLOPE * steepest;
  return {
    saturatedBelow: bounded ? firstWhere(flat) : -Infinity,
    saturatedAbove: bounded ? lastWhere(flat) : Infinity,
    deadBelow: firstWhere((s) => s === 0),
    deadAbove: lastWhere((s) => s === 0),
  };
}

const PIECES = 3200;
const WIDTH = 16 / PIECES;

let nodes: { readonly z: Float64Array; readonly density: Float64Array } | undefined;

/** Gauss' two points in each piece of ±8, and exp(−z²/2) there. */
function normalNodes() {
  if (nodes) return nodes;
  const aside = WIDTH / 2 / Math.sqrt(3);
  const z = new Float64Array(2 * PIECES);
  for (let piece = 0; piece < PIECES; piece++) {
    const middle = -8 + (piece + 0.5) * WIDTH;
    z[2 * piece] = middle - aside;
    z[2 * piece + 1] = middle + aside;
  }
  nodes = { z, density: z.map((x) => Math.exp(-0.5 * x * x)) };
  return nodes;
}

/**
 * E[g(z)] for z from the standard normal distribution, by Gauss' rule with two points in each of 3200 pieces of ±8: a
 * jump or kink at the usual places lies between pieces. Six digits, so the same on every engine.
 */
export const underUnitNormal = (g: Curve): number => expectation((z) => z.map((each) => g(each)));

/** E[f(z)²], likewise. */
export const meanSquareOf = (sample: Samples): number => expectation((z) => sample(z).map((y) => y * y));

function expectation(sample: Samples): number {
  const { z, density } = normalNodes();
  const values = sample(z);
  let sum = 0;
  for (let i = 0; i < z.length; i++) sum += values[i] * density[i];
  const mean = (sum * WIDTH) / 2 / Math.sqrt(2 * Math.PI);
  return Math.abs(mean) < 1e-12 ? 0 : Number(mean.toPrecision(6));
}
