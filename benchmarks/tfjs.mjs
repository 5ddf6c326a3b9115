import { createRequire } from "node:module";
import { dirname } from "node:path";

/** TensorFlow.js with its WebAssembly backend, one thread. */
export async function openTfjs() {
  const require = createRequire(import.meta.url);
  const tf = require("@tensorflow/tfjs");
  const wasm = require("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  wasm.setThreadsCount(1);
  await tf.setBackend("wasm");
  return tf;
}
