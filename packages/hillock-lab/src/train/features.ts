/** What a network may be given of a point in the plane. */
export const FEATURES = {
  x1: { title: "x₁", of: (x: number, _: number) => x },
  x2: { title: "x₂", of: (_: number, y: number) => y },
  x1x1: { title: "x₁²", of: (x: number, _: number) => x * x },
  x2x2: { title: "x₂²", of: (_: number, y: number) => y * y },
  x1x2: { title: "x₁x₂", of: (x: number, y: number) => x * y },
  sin1: { title: "sin πx₁", of: (x: number, _: number) => Math.sin(Math.PI * x) },
  sin2: { title: "sin πx₂", of: (_: number, y: number) => Math.sin(Math.PI * y) },
} as const;
export type Feature = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as Feature[];
export const PLAIN: readonly Feature[] = ["x1", "x2"];

/** Points of two numbers each, row by row, as the features of each. */
export function featuresOf(points: Float32Array | Float64Array, features: readonly Feature[]): Float32Array {
  const rows = points.length / 2;
  const inputs = new Float32Array(rows * features.length);
  for (let row = 0; row < rows; row++)
    features.forEach((feature, f) => {
      inputs[row * features.length + f] = FEATURES[feature].of(
        points[2 * row] ?? Number.NaN,
        points[2 * row + 1] ?? Number.NaN,
      );
    });
  return inputs;
}
