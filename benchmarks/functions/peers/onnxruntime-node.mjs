import { createRequire } from "node:module";
import { stopwatch } from "../timing.mjs";
import { nodeRunner } from "./onnx-model.mjs";

const OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 };

/** Native kernels (AVX-512 where the machine has it). */
export async function open() {
  const ort = createRequire(import.meta.url)("onnxruntime-node");
  return {
    version: ort.env.versions.node,
    async watch(operator, data) {
      const { run, close } = await nodeRunner(ort, OPTIONS, operator, data);
      return Object.assign(stopwatch(run), { close });
    },
  };
}
