import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** PyTorch's native kernels on one thread, by a script of its own; what is missing where it cannot run. */
export function torchTimes(sizes) {
  const script = fileURLToPath(new URL("torch_times.py", import.meta.url));
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, [script, ...sizes.map(String)], { encoding: "utf8" });
    if (status === 0) return { times: JSON.parse(stdout) };
  }
  return { missing: "there is no python3 with torch (Debian: python3-torch)." };
}
