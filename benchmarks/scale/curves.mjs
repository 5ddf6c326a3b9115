// What one epoch costs, against rows, width and depth; one thread, with every measurement of the doctor on.
import { performance } from "node:perf_hooks";
import { dense, network, relu, softmax, train } from "hillock";

const ROUNDS = 5;
const INPUTS = 16;
const CLASSES = 3;
const BATCH = 32;
const LEAST_SECONDS = 0.1;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function problem(rows) {
  let state = 7;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const inputs = Float32Array.from({ length: rows * INPUTS }, uniform);
  return { inputs, labels: Array.from({ length: rows }, (_, r) => (inputs[r * INPUTS] > 0 ? 1 : 0)) };
}

async function epochSeconds(rows, hidden) {
  const layers = [...hidden.map((units) => dense(units, relu)), dense(CLASSES, softmax)];
  const net = network({ inputs: INPUTS, layers, seed: 1, largestBatch: BATCH });
  const data = problem(rows);
  const options = { optimizer: "adam", batchSize: BATCH, learningRate: 0.001 };
  const time = async (epochs) => {
    const began = performance.now();
    await train(net, data, { ...options, epochs });
    return (performance.now() - began) / 1000 / epochs;
  };
  const epochs = Math.max(1, Math.ceil(LEAST_SECONDS / (await time(1))));
  const rounds = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await time(epochs));
  return median(rounds);
}

const number = (x) => String(Number(x.toPrecision(3)));

/** Each curve: its title, the heads of its columns, and rows of text. */
export async function curves() {
  const weights = (hidden) => {
    const sizes = [INPUTS, ...hidden, CLASSES];
    return sizes.slice(1).reduce((sum, units, l) => sum + units * (sizes[l] + 1), 0);
  };
  const measure = async (rows, hidden) => {
    const seconds = await epochSeconds(rows, hidden);
    const perRow = seconds / rows;
    // forward, gradient of the weights and gradient of the inputs: two operations a weight each
    return [number(1000 * seconds), number(1e6 * perRow), number((6 * weights(hidden)) / perRow / 1e9)];
  };
  const table = async (title, head, cases) => {
    const lines = [];
    for (const { label, rows, hidden } of cases) lines.push([label, ...(await measure(rows, hidden))]);
    return { title, head: [head, "ms an epoch", "µs a row", "GFLOP/s"], lines };
  };
  return [
    await table(
      `Rows (${INPUTS}-32-32-${CLASSES})`,
      "rows",
      [500, 5_000, 50_000, 500_000].map((rows) => ({
        label: rows.toLocaleString("en"),
        rows,
        hidden: [32, 32],
      })),
    ),
    await table(
      `Width (${INPUTS}-w-w-${CLASSES}, 2,000 rows)`,
      "units a layer",
      [8, 32, 128, 512].map((w) => ({ label: String(w), rows: 2000, hidden: [w, w] })),
    ),
    await table(
      "Depth (layers of 32, 2,000 rows)",
      "hidden layers",
      [1, 2, 4, 8, 16, 32].map((d) => ({
        label: String(d),
        rows: 2000,
        hidden: Array.from({ length: d }, () => 32),
      })),
    ),
  ];
}
