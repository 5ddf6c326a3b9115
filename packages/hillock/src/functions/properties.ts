import type { Interval, Tails } from "./activation.ts";

type Curve = (x: number) => number;
/** The curve at many inputs at once. */
type Samples = (inputs: Float64Array) => Float64Array;

/** So many of the farthest that a wave is high and low at some of them. */
const FAR = [1e4, 1e6, 1e12, 1e100, 1e299, 2e299, 3e299, 5e299, 7e299, 1e300];
/** Below this share of the steepest slope, a unit hardly passes a gradient on. */
const SATURATED_SLOPE = 0.05;
const REACH = 30;

/** Inputs close together where functions bend, ever farther apart outwards. */
function sampleInputs(): Float64Array {
  const positive: number[] = [];
  for (let exponent = -8; exponent < 0; exponent += 0.25) positive.push(10 ** exponent);
  for (let i = 1; i <= 500; i++) positive.push(i / 100);
  for (let i = 101; i <= 20 * REACH; i++) positive.push(i / 20);
  for (let exponent = 1.5; exponent < 4; exponent += 0.05) positive.push(10 ** exponent);
  positive.push(...FAR);
  return Float64Array.of(...positive.map((x) => -x).reverse(), 0, ...positive);
}
const INPUTS = sampleInputs();
const INPUTS_IN_REACH = INPUTS.filter((x) => Math.abs(x) <= REACH);

const tidy = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12)));

/** Whether the curve grows without bound towards x, as at a pole or at the logarithm of 0. */
function growsTowards(curve: Curve, x: number): boolean {
  const [near, far] = x === 0 ? [1e-300, 1e-30] : [1e-12 * Math.abs(x), 1e-4 * Math.abs(x)];
  const at = (aside: number): number =>
    Math.max(...[x - aside, x + aside].map(curve).filter((y) => !Number.isNaN(y)));
  return at(near) > 2.5 * Math.max(1, at(far));
}

/**
 * The highest value of the curve, `samples` being those at `INPUTS`: the best of them, refined between its neighbours by golden
 * section, or of those on both sides of `turns`.
 */
function supremum(curve: Curve, samples: Float64Array, turns: readonly number[]): number {
  let best = -1;
  let high = -Infinity;
  let near = -Infinity;
  for (let i = 0; i < samples.length; i++) {
    const y = samples[i];
    if (y > high) [high, best] = [y, i];
    const size = Math.abs(y);
    if (Math.abs(INPUTS[i]) <= 1e6 && Number.isFinite(y) && size > near) near = size;
  }
  const growsAt = (x: number): boolean => curve(x) > 50 && curve(x) > 1.5 * near;
  if (high > 1e100 || growsAt(1e300) || growsAt(-1e300)) return Infinity;
  if (turns.some((x) => growsTowards(curve, x))) return Infinity;
  let [a, b] = [INPUTS[Math.max(0, best - 1)], INPUTS[Math.min(INPUTS.length - 1, best + 1)]];
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 80; i++) {
    const [left, right] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (curve(left) >= curve(right)) b = right;
    else a = left;
  }
  const sides = turns.flatMap((x) => [x, x - 1e-14 * Math.abs(x), x + 1e-14 * Math.abs(x)]);
  return tidy([(a + b) / 2, ...sides].reduce((most, x) => Math.max(most, curve(x) || -Infinity), high));
}

/**
 * Infimum and supremum over all finite inputs, from dense samples, both sides of `turns`, where the formula chooses otherwise
 * or divides by 0, and the limits outwards.
 */
export function rangeOf(curve: Curve, sample: Samples, turns: readonly number[]): Interval {
  const samples = sample(INPUTS);
  const low = -supremum(
    (x) => -curve(x),
    samples.map((y) => -y),
    turns,
  );
  return [low === 0 ? 0 : low, supremum(curve, samples, turns)];
}

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
