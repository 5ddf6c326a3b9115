import { createRequire } from "node:module";
import { stopwatch } from "../timing.mjs";
import { nodeRunner } from "./onnx-model.mjs";

/** Its WebAssembly, which runs in Node too; one thread. */
export async function open() {
  const ort = createRequire(import.meta.url)("onnxruntime-web");
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  return {
    version: ort.env.versions.web,
    async watch(operator, data) {
      const { run, close } = await nodeRunner(ort, { executionProviders: ["wasm"] }, operator, data);
      // it leaves one of its own behind, which jax-js takes for threads of a browser
      delete globalThis.Worker;
      return Object.assign(stopwatch(run), { close });
    },
  };
}
