import type { Expression } from "../node.ts";
import { inOrder } from "../structure.ts";

/** Distance of a float32 result from a float64 reference, in units in the last place of the reference (float32). */
export function ulpError(actual: number, reference: number): number {
  const nearest = Math.fround(reference);
  if (Object.is(actual, nearest) || (Number.isNaN(actual) && Number.isNaN(reference))) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(nearest)) {
    // One side overflows: as far as if the exponents went on.
    const steps = (value: number) => (Number.isFinite(value) ? value : Math.sign(value) * 2 ** 128);
    if (Number.isNaN(actual) || Number.isNaN(reference)) return Number.POSITIVE_INFINITY;
    return Math.abs(steps(actual) - steps(nearest)) / 2 ** 104;
  }
  const size = Math.max(Math.abs(reference), 2 ** -126);
  return Math.abs(actual - reference) / 2 ** (Math.floor(Math.log2(size)) - 23);
}

const LEAVES_AND_SIGNS = ["constant", "variable", "parameter", "negate"];

/**
 * Units of the last place that a formula's result may lie from the correctly rounded value: 1 where it is one primitive of
 * x, signs aside, else 2. The logistic function is two: 1 / (1 + exp(−x)).
 */
export function ulpBound(formula: Expression): 1 | 2 {
  const work = inOrder(formula).filter(({ kind }) => !LEAVES_AND_SIGNS.includes(kind));
  return work.length <= 1 && work[0]?.kind !== "sigmoid" ? 1 : 2;
}

const word = new Int32Array(1);
const float = new Float32Array(word.buffer);

/** The float32 number of a bit pattern. */
function float32FromBits(bits: number): number {
  word[0] = bits;
  return float[0] ?? 0;
}

/** Both signs of every exponent with `perExponent` spread mantissas each, and the special values. */
export function* float32Sample(perExponent: number): Generator<number> {
  const infinity = Number.POSITIVE_INFINITY;
  yield* [0, -0, infinity, -infinity, Number.NaN, 1, -1, 2 ** -149, -(2 ** -149)];
  const golden = 0.6180339887498949;
  for (let exponent = 0; exponent < 255; exponent++) {
    for (let i = 0; i < perExponent; i++) {
      const share = (i * golden + exponent * golden * golden) % 1;
      const bits = (exponent << 23) | Math.floor(share * 2 ** 23);
      yield float32FromBits(bits);
      yield float32FromBits(bits | (1 << 31));
    }
  }
}
