import type { Closed, Interval } from "./activation.ts";
import { type Curve, INPUTS, type Samples, tidy } from "./sample-inputs.ts";

/** All values of a curve, but for gaps: its infimum and supremum, and which of them it takes. */
export interface Range {
  readonly bounds: Interval;
  readonly closed: Closed;
}
interface Bound {
  readonly at: number;
  readonly closed: boolean;
}
const UNBOUNDED: Bound = { at: Infinity, closed: false };

/** Farther out, what formulas round is as large as they are. */
const FIRST = INPUTS.findIndex((x) => x >= -1e6);
const nearer = (samples: Float64Array): Float64Array => samples.subarray(FIRST, INPUTS.length - FIRST);
const NEARER = nearer(INPUTS);

/** Differences below this share of the values are rounding's. */
const ROUNDING = 1e-9;

/** Whether the curve grows without bound towards x, as at a pole or at the logarithm of 0. */
function growsTowards(curve: Curve, x: number): boolean {
  const [near, far] = x === 0 ? [1e-300, 1e-30] : [1e-12 * Math.abs(x), 1e-4 * Math.abs(x)];
  const at = (aside: number): number =>
    Math.max(...[x - aside, x + aside].map(curve).filter((y) => !Number.isNaN(y)));
  return at(near) > 2.5 * Math.max(1, at(far));
}

/** Where the curve is highest between a and b, by golden section. */
function highestBetween(curve: Curve, a: number, b: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let i = 0; i < 80; i++) {
    const [left, right] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (curve(left) >= curve(right)) b = right;
    else a = left;
  }
  return (a + b) / 2;
}

const sizeOf = (values: Float64Array): number =>
  values.reduce((size, y) => (Number.isFinite(y) ? Math.max(size, Math.abs(y)) : size), 0);

const highestOf = (values: Iterable<number>): number => {
  let high = -Infinity;
  for (const y of values) if (y > high) high = y;
  return high;
};

/**
 * Whether the curve ends flat at its highest value, `samples` being in order towards that end: not a limit that float64 rounds to.
 * A tenth of the way before such a limit, it is already near; a curve that bends into a plateau is not.
 */
function hasPlateau(curve: Curve, inputs: Float64Array, samples: Float64Array): boolean {
  const high = highestOf(samples);
  const start = 1 + samples.findLastIndex((y) => y < high);
  if (start === samples.length) return false;
  let [before, from] = [inputs[start - 1], inputs[start]];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (before + from) / 2;
    if (curve(middle) < high) before = middle;
    else from = middle;
  }
  if (Math.abs(from) < 1e-7) return true;
  const sooner = from + 0.1 * Math.abs(from) * Math.sign(before - from);
  const usual = sizeOf(samples.filter((_, i) => Math.abs(inputs[i]) <= Math.abs(from)));
  return high - curve(sooner) > 0.1 * ROUNDING * Math.max(Math.abs(high), usual);
}

/**
 * The highest value of the curve, `samples` being those at `INPUTS`: the best of them, refined between its neighbours, or of those
 * on both sides of `turns`.
 */
function supremum(curve: Curve, samples: Float64Array, turns: readonly number[]): Bound {
  const best = samples.reduce((best, y, i) => (y > (samples[best] ?? -Infinity) ? i : best), -1);
  const high = samples[best] ?? -Infinity;
  const near = sizeOf(nearer(samples));
  const growsAt = (x: number): boolean => curve(x) > 50 && curve(x) > 1.5 * near;
  if (high > 1e100 || growsAt(1e300) || growsAt(-1e300)) return UNBOUNDED;
  if (turns.some((x) => growsTowards(curve, x))) return UNBOUNDED;

  const top = highestBetween(
    curve,
    INPUTS[Math.max(0, best - 1)],
    INPUTS[Math.min(INPUTS.length - 1, best + 1)],
  );
  const aside = (share: number): number[] =>
    turns.flatMap((x) => [x - share * Math.abs(x), x + share * Math.abs(x)]);
  const [sides, further] = [aside(1e-14), aside(1e-8)];
  const level = sides.filter((x, i) => curve(x) === curve(further[i]));
  const atTurn = turns.some((turn) => Math.abs(turn - top) < 1e-9 * Math.max(1, Math.abs(top)));
  const most = (inputs: readonly number[]): number => highestOf(inputs.map(curve));
  const taken = Math.max(high, most([...turns, ...level, ...(atTurn ? [] : [top])]));
  const at = Math.max(taken, most([top, ...sides]));
  const scale = ROUNDING * Math.max(sizeOf(samples.filter((_, i) => Math.abs(INPUTS[i]) <= 1)), Math.abs(at));
  return { at: tidy(at), closed: at - taken <= scale && isTaken(curve, samples, at - scale) };
}

/** Whether the highest value is one of the curve's own, not only a limit outwards; `lower` is clearly less. */
function isTaken(curve: Curve, all: Float64Array, lower: number): boolean {
  const samples = nearer(all);
  const isLower = (y: number): boolean => y < lower;
  const [first, last] = [samples.findIndex(isLower), samples.findLastIndex(isLower)];
  if (first < 0) return true;
  const high = highestOf(samples);
  // between lower ones it is no limit
  if (samples.subarray(first + 1, last).some((y) => y === high || y >= lower)) return true;
  if (isLower(high)) return false;
  return hasPlateau(curve, NEARER, samples) || hasPlateau(curve, NEARER.toReversed(), samples.toReversed());
}

/**
 * Infimum and supremum over all finite inputs, from dense samples, both sides of `turns`, where the formula chooses otherwise
 * or divides by 0, and the limits outwards; and whether each is a value of the curve itself.
 */
export function rangeOf(curve: Curve, sample: Samples, turns: readonly number[]): Range {
  const samples = sample(INPUTS);
  const high = supremum(curve, samples, turns);
  const low = supremum(
    (x) => -curve(x),
    samples.map((y) => -y),
    turns,
  );
  return { bounds: [low.at === 0 ? 0 : -low.at, high.at], closed: [low.closed, high.closed] };
}
