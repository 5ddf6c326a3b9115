// npm run verify [-- NAME … --stride N]: every function and derivative, kernel against the float64 evaluation of the same
// expression, over every N-th of all 2^32 float32 inputs, on all cores. Writes docs/verify.json.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import Table from "cli-table3";
import { functions } from "hillock";
import { Tinypool } from "tinypool";

const HELP = `npm run verify [-- NAME … --stride N --threads N]

NAME       functions of the catalogue; all of them unless given
--stride   every N-th of the 2^32 inputs, N odd; 1 is exhaustive (default 1009)
--threads  default: one a core`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stride: { type: "string", default: "1009" },
    threads: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const stride = Number(values.stride);
const threads = Number(values.threads ?? availableParallelism());
const all = [...functions.values()].filter((f) => f.kind === "elementwise").map((f) => f.name);
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0 || !(Number.isInteger(stride) && stride % 2 === 1 && stride > 0) || !(threads >= 1)) {
  console.error(unknown.length > 0 ? `There is no elementwise function "${unknown[0]}".\n${HELP}` : HELP);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : all;

const PARTS = 32;
const pool = new Tinypool({
  filename: fileURLToPath(new URL("verify/worker.mjs", import.meta.url)),
  minThreads: threads,
  maxThreads: threads,
});
const bar = new SingleBar({
  format: "{bar} {value}/{total} parts · {name} · {eta} s left",
  clearOnComplete: true,
  hideCursor: false,
  linewrap: true,
  gracefulExit: false,
});
if (process.stderr.isTTY) bar.start(names.length * 2 * PARTS, 0, { name: "" });
const worse = (a, b) =>
  b.ulp > a.ulp ? { ...b, inputs: a.inputs + b.inputs } : { ...a, inputs: a.inputs + b.inputs };
const measured = await Promise.all(
  names.flatMap((name) =>
    ["forward", "derivative"].map(async (what) => {
      const parts = await Promise.all(
        Array.from({ length: PARTS }, async (_, part) => {
          const result = await pool.run({ name, what, stride, part, parts: PARTS });
          if (process.stderr.isTTY) bar.increment({ name });
          return result;
        }),
      );
      return { name, what, ...parts.reduce(worse) };
    }),
  ),
);
bar.stop();
await pool.destroy();

const path = fileURLToPath(new URL("../docs/verify.json", import.meta.url));
const kept = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
const table = new Table({
  head: ["function", "forward, ULP", "at x", "derivative, ULP", "at x", "inputs"],
  style: { head: [], border: [] },
});
for (const name of names) {
  const [forward, derivative] = ["forward", "derivative"].map((what) => {
    const { ulp, at, inputs } = measured.find((each) => each.name === name && each.what === what);
    return { ulp: Number(ulp.toPrecision(3)), at, inputs };
  });
  kept[name] = { forward, derivative };
  table.push([name, forward.ulp, forward.at, derivative.ulp, derivative.at, forward.inputs]);
}
writeFileSync(path, `${JSON.stringify(Object.fromEntries(Object.entries(kept).sort()), undefined, 2)}\n`);
console.log(table.toString());
