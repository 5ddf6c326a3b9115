// Training steps beside PyTorch and TensorFlow.js, one thread, from the same weights, over the same batches.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { dense, network, relu, softmax, train } from "hillock";

const NETWORKS = [
  { sizes: [4, 16, 16, 3], batch: 16, rows: 1600, epochs: 200, tfjsSteps: 200 },
  { sizes: [784, 128, 64, 10], batch: 64, rows: 6400, epochs: 4, tfjsSteps: 40 },
];
const RATE = 0.1;
const CHECKED = 100;
const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

function problem({ sizes, rows }) {
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
const make = ({ sizes, batch }) =>
  network({
    inputs: sizes[0],
    layers: sizes.slice(1).map((units, i) => dense(units, i === sizes.length - 2 ? softmax : relu)),
    seed: 1,
    largestBatch: batch,
  });

/** Mean loss of each of the first steps: one epoch over that many batches, a batch at a time. */
async function hillockLosses(shape, data) {
  const net = make(shape);
  const losses = [];
  for (let step = 0; step < CHECKED; step++) {
    const from = (step * shape.batch) % shape.rows;
    const part = {
      inputs: data.inputs.subarray(from * shape.sizes[0], (from + shape.batch) * shape.sizes[0]),
      labels: data.labels.slice(from, from + shape.batch),
    };
    const options = { epochs: 1, batchSize: shape.batch, learningRate: RATE, shuffle: false };
    losses.push((await train(net, part, options)).trainLoss[0]);
  }
  return losses;
}
async function hillockSteps(shape, data) {
  const net = make(shape);
  const options = { epochs: shape.epochs, batchSize: shape.batch, learningRate: RATE, shuffle: false };
  await train(net, data, { ...options, epochs: 1 });
  const start = performance.now();
  await train(net, data, options);
  return (shape.epochs * shape.rows) / shape.batch / ((performance.now() - start) / 1000);
}

async function tfjs(shape, data, parameters) {
  const require = createRequire(import.meta.url);
  const tf = require("@tensorflow/tfjs");
  const wasm = require("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  wasm.setThreadsCount(1);
  await tf.setBackend("wasm");
  const { sizes, batch } = shape;
  const weights = parameters.map(({ shape: dims, data: values }) =>
    dims.length === 2
      ? tf.variable(tf.transpose(tf.tensor2d(values, dims)))
      : tf.variable(tf.tensor1d(values)),
  );
  const optimizer = tf.train.sgd(RATE);
  const x = tf.tensor2d(data.inputs, [shape.rows, sizes[0]]);
  const y = tf.cast(tf.oneHot(tf.tensor1d(data.labels, "int32"), sizes.at(-1)), "float32");
  const losses = [];
  const step = (i) => {
    const from = (i * batch) % shape.rows;
    const loss = optimizer.minimize(
      () =>
        tf.tidy(() => {
          let a = tf.slice2d(x, [from, 0], [batch, sizes[0]]);
          for (let l = 0; l < weights.length / 2; l++) {
            const z = tf.add(tf.matMul(a, weights[2 * l]), weights[2 * l + 1]);
            a = l === weights.length / 2 - 1 ? z : tf.relu(z);
          }
          const target = tf.slice2d(y, [from, 0], [batch, sizes.at(-1)]);
          return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(a)), 1)));
        }),
      true,
    );
    if (losses.length < CHECKED) losses.push(loss.dataSync()[0]);
    loss.dispose();
  };
  for (let i = 0; i < CHECKED; i++) step(i);
  const start = performance.now();
  for (let i = 0; i < shape.tfjsSteps; i++) step(i);
  return { losses, steps: shape.tfjsSteps / ((performance.now() - start) / 1000) };
}

function torch(shape, data, parameters) {
  const script = fileURLToPath(new URL("torch_steps.py", import.meta.url));
  const input = JSON.stringify({
    ...shape,
    rate: RATE,
    checked: CHECKED,
    inputs: Array.from(data.inputs),
    labels: data.labels,
    parameters: parameters.map((p) => ({ shape: p.shape, data: Array.from(p.data) })),
  });
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout, stderr } = spawnSync(python, [script], {
      input,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status === 0) return JSON.parse(stdout);
    if (stderr && !stderr.includes("ModuleNotFoundError")) console.error(stderr);
  }
  return undefined;
}

let built;
const apart = (a, b) => Math.max(...a.map((loss, i) => Math.abs(loss - b[i])));
say(
  `Machine: ${cpus()[0].model}, Node ${process.version}. SGD, softmax cross-entropy, ReLU, float32, one thread; Hillock with all measurements on. Steps a second, the median of 7 rounds.\n`,
);
say(
  "| network | batch | Hillock | examples/s | PyTorch | tfjs wasm | beside PyTorch | beside tfjs | losses of the first 100 steps differ by at most |",
);
say("|---|---|---|---|---|---|---|---|---|");
for (const shape of NETWORKS) {
  const data = problem(shape);
  const parameters = make(shape).parameters();
  const losses = await hillockLosses(shape, data);
  const peer = torch(shape, data, parameters);
  built ??= peer;
  const web = await tfjs(shape, data, parameters);
  const rounds = [];
  for (let i = 0; i < 7; i++) rounds.push(await hillockSteps(shape, data));
  const own = median(rounds);
  const differ = Math.max(apart(losses, web.losses), peer ? apart(losses, peer.losses) : 0);
  if (differ > 1e-4) process.exitCode = 1;
  const whole = (x) => Math.round(x).toLocaleString("en");
  say(
    `| ${shape.sizes.join("-")} | ${shape.batch} | ${whole(own)} | ${whole(own * shape.batch)} | ${peer ? whole(peer.steps) : "no python3-torch"} | ${whole(web.steps)} | ${peer ? `${(own / peer.steps).toFixed(2)}×` : "–"} | ${(own / web.steps).toFixed(1)}× | ${differ.toExponential(1)} |`,
  );
}
if (built)
  say(
    `\nPyTorch ${built.version} as installed here, BLAS_INFO=${built.blas}: where that is "generic", its large matrix products are far from those of MKL or OpenBLAS, and the factor at 784-128-64-10 says little.`,
  );
say(
  "\nTargets: 4-16-16-3 ≥ 400,000 steps/s, ≥ 30× PyTorch, ≥ 90× tfjs; 784-128-64-10 ≥ 0.55× PyTorch, ≥ 8× tfjs.",
);
const folder = fileURLToPath(new URL("../../docs/benchmarks/", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(
  `${folder}training.md`,
  `# Training steps beside peers\n\nPrinted by \`npm run bench -- training\`.\n\n${lines.join("\n")}\n`,
);
