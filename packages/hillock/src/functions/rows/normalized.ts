/** Softmax of one row in float64; exact as float64 goes, whatever the logits' size. */
export function probabilities(row: readonly number[]): number[] {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = row.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** ln of softmax of one row in float64; nothing cancels where a probability is next to 1. */
export function logProbabilities(row: readonly number[]): number[] {
  const top = row.reduce((a, b) => Math.max(a, b), -Infinity);
  const first = row.indexOf(top);
  const others = row.reduce((sum, logit, i) => (i === first ? sum : sum + Math.exp(logit - top)), 0);
  const logOfSum = Math.log1p(others);
  return row.map((logit) => logit - top - logOfSum);
}

/** A square matrix from its elements, row by row. */
export const squareMatrix = (size: number, element: (i: number, j: number) => number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => element(i, j)));

/** diag(s) − s sᵀ. */
export function softmaxJacobian(row: readonly number[]): number[][] {
  const s = probabilities(row);
  return squareMatrix(s.length, (i, j) => (i === j ? s[i] * (1 - s[i]) : -s[i] * s[j]));
}
