import { expect, test } from "vitest";
import { prepareSource } from "./data.ts";
import { FEATURE_NAMES, featuresOf } from "./features.ts";
import { SHAPES } from "./settings.ts";
import { shapeData } from "./shapes.ts";

test("noise pushes each point the same way, in proportion, and leaves its label", () => {
  for (const shape of SHAPES) {
    const [none, some, more] = [0, 0.1, 0.3].map((noise) => shapeData(shape, noise, 0.2, 1).train);
    expect(some?.labels).toEqual(none?.labels);
    let squares = 0;
    none?.inputs.forEach((x, i) => {
      const shift = (more?.inputs[i] ?? Number.NaN) - x;
      expect(shift).toBeCloseTo(3 * ((some?.inputs[i] ?? Number.NaN) - x), 5);
      squares += shift ** 2 / none.inputs.length;
    });
    expect(Math.abs(Math.sqrt(squares) - 0.3)).toBeLessThan(0.03);
  }
});

test("the held-out share is that of the rows, with as many of either class", () => {
  for (const held of [0.1, 0.2, 0.45, 0.8]) {
    const { train, validation } = shapeData("moons", 0, held, 1);
    expect(Math.abs(validation.labels.length - 500 * held)).toBeLessThanOrEqual(1);
    expect(train.labels.length + validation.labels.length).toBe(500);
    for (const { labels, inputs } of [train, validation]) {
      expect(Array.from(labels).filter((label) => label === 1).length).toBe(labels.length / 2);
      expect(inputs.length).toBe(2 * labels.length);
    }
  }
});

test("a network gets the inputs that were chosen, at the rows and over the plane alike", () => {
  const points = Float32Array.of(0.5, -2, -1, 0.25);
  expect([...featuresOf(points, FEATURE_NAMES)].map((x) => Number(x.toFixed(6)) + 0)).toEqual([
    ...[0.5, -2, 0.25, 4, -1, 1, 0],
    ...[-1, 0.25, 1, 0.0625, -0.25, 0, Number(Math.SQRT1_2.toFixed(6))],
  ]);
  const plain = prepareSource({ kind: "shape", shape: "xor", noise: 0, features: ["x1", "x2"] }, 0.2);
  const product = prepareSource({ kind: "shape", shape: "xor", noise: 0, features: ["x1x2"] }, 0.2);
  expect(product.data.columns).toBe(1);
  expect(product.summary.features).toEqual(["x₁x₂"]);
  // the plane and its points stay those of the coordinates
  expect(product.summary.points).toEqual(plain.summary.points);
  product.data.train.inputs.forEach((x, row) => {
    const [a = Number.NaN, b = Number.NaN] = plain.data.train.inputs.slice(2 * row, 2 * row + 2);
    expect(x).toBe(Math.fround(a * b));
    expect(x > 0).toBe(product.data.train.labels[row] === 1);
  });
  expect(product.inputsAt?.(points)).toEqual(featuresOf(points, ["x1x2"]));
});
