// Elementwise and row functions beside their peers, one thread, float32: ns an element, medians of interleaved rounds.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { hillockCases } from "./hillock.mjs";
import { onnxCases } from "./onnxruntime.mjs";
import { tfjsCases } from "./tfjs.mjs";
import { copySpeed, medianTime } from "./timing.mjs";
import { torchTimes } from "./torch.mjs";

const SIZES = process.argv.includes("--quick")
  ? [16_384]
  : process.argv.includes("--large")
    ? [16_384, 1_048_576, 16_777_216]
    : [16_384, 1_048_576];
const ROUNDS = 9;

const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
};
say(
  `Machine: ${cpus()[0].model}, Node ${process.version}. ns an element, float32, one thread, medians of ${ROUNDS} interleaved rounds.\n`,
);
say(
  "Backward of sigmoid and tanh: PyTorch is given the output, Hillock takes the input and computes it again.\n",
);
const torch = torchTimes(SIZES);
if (torch.missing) say(`PyTorch is left out: ${torch.missing}\n`);
for (const n of SIZES) {
  const copy = copySpeed(n);
  say(
    `## n = ${n.toLocaleString("en")}; a SIMD copy in WebAssembly memory moves ${copy.gigabytes.toFixed(1)} GB/s\n`,
  );
  say(
    "| case | Hillock | GB/s | tfjs wasm | onnxruntime-node | PyTorch | Hillock beside tfjs | beside PyTorch |",
  );
  say("|---|---|---|---|---|---|---|---|");
  const peers = { hillock: hillockCases(n), tfjs: await tfjsCases(n), onnx: await onnxCases(n) };
  for (const [name, run] of Object.entries(peers.hillock)) {
    const entries = [
      ["hillock", run],
      ["tfjs", peers.tfjs[name]],
      ["onnx", peers.onnx[name]],
    ].filter(([, f]) => f);
    const times = Object.fromEntries(entries.map(([key]) => [key, []]));
    for (let round = 0; round < ROUNDS; round++)
      for (const [key, f] of entries) times[key].push(await medianTime(f, n));
    const middle = (key) => (times[key] ? times[key].sort((a, b) => a - b)[ROUNDS >> 1] : undefined);
    const own = middle("hillock");
    const others = [middle("tfjs"), middle("onnx"), torch.times?.[`${name} ${n}`]];
    const show = (ns) => (ns === undefined ? "–" : ns.toFixed(3));
    const ratio = (ns) => (ns === undefined ? "–" : `${(ns / own).toFixed(2)}×`);
    const bytes = name.includes("backward") ? 12 : 8;
    say(
      `| ${name} | ${show(own)} | ${(bytes / own).toFixed(1)} | ${others.map(show).join(" | ")} | ${ratio(others[0])} | ${ratio(others[2])} |`,
    );
  }
  say("");
}
const folder = fileURLToPath(new URL("../../docs/benchmarks/", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(
  `${folder}functions.md`,
  `# Functions beside their peers\n\nPrinted by \`npm run bench -- functions\`.\n\n${lines.join("\n")}\n`,
);
