import { createRequire } from "node:module";
import { dirname } from "node:path";
import { stopwatch } from "../timing.mjs";

const require = createRequire(import.meta.url);

/** TensorFlow.js with its WebAssembly backend (XNNPACK), one thread. A case gives (tf, data, tensor) → tensor. */
export async function open() {
  const tf = require("@tensorflow/tfjs");
  const wasm = require("@tensorflow/tfjs-backend-wasm");
  wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  wasm.setThreadsCount(1);
  await tf.setBackend("wasm");
  await tf.ready();
  return {
    version: tf.version.tfjs,
    async watch(make, data) {
      const shape = data.columns === undefined ? [data.n] : [data.n / data.columns, data.columns];
      const x = tf.tensor(data.x, shape);
      const run = make(tf, x, data);
      const once = () => void tf.dispose(tf.tidy(run));
      once();
      return Object.assign(stopwatch(once), { close: () => x.dispose() });
    },
  };
}
