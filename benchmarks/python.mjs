// Python peers: a process that answers one line for each line that it gets, so that peers can take turns.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** Debian's PyTorch takes its matrix products from libblas.so.3; where OpenBLAS is installed, it is put first. */
function openBlas() {
  for (const triplet of ["x86_64-linux-gnu", "aarch64-linux-gnu"]) {
    const root = `/usr/lib/${triplet}`;
    if (!existsSync(root)) continue;
    const folder = readdirSync(root).find((name) => name.startsWith("openblas-"));
    if (folder) return `${root}/${folder}`;
  }
  return undefined;
}

export function pythonEnvironment(threads = 1) {
  const folder = openBlas();
  const count = String(threads);
  return {
    ...process.env,
    OMP_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    ...(folder && { LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") }),
    // OpenBLAS 0.3.21 takes processors that it does not know for Haswells, without AVX-512
    ...(folder && hasAvx512() && { OPENBLAS_CORETYPE: "SkylakeX" }),
  };
}

function hasAvx512() {
  const info = "/proc/cpuinfo";
  return existsSync(info) && readFileSync(info, "utf8").includes(" avx512f ");
}

/** The Python that has PyTorch, or undefined. */
export function findPython() {
  return ["/usr/bin/python3", "python3"].find(
    (python) => spawnSync(python, ["-c", "import torch"], { env: pythonEnvironment() }).status === 0,
  );
}

/** Runs a script; `ask(value)` sends a JSON line and gives the answer's. */
export function startPython(python, script, threads = 1) {
  const child = spawn(python, [script], {
    env: pythonEnvironment(threads),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  child.on("exit", (code) => {
    for (const { reject } of waiting) reject(new Error(`${script} ended with ${code}.`));
  });
  return {
    ask: (value) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(value)}\n`);
      }),
    close: () => child.stdin.end(),
  };
}
