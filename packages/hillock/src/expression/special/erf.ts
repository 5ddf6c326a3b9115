/**
 * Error functions in float64. Near 0 the Taylor series of erf; elsewhere (1 + 2x)·exp(x²)·erfc(x) as a Chebyshev series
 * in (x − 3.75)/(x + 3.75): the form of Shepherd and Laframboise, Mathematics of Computation 36 (1981), with
 * coefficients of our own.
 */

export const ERFC_SERIES = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6.916973302501207e-5,
  4.13902798607301e-6, 7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8,
  4.521959811218287e-9, -7.754400208831351e-10, -6.318088340886684e-11, 2.86879501093067e-11,
  1.9455868545777347e-13, -9.65469674843344e-13, 3.25254814814874e-14, 3.3478119482868056e-14,
  -1.864562880419313e-15, -1.2507950530688648e-15, 7.418235256624044e-17,
] as const;

/** From here on 1 − erfc(x) loses nothing; below, the Taylor series needs few terms and barely cancels. */
const TAYLOR_LIMIT = 0.65;

/** (2/√π)·(−1)ⁿ / (n!·(2n + 1)), highest power first. */
const TAYLOR: readonly number[] = Array.from({ length: 15 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return ((n % 2 === 0 ? 1 : -1) * 2) / Math.sqrt(Math.PI) / (factorial * (2 * n + 1));
}).reverse();

function taylorErf(x: number): number {
  const square = x * x;
  // the next term is below the last digit
  if (square < 1e-17) return x * (TAYLOR.at(-1) ?? 0);
  let sum = 0;
  for (const coefficient of TAYLOR) sum = sum * square + coefficient;
  return x * sum;
}

/** exp(−x²), with x² in two parts: its rounding error would be magnified by x². */
function gaussian(x: number): number {
  const high = Math.fround(x);
  return Math.exp(-high * high) * Math.exp(-(x - high) * (x + high));
}

/** erfc(x) for x > 0. */
function upperTail(x: number): number {
  if (x > 28) return 0;
  const t = (x - 3.75) / (x + 3.75);
  let later = 0;
  let latest = 0;
  for (let k = ERFC_SERIES.length - 1; k > 0; k--) {
    const next = 2 * t * latest - later + (ERFC_SERIES[k] ?? 0);
    later = latest;
    latest = next;
  }
  return ((t * latest - later + ERFC_SERIES[0]) * gaussian(x)) / (1 + 2 * x);
}

/** 2/√π · ∫₀ˣ exp(−t²) dt, to about 1e-15 relative. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < TAYLOR_LIMIT) return taylorErf(x);
  return Math.sign(x) * (1 - upperTail(Math.abs(x)));
}

/** 1 − erf(x), relative accuracy about 1e-15 far into the upper tail too. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < TAYLOR_LIMIT) return 1 - taylorErf(x);
  return x > 0 ? upperTail(x) : 2 - upperTail(-x);
}

/** ½ · erfc(−x/√2), relative accuracy about 1e-15 far into the lower tail too. */
export function normal(x: number): number {
  const scaled = -x * Math.SQRT1_2;
  return 0.5 * erfc(scaled);
}
