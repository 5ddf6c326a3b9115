import type { Random } from "hillock";

/** Rows of numbers with a class's index or a number each. */
export interface Rows {
  readonly inputs: number[][];
  readonly labels: number[];
}

const TURN = 2 * Math.PI;
const noise = (random: Random, size: number): number =>
  (random.uniform() + random.uniform() + random.uniform() - 1.5) * 2 * size;

function rowsOf(count: number, row: (index: number) => readonly [number[], number]): Rows {
  const pairs = Array.from({ length: count }, (_, i) => row(i));
  return { inputs: pairs.map(([inputs]) => inputs), labels: pairs.map(([, label]) => label) };
}

/** Two half-moons that reach into each other. */
export const moons = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const angle = random.uniform() * Math.PI;
    const point =
      i % 2 === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [point.map((v) => v + noise(random, 0.08)), i % 2];
  });

/** A disc inside a ring. */
export const circles = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const angle = random.uniform() * TURN;
    const radius = (i % 2 === 0 ? 0.5 : 1.2) + noise(random, 0.1);
    return [[radius * Math.cos(angle), radius * Math.sin(angle)], i % 2];
  });

/** Two arms wound about each other, three quarters of a turn. */
export const spirals = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const along = 0.15 + 0.85 * random.uniform();
    const angle = along * 0.75 * TURN + (i % 2) * Math.PI;
    return [
      [along * Math.cos(angle) + noise(random, 0.02), along * Math.sin(angle) + noise(random, 0.02)],
      i % 2,
    ];
  });

/** Three rings, one class each. */
export const rings = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const angle = random.uniform() * TURN;
    const radius = 0.4 + 0.6 * (i % 3) + noise(random, 0.08);
    return [[radius * Math.cos(angle), radius * Math.sin(angle)], i % 3];
  });

/** Four clouds in four dimensions, one class each. */
export const clouds = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const centre = [0, 1, 2, 3].map((axis) => (axis === i % 4 ? 2 : 0));
    return [centre.map((v) => v + noise(random, 0.45)), i % 4];
  });

/** Friedman's first benchmark (1991): ten inputs, of which five matter. */
export const friedman = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = Array.from({ length: 10 }, () => random.uniform());
    const value = 10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4];
    return [x, value + noise(random, 0.5)];
  });

/** A sum of two waves over a plane. */
export const sines = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = [4 * random.uniform() - 2, 4 * random.uniform() - 2];
    return [x, Math.sin(1.5 * x[0]) + Math.cos(1.2 * x[1] + 0.5 * x[0]) + noise(random, 0.05)];
  });

/** Products of pairs of inputs. */
export const products = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = Array.from({ length: 4 }, () => 2 * random.uniform() - 1);
    return [x, x[0] * x[1] + 0.7 * x[2] - 0.5 * x[3] ** 2 + noise(random, 0.03)];
  });

/** A bent plane under much noise: a seventh of the variance cannot be known. */
export const haze = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = Array.from({ length: 4 }, () => 2 * random.uniform() - 1);
    return [x, x[0] + Math.abs(x[1]) - x[2] * x[3] + noise(random, 0.28)];
  });

/** A wave that runs out from a point that is not the middle. */
export const ripples = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    return [x, Math.sin(4 * Math.hypot(x[0] + 0.3, x[1] - 0.2)) + noise(random, 0.1)];
  });

/** A ball inside a shell, in three dimensions. */
export const shells = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const [height, angle] = [2 * random.uniform() - 1, random.uniform() * TURN];
    const across = Math.sqrt(1 - height * height);
    const radius = (i % 2 === 0 ? 0.6 : 1.3) + noise(random, 0.12);
    return [[across * Math.cos(angle), across * Math.sin(angle), height].map((v) => v * radius), i % 2];
  });

/** Four fields of two colours. */
export const fields = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = [0, 1].map(() => (random.uniform() < 0.5 ? -1 : 1) * (0.08 + 0.92 * random.uniform()));
    return [x, Number(x[0] * x[1] > 0)];
  });

/** Five sectors about a point that is not the middle, one class each. */
export const sectors = (count: number, random: Random): Rows =>
  rowsOf(count, (i) => {
    const angle = (((i % 5) + 0.06 + 0.88 * random.uniform()) / 5) * TURN;
    const radius = 0.25 + random.uniform();
    return [[0.4 + radius * Math.cos(angle), radius * Math.sin(angle) - 0.2], i % 5];
  });

/** Three hills and two hollows: the function that plotting programs show. */
export const hills = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const [x, y] = [0, 1].map(() => 5 * random.uniform() - 2.5);
    const value =
      3 * (1 - x) ** 2 * Math.exp(-(x ** 2) - (y + 1) ** 2) -
      10 * (x / 5 - x ** 3 - y ** 5) * Math.exp(-(x ** 2) - y ** 2) -
      Math.exp(-((x + 1) ** 2) - y ** 2) / 3;
    return [[x, y], value + noise(random, 0.1)];
  });

/** A saddle with a step, under noise, beside two columns that do not matter. */
export const saddle = (count: number, random: Random): Rows =>
  rowsOf(count, () => {
    const x = Array.from({ length: 5 }, () => 2 * random.uniform() - 1);
    return [x, x[0] ** 2 - x[1] ** 2 + 0.8 * Math.tanh(5 * x[2]) + noise(random, 0.15)];
  });
