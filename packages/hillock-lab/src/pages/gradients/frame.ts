type Point = readonly [number, number];

const LEAST = 2.2;
const MARGIN = 1.12;
const MOST_MARKS = 3;

/** How far the axes reach from 0, so that every path stays within. */
export function reachOf(paths: readonly (readonly Point[])[]): number {
  const farthest = paths
    .flat(2)
    .reduce((most, w) => (Number.isFinite(w) ? Math.max(most, Math.abs(w)) : most), 0);
  return Math.max(LEAST, farthest * MARGIN);
}

/** Round numbers on either side of 0. */
export function marksOf(reach: number): number[] {
  const power = 10 ** Math.floor(Math.log10(reach));
  const step = [0.2, 0.5, 1, 2, 5]
    .map((times) => times * power)
    .find((each) => reach / each < MOST_MARKS + 1);
  const count = Math.floor(reach / (step ?? reach));
  return Array.from({ length: count }, (_, i) => Number(((i + 1) * (step ?? reach)).toPrecision(3))).flatMap(
    (mark) => [-mark, mark],
  );
}
