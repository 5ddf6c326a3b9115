// The hillock command as a user starts it, measured.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

export const hillock = fileURLToPath(new URL("../../packages/hillock-cli/bin/hillock.js", import.meta.url));
export const penguins = fileURLToPath(new URL("../../data/penguins.csv", import.meta.url));

/** The results without what a clock measured. */
function digest(results) {
  const runs = results.runs.map(({ seconds: _s, curves: { seconds: _c, ...curves }, ...run }) => ({
    ...run,
    curves,
  }));
  return createHash("sha256")
    .update(JSON.stringify({ ...results, runs }))
    .digest("hex");
}

/** Wall-clock and processor seconds of a comparison, its peak memory in MiB, and its results' digest and size. */
export async function compare(args) {
  const folder = mkdtempSync(join(tmpdir(), "hillock-bench-"));
  const words = [
    process.execPath,
    hillock,
    "compare",
    penguins,
    "--target",
    "species",
    ...args,
    "--out",
    folder,
  ];
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const began = performance.now();
  const child = spawn("bash", ["-c", `TIMEFORMAT='cpu %U %S'; time ${quoted}`]);
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => (err += chunk));
  const status = await new Promise((done) => child.on("close", done));
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(err);
  const [, user, system] = /cpu ([\d.]+) ([\d.]+)/.exec(err);
  const [, peak] = /peak memory ([\d.]+) MiB/.exec(out) ?? [out, "NaN"];
  const file = join(folder, "results.json");
  const results = JSON.parse(readFileSync(file, "utf8"));
  const measured = {
    seconds,
    cpu: Number(user) + Number(system),
    peak: Number(peak),
    runs: results.runs.length,
    trainingSeconds: results.runs.reduce((sum, run) => sum + run.seconds, 0) / results.runs.length,
    epochs: results.settings.epochs,
    bytes: statSync(file).size,
    digest: digest(results),
  };
  rmSync(folder, { recursive: true });
  return measured;
}

/** Starts a worker, and waits until it has connected. */
export async function startWorker(queue) {
  const child = spawn(process.execPath, [hillock, "worker", "--queue", queue, "--threads", "1"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await new Promise((done) => child.stderr.once("data", done));
  return {
    stop: async () => {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
