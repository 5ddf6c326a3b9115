import { createRequire } from "node:module";
import { dirname } from "node:path";
import { inputs } from "./timing.mjs";

const require = createRequire(import.meta.url);

/** TensorFlow.js with its WebAssembly backend (XNNPACK), one thread. */
export async function tfjsCases(n) {
  const tf = require("@tensorflow/tfjs");
  const wasm = require("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  wasm.setThreadsCount(1);
  await tf.setBackend("wasm");
  await tf.ready();
  const x = tf.tensor1d(inputs(n));
  const slope = tf.scalar(0.25);
  const run = (f) => () => void f().dispose();
  const cases = {
    "relu forward": run(() => tf.relu(x)),
    "leakyRelu forward": run(() => tf.leakyRelu(x, 0.01)),
    "prelu forward": run(() => tf.prelu(x, slope)),
    "sigmoid forward": run(() => tf.sigmoid(x)),
    "tanh forward": run(() => tf.tanh(x)),
    "silu forward": run(() => tf.tidy(() => tf.mul(x, tf.sigmoid(x)))),
  };
  for (const columns of [10, 1000]) {
    const rows = Math.floor(n / columns);
    const logits = tf.tensor2d(inputs(n).subarray(0, rows * columns), [rows, columns]);
    cases[`softmax ${columns} columns forward`] = run(() => tf.softmax(logits));
  }
  return cases;
}
