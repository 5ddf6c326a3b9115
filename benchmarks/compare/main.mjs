// The whole of `hillock compare` on the penguins beside a PyTorch script that does the same trainings on the same cores.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { findPython, pythonEnvironment } from "../python.mjs";
import { median, report } from "../rounds.mjs";

const ROUNDS = 3;
const root = fileURLToPath(new URL("../../", import.meta.url));
const table = join(root, "data/penguins.csv");
const { say, write } = report("compare", "A whole comparison beside PyTorch");

/** Seconds from the command to its end, of the clock and of processors, those of its children too. */
function run(command, args, input = "", env = process.env) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    // bash's time knows what the command and all its processes took
    const script = 'TIMEFORMAT="%U %S"; time "$@" 2>/dev/null';
    const child = spawn("bash", ["-c", script, "time", command, ...args], { env });
    let [out, times] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (times += data));
    child.stdin.end(input);
    child.on("close", (code) => {
      if (code !== 0) return reject(new Error(`${command} ended with ${code}.`));
      const processor = times.trim().split(" ").map(Number);
      resolve({ out, clock: (performance.now() - start) / 1000, processor: processor[0] + processor[1] });
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), "hillock-compare-"));
const ours = () =>
  run(process.execPath, [
    join(root, "packages/hillock-cli/bin/hillock.js"),
    ...["compare", table, "--target", "species", "--out", folder],
  ]);
/** Mean, and half the width of its 95 % interval over seeds. */
function interval(values) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return [mean, 1.96 * Math.sqrt(variance / values.length)];
}

const python = findPython();
if (!python) {
  say("PyTorch is not installed (Debian: python3-torch): there is nothing to compare with.");
} else {
  const [own, theirs] = [[], []];
  let torch;
  let results;
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await ours());
    results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
    const processes = availableParallelism();
    const job = JSON.stringify({ table, target: "species", processes, settings: results.settings });
    const script = fileURLToPath(new URL("torch_compare.py", import.meta.url));
    theirs.push(await run(python, [script], job, pythonEnvironment()));
    torch = JSON.parse(theirs.at(-1).out);
  }
  const of = (runs, what) => median(runs.map((each) => each[what]));
  const { activations, seeds, epochs, layers } = results.settings;
  say(
    `Machine: ${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}, PyTorch ${torch.version}. ${activations.length} functions × ${seeds.length} seeds, hidden layers ${layers.join("-")}, ${epochs} epochs; from the command to the report, in turns; the median of ${ROUNDS} rounds.\n`,
  );
  say("| | seconds | processor seconds |");
  say("|---|---|---|");
  for (const [name, runs] of [
    ["hillock compare", own],
    ["PyTorch script, as many processes as cores", theirs],
  ])
    say(`| ${name} | ${of(runs, "clock").toFixed(2)} | ${of(runs, "processor").toFixed(2)} |`);
  const ratio = (what) => (of(theirs, what) / of(own, what)).toFixed(1);
  say(
    `\nPyTorch takes ${ratio("clock")} times as long, and ${ratio("processor")} times the processor time. Target: ≥ 15×.\n`,
  );
  say("Held-out accuracy, means over the seeds with 95 % intervals; each draws its own splits:\n");
  say("| function | Hillock | PyTorch |");
  say("|---|---|---|");
  const percent = ([mean, half]) => `${(100 * mean).toFixed(1)} ± ${(100 * half).toFixed(1)} %`;
  for (const name of activations) {
    const accuracies = [
      results.runs.filter((each) => each.activation === name).map((each) => each.validationAccuracy),
      torch.runs.filter((each) => each.activation === name).map((each) => each.accuracy),
    ];
    say(`| ${name} | ${accuracies.map((values) => percent(interval(values))).join(" | ")} |`);
  }
  write();
}
rmSync(folder, { recursive: true });
