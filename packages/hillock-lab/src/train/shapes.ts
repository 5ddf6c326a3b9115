import { type CaseData, derive, type Random } from "hillock";
import type { Shape } from "./settings.ts";

const ROWS = 500;

const normal = (random: Random): number => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.uniform();
  return sum;
};

type Point = readonly [x: number, y: number];
const around = (random: Random, x: number, y: number, spread: number): Point => [
  x + spread * normal(random),
  y + spread * normal(random),
];
const polar = (radius: number, angle: number): Point => [radius * Math.cos(angle), radius * Math.sin(angle)];

/** Where an example of a class lies; `t` runs from 0 to 1. */
const POINTS: Readonly<Record<Shape, (label: number, random: Random) => Point>> = {
  circles: (label, random) => {
    const [x, y] = polar(
      label === 1 ? 0.9 * Math.sqrt(random.uniform()) : 1.7,
      2 * Math.PI * random.uniform(),
    );
    return around(random, x, y, 0.13);
  },
  xor: (label, random) => {
    const side = random.uniform() < 0.5 ? 1 : -1;
    const [x, y] = [0.15 + 1.5 * random.uniform(), 0.15 + 1.5 * random.uniform()];
    return [side * x, side * (label === 1 ? y : -y)];
  },
  blobs: (label, random) => around(random, label === 1 ? 0.9 : -0.9, label === 1 ? 0.7 : -0.7, 0.5),
  moons: (label, random) => {
    const angle = Math.PI * random.uniform();
    const [x, y] = polar(1.2, label === 1 ? angle : -angle);
    return around(random, x + (label === 1 ? -0.6 : 0.6), y + (label === 1 ? -0.3 : 0.3), 0.13);
  },
  spirals: (label, random) => {
    const t = random.uniform();
    const [x, y] = polar(0.1 + 1.8 * t, 1.75 * 2 * Math.PI * t * 0.8 + label * Math.PI);
    return around(random, x, y, 0.05);
  },
};

/**
 * Two classes in the plane, within about ±2; the same seed gives the same points.
 * @param noise standard deviation of what each coordinate is shifted by
 * @param held share of the points that are held out
 */
export function shapeData(shape: Shape, noise: number, held: number, seed: number): CaseData {
  const random = derive(seed, "shape", shape);
  // from a source of its own: with more noise each point goes farther the same way
  const shifts = derive(seed, "noise", shape);
  const examples = (rows: number) => {
    const inputs = new Float32Array(2 * rows);
    const labels = Array.from({ length: rows }, (_, row) => row % 2);
    labels.forEach((label, row) => {
      const [x, y] = POINTS[shape](label, random);
      inputs.set(around(shifts, x, y, noise), 2 * row);
    });
    return { inputs, labels };
  };
  const validation = 2 * Math.round((held * ROWS) / 2);
  return { columns: 2, classes: 2, train: examples(ROWS - validation), validation: examples(validation) };
}
