/** Fills `to` with the values over and over, beginning with number `from` of them. */
export function repeat(values: ArrayLike<number>, to: Float32Array, from = 0): void {
  const period = values.length;
  const first = Math.min(period, to.length);
  for (let i = 0; i < first; i++) to[i] = values[(from + i) % period];
  for (let filled = first; filled < to.length; filled *= 2) to.copyWithin(filled, 0, filled);
}

/** The number of elements after which all of these lists begin again together. */
export function commonPeriod(lengths: readonly number[]): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return lengths.reduce((period, length) => (period / divisor(period, length)) * length, 1);
}
