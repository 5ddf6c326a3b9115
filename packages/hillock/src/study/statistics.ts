import type { Estimate } from "./results.ts";

/** P(|T| ≤ t) of Student's t, a finite sum for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4). */
function within(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

const CONFIDENCE = 0.95;
/** More than the quantile of one degree of freedom. */
const MOST = 16;

/** The t of which a share of 95 % lies between −t and t. */
export function studentQuantile(degrees: number): number {
  let [low, high] = [0, MOST];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (within(middle, degrees) < CONFIDENCE) low = middle;
    else high = middle;
  }
}

/** Mean with its 95 % confidence interval; of one value there is none, and both of its ends are the value itself. */
export function estimate(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  if (n < 2) return { mean, low: mean, high: mean };
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}
