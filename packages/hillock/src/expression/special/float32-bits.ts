/** The bit nodes of lowered formulas, on scalars that are float32 numbers. */

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The bit pattern of the float32 number. */
export const bitsOf = (x: number): number => {
  float[0] = x;
  return bits[0] ?? 0;
};

const fromBits = (pattern: number): number => {
  bits[0] = pattern;
  return float[0] ?? 0;
};

/** 2ⁿ for a whole n in −126…127. */
export const pow2 = (n: number): number => 2 ** n;
/** n of a normal positive x = m · 2ⁿ, 1 ≤ m < 2. */
export const exponent = (x: number): number => (bitsOf(x) >> 23) - 127;
/** m of the same. */
export const mantissa = (x: number): number => fromBits((bitsOf(x) & 0x007fffff) | 0x3f800000);
/** The twelve lowest bits of the mantissa cleared. */
export const truncateBits = (x: number): number => fromBits(bitsOf(x) & 0xfffff000);
/** |magnitude| with the sign bit of `sign`, −0 included. */
export const copySign = (magnitude: number, sign: number): number =>
  sign < 0 || Object.is(sign, -0) ? -Math.abs(magnitude) : Math.abs(magnitude);
/** To the nearest whole number, ties to the even one; −0 stays −0. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest === 0 || Number.isNaN(rest)) return x;
  const rounded = rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
  return copySign(rounded, x);
}

/** The largest float32. */
export const LARGEST = 2 ** 128 * (1 - 2 ** -24);
