/** The Euclidean projection of a row onto the probability simplex, by sorting: Martins & Astudillo (2016), algorithm 1. */
export function projectOntoSimplex(row: readonly number[]): number[] {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const below = row.map((x) => x - top);
  if (below.some(Number.isNaN)) return row.map(() => Number.NaN);
  let sum = 0;
  let threshold = -1;
  [...below]
    .sort((a, b) => b - a)
    .forEach((z, i) => {
      if (1 + (i + 1) * z > sum + z) {
        sum += z;
        threshold = (sum - 1) / (i + 1);
      }
    });
  return below.map((z) => Math.max(z - threshold, 0));
}
