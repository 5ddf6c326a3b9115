import { spawnSync } from "node:child_process";
import { median } from "../timing.mjs";

const CALLS = {
  "relu forward": "relu.forward(x, out)",
  "relu backward": "relu.backward(x, x, out)",
  "sigmoid forward": "sigmoid.forward(x, out)",
  "tanh forward": "tanh.forward(x, out)",
  "silu forward": "silu.forward(x, out)",
  "gelu forward": "gelu.forward(x, out)",
  "gelu backward": "gelu.backward(x, x, out)",
  "mish backward": "mish.backward(x, x, out)",
  "typed: x * tanh(ln(1 + exp(x)))": 'activation("f", "x * tanh(ln(1 + exp(x)))").forward(x, out)',
};
const N = 1024;
const PROCESSES = 7;

/** The first call of a process, compilation included. */
export const title = `First call of a process, ${N.toLocaleString("en")} elements`;
export const unit = "ms";
export const columns = ["ms"];

export async function* measure() {
  for (const [name, call] of Object.entries(CALLS)) {
    const code = `import { activation, gelu, mish, relu, sigmoid, silu, tanh } from "hillock";
      const x = new Float32Array(${N}), out = new Float32Array(${N});
      const start = performance.now(); ${call}; console.log(performance.now() - start);`;
    const once = () =>
      Number(spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).stdout);
    const ms = median(Array.from({ length: PROCESSES }, once));
    yield { name, n: N, ms, mostMs: 5 };
  }
}
