const ROOT_PI = Math.sqrt(Math.PI);

/** erf by its series of positive terms, 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!: no cancellation. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200 && term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / ROOT_PI) * Math.exp(-x * x) * sum;
}

/** e^(x²) · erfc(x) for x ≥ 2 by Laplace's continued fraction, from its tail upwards. */
function scaledComplement(x: number): number {
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / 2 / fraction;
  return 1 / (ROOT_PI * fraction);
}

/** The error function in float64. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || x === 0) return x;
  const value = size < 2 ? series(size) : size > 6 ? 1 : 1 - Math.exp(-size * size) * scaledComplement(size);
  return x < 0 ? -value : value;
}

/** 1 − erf(x) in float64, without cancellation for positive x. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 2) return 1 - erf(x);
  return x > 28 ? 0 : Math.exp(-x * x) * scaledComplement(x);
}
