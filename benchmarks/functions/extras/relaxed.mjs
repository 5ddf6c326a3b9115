import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Kernels of relaxed SIMD beside the usual ones, in a process that is given the flag for it. */
export const title = "Relaxed SIMD, opted in, beside the usual kernels";
export const columns = ["usual", "relaxed"];
const FLAG = "--experimental-wasm-relaxed-simd";

export async function* measure({ rounds, sizes }) {
  const script = fileURLToPath(new URL("relaxed-process.mjs", import.meta.url));
  const args = [String(rounds), ...sizes.filter((n) => n <= 1_048_576).map(String)];
  for (const flags of [[], [FLAG]]) {
    const { stdout } = spawnSync(process.execPath, [...flags, script, ...args], { encoding: "utf8" });
    const figures = JSON.parse(stdout || "null");
    if (!figures) continue;
    for (const { name, n, times } of figures)
      yield { name: `${name} forward`, n, times, faster: name === "sigmoid" ? 1.3 : undefined };
    return;
  }
  yield { missing: `this Node (${process.version}) has no relaxed SIMD, not even with ${FLAG}` };
}
