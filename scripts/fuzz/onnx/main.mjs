// Mutations of real ONNX files through the reader: npm run fuzz -- onnx [--mutations N --seed N]
// None may crash with another error than HillockError, take longer than a second, or open any file.
import { createRequire, syncBuiltinESMExports } from "node:module";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { derive, fromOnnx, functions, HillockError, inspectOnnx, summarizeOnnx } from "hillock";
import { mutate, seeds } from "./mutations.mjs";

const HELP = `npm run fuzz -- onnx [--mutations N --seed N]

Spoils ONNX files of several exporters and gives each to the reader; what is read is written again, or has a function
exchanged. It must be read, or refused with a HillockError, within a
second, in bounded memory, and without any other file being opened.

--mutations   how many (default 100000)
--seed        of the random choices (default 1)`;
const fail = (message) => {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
};
function flags() {
  try {
    return parseArgs({
      options: {
        mutations: { type: "string", default: "100000" },
        seed: { type: "string", default: "1" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    return fail(error.message);
  }
}
const values = flags();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const mutations = Number(values.mutations);
const seed = Number(values.seed);
if (!(Number.isInteger(mutations) && mutations > 0))
  fail("--mutations: a whole number of at least 1 is needed.");
if (!Number.isSafeInteger(seed)) fail("--seed: a whole number is needed.");
const SLOWEST_MS = 1000;
const MOST_BYTES = 1.5e9;

const files = seeds();
// from here on every opening of a file is seen
let opened = 0;
const fs = createRequire(import.meta.url)("node:fs");
for (const name of ["openSync", "open", "readFileSync", "readFile", "createReadStream"]) {
  const plain = fs[name];
  fs[name] = (...args) => {
    opened++;
    return plain(...args);
  };
}
syncBuiltinESMExports();

/** Reading, and what is done with what was read. */
const READERS = {
  fromOnnx: (bytes) => fromOnnx(bytes).toOnnx(),
  inspectOnnx: (bytes) => {
    const { activations, swap } = inspectOnnx(bytes);
    const from = activations.find(({ activation }) => activation.kind === "elementwise")?.activation;
    if (from !== undefined) swap([{ from, to: functions.get("gelu") }]);
  },
  summarizeOnnx,
};
const names = Object.keys(READERS);
const random = derive(seed, "mutations of ONNX files");
const bar = new SingleBar({
  format: "{bar} {value}/{total} · {refused} refused, {read} read · slowest {slowest} ms · {eta} s left",
  clearOnComplete: true,
  hideCursor: false,
});
const shown = process.stderr.isTTY;
if (shown) bar.start(mutations, 0, { refused: 0, read: 0, slowest: 0 });
const faults = [];
let [refused, read, slowest] = [0, 0, 0];
let told = Date.now();
for (let i = 0; i < mutations; i++) {
  const { bytes, said } = mutate(files, random);
  const name = names[i % names.length];
  const start = process.cpuUsage();
  try {
    READERS[name](bytes);
    read++;
  } catch (error) {
    if (error instanceof HillockError) refused++;
    else faults.push(`${name}, mutation ${i} (${said}): ${error?.stack ?? error}`);
  }
  const { user, system } = process.cpuUsage(start);
  // of this process: a busy machine is not the reader's fault
  const took = (user + system) / 1000;
  slowest = Math.max(slowest, took);
  if (took > SLOWEST_MS) faults.push(`${name}, mutation ${i} (${said}): ${took.toFixed(0)} ms`);
  if (!shown && Date.now() - told > 10_000) {
    told = Date.now();
    console.error(`${i} of ${mutations}: ${refused} refused, ${read} read, slowest ${slowest.toFixed(0)} ms`);
  }
  if (i % 500 === 0) {
    const { rss } = process.memoryUsage();
    if (rss > MOST_BYTES) faults.push(`mutation ${i}: ${(rss / 1e6).toFixed(0)} MB of memory`);
    if (shown) bar.update(i, { refused, read, slowest: slowest.toFixed(0) });
  }
  if (faults.length > 20) break;
}
if (shown) bar.stop();
if (opened > 0) faults.push(`${opened} files were opened while reading`);
for (const fault of faults) console.error(fault);
console.log(
  `onnx: ${mutations} mutations of ${files.length} files: ${refused} refused, ${read} read, slowest ${slowest.toFixed(0)} ms, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB at the end, ${opened} files opened; ${faults.length} faults`,
);
process.exit(faults.length > 0 ? 1 : 0);
