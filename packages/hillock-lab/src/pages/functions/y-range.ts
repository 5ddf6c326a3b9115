/** Steep or broken functions do not squeeze the others flat: shown is what lies so near to 0, or to the value nearest to it. */
const LIMIT = 50;

/** The ends of the y axis over this range of z. */
export function yRange(
  series: readonly { readonly values: ArrayLike<number | null> }[],
  z: readonly [number, number],
): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of series) {
    for (let i = 0; i < values.length; i++) {
      const y = values[i];
      if (typeof y !== "number" || !Number.isFinite(y)) continue;
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  if (!(low <= high)) return [-1, 1];
  const limit = Math.max(LIMIT, ...z.map(Math.abs));
  const anchor = Math.min(high, Math.max(low, 0));
  const [from, to] = [Math.max(anchor - limit, low), Math.min(anchor + limit, high)];
  const margin = 0.08 * Math.max(to - from, 0.5);
  return from < to ? [from - margin, to + margin] : [from - 0.5, from + 0.5];
}
