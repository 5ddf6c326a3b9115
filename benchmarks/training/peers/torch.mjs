import { fileURLToPath } from "node:url";
import { startPython } from "../../python.mjs";
import { CHECKED, RATE } from "../problem.mjs";

/** PyTorch in a process of its own, asked for one round after another; seconds are of the processor, or of the clock. */
export async function openTorchTraining(python, shape, data, parameters, threads = 1, seconds = "processor") {
  const process = startPython(python, fileURLToPath(new URL("torch_steps.py", import.meta.url)), threads);
  const { losses, version, blas } = await process.ask({
    sizes: shape.sizes,
    rows: shape.rows,
    batch: shape.batch,
    steps: shape.steps.torch,
    threads,
    seconds,
    rate: RATE,
    checked: CHECKED,
    inputs: Array.from(data.inputs),
    labels: data.labels,
    parameters: parameters.map((p) => ({ shape: p.shape, data: Array.from(p.data) })),
  });
  return {
    losses,
    version,
    blas,
    stepsPerSecond: async () => (await process.ask("round")).steps,
    close: process.close,
  };
}
