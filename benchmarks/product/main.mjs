// The matrix products of a training step beside what the machine's WebAssembly SIMD can do at most, and beside peers.
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { findPython, startPython } from "../python.mjs";
import { fastest, report, takeTurns } from "../rounds.mjs";
import { openTfjs } from "../tfjs.mjs";
import {
  forwardProduct,
  inputGradientProduct,
  registerKernel,
  tileKernel,
  weightGradientProduct,
} from "./kernels.mjs";

const ROUNDS = 15;
/** So many operations take some 10 ms. */
const OPERATIONS = 5e8;
const TARGET = 0.75;
const { say, write } = report("product", "Matrix products beside the peak");
const tf = await openTfjs();
const python = findPython();
const torch = python && startPython(python, fileURLToPath(new URL("torch_products.py", import.meta.url)));

const rateOf = async (operations, run) => {
  const calls = Math.max(1, Math.ceil(OPERATIONS / operations));
  const seconds = await fastest(() => {
    for (let i = 0; i < calls; i++) run();
  });
  return (operations * calls) / seconds / 1e9;
};
const tensor = (rows, columns) => tf.randomUniform([rows, columns], -0.5, 0.5);
const tfjsProduct = (rows, terms, columns) => {
  const [a, b] = [tensor(rows, terms), tensor(terms, columns)];
  return () => tf.matMul(a, b).dispose();
};

const CASES = [
  ["forward, 64 × 784 × 128", [64, 784, 128], forwardProduct(64, 784, 128)],
  ["gradient of weights, 784 × 64 × 128", [784, 64, 128], weightGradientProduct(784, 64, 128)],
  [
    "gradient of inputs with transposition, 64 × 128 × 784",
    [64, 128, 784],
    inputGradientProduct(64, 128, 784),
  ],
  ["forward, 64 × 128 × 64", [64, 128, 64], forwardProduct(64, 128, 64)],
  ["gradient of weights, 128 × 64 × 64", [128, 64, 64], weightGradientProduct(128, 64, 64)],
  ["gradient of inputs with transposition, 64 × 64 × 128", [64, 64, 128], inputGradientProduct(64, 64, 128)],
  ["forward, 512 × 512 × 512", [512, 512, 512], forwardProduct(512, 512, 512)],
];
const [registers, tile] = [registerKernel(), tileKernel()];
const turns = {
  registers: () => rateOf(registers.operations, registers.run),
  tile: () => rateOf(tile.operations, tile.run),
};
for (const [name, shape, own] of CASES) {
  turns[`${name} Hillock`] = () => rateOf(own.operations, own.run);
  const theirs = tfjsProduct(...shape);
  turns[`${name} tfjs`] = () => rateOf(own.operations, theirs);
  if (torch) turns[`${name} torch`] = async () => (await torch.ask(shape)).gigaflops;
}
const rates = await takeTurns(turns, ROUNDS);
torch?.close();
const peak = Math.max(rates.registers.best, rates.tile.best);

say(
  `Machine: ${cpus()[0].model}, Node ${process.version}, one thread, float32. GFLOP/s of processor time, the best of ${ROUNDS} rounds in which all take turns. The peak is the larger of two in the same run: 12 chains of multiplications and additions in registers, ${rates.registers.best.toFixed(1)}, and one tile of 4 × 8 over operands in the first cache, ${rates.tile.best.toFixed(1)}.\n`,
);
say(
  "| product (rows × terms × columns) | Hillock | of the peak | median round | tfjs wasm | PyTorch, native |",
);
say("|---|---|---|---|---|---|");
for (const [name] of CASES) {
  const own = rates[`${name} Hillock`];
  const native = rates[`${name} torch`];
  say(
    `| ${name} | ${own.best.toFixed(1)} | ${((100 * own.best) / peak).toFixed(0)} % | ${own.median.toFixed(1)} | ${rates[`${name} tfjs`].best.toFixed(1)} | ${native ? native.best.toFixed(1) : "not installed"} |`,
  );
}
say(`\nTarget: forward 64 × 784 × 128 and 512 × 512 × 512 at ≥ ${100 * TARGET} % of the peak.`);
write();
