import { dense, network, relu, softmax } from "hillock";

/** All rounds take some 10 ms, so that what else the machine does hits all alike. */
export const NETWORKS = [
  { sizes: [4, 16, 16, 3], batch: 16, rows: 1600, epochs: 100, steps: { tfjs: 20, jax: 40, torch: 100 } },
  { sizes: [784, 128, 64, 10], batch: 64, rows: 1280, epochs: 3, steps: { tfjs: 2, jax: 10, torch: 20 } },
];
export const RATE = 0.1;
/** Steps whose losses are compared. */
export const CHECKED = 100;

export function problem({ sizes, rows }) {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const inputs = Float32Array.from({ length: rows * sizes[0] }, uniform);
  const labels = Array.from(
    { length: rows },
    (_, r) => (inputs[r * sizes[0]] > 0 ? 1 : 0) + (inputs[r * sizes[0] + 1] > 0.2 ? 1 : 0),
  );
  return { inputs, labels };
}

export const make = ({ sizes, batch }, measurements = true) =>
  network({
    inputs: sizes[0],
    layers: sizes.slice(1).map((units, i) => dense(units, i === sizes.length - 2 ? softmax : relu)),
    seed: 1,
    largestBatch: batch,
    measurements,
  });

/** Rows of the step's batch: [from, to). */
export const batchOf = ({ batch, rows }, step) => {
  const from = (step * batch) % rows;
  return [from, from + batch];
};
