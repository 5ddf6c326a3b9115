export type Curve = (x: number) => number;
/** The values of a curve at many inputs at once. */
export type Samples = (inputs: Float64Array) => Float64Array;

/** So many of the farthest that a wave is high and low at some of them. */
const FAR = [1e4, 1e6, 1e12, 1e100, 1e299, 2e299, 3e299, 5e299, 7e299, 1e300];
const REACH = 30;

/** Inputs close together where functions bend, ever farther apart outwards. */
function sampleInputs(): Float64Array {
  const positive: number[] = [];
  for (let exponent = -8; exponent < -2; exponent += 0.25) positive.push(10 ** exponent);
  for (let i = 1; i <= 500; i++) positive.push(i / 100);
  for (let i = 101; i <= 20 * REACH; i++) positive.push(i / 20);
  for (let exponent = 1.5; exponent < 4; exponent += 0.05) positive.push(10 ** exponent);
  positive.push(...FAR);
  return Float64Array.of(...positive.map((x) => -x).reverse(), 0, ...positive);
}
/** In order, and as many on both sides of 0. */
export const INPUTS = sampleInputs();
export const INPUTS_IN_REACH = INPUTS.filter((x) => Math.abs(x) <= REACH);

/** Without the digits that rounding made. */
export const tidy = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(12)));
