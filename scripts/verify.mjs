// npm run verify [-- NAME … --stride N]: every function and derivative, kernel against the float64 evaluation of the same
// expression, over all 2^32 float32 inputs, row functions and losses over rows of many kinds, on all cores. Writes docs/verify.json and docs/functions.md; cut off, it goes on where it was.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import Table from "cli-table3";
import { Tinypool } from "tinypool";
import { writeFunctionsTable } from "./functions-table.mjs";
import { elementwise } from "./verify/catalogue.mjs";
import { isBeyond, keepResult, partsOf, readResults } from "./verify/results.mjs";
import { rowKernelOf, rowNames, whatOfRows } from "./verify/rows.mjs";
import { boundOf, kernelOf, whatOf } from "./verify/subjects.mjs";

const HELP = `npm run verify [-- NAME … --stride N --threads N --again]

NAME       functions of the catalogue and fused losses; all of them unless given
--stride   every N-th of the 2^32 inputs, N odd; 1 (the default) is all of them, 1009 a sample of seconds
--threads  default: one a core
--again    measure also what docs/verify.json has for these very kernels

Figures that docs/verify.json has for the same kernels, from as many inputs or more, are kept. A run that was cut off goes on
where it was.`;

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        stride: { type: "string", default: "1" },
        threads: { type: "string" },
        again: { type: "boolean", default: false },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
const { values, positionals } = options();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const stride = Number(values.stride);
const threads = Number(values.threads ?? availableParallelism());
/** A function by its own name too, whatever its parameters. */
const names = [...elementwise].flatMap(([name, f]) => [name, f.name]);
const unknown = positionals.filter((name) => !names.includes(name) && !rowNames.includes(name));
const faults = [
  ...unknown.map((name) => `There is no function "${name}".`),
  ...(Number.isInteger(stride) && stride % 2 === 1 && stride > 0
    ? []
    : [`--stride ${values.stride}: a positive odd number is needed.`]),
  ...(Number.isInteger(threads) && threads >= 1 ? [] : [`--threads ${values.threads}: 1 or more is needed.`]),
];
if (faults.length > 0) {
  console.error(`${faults.join("\n")}\n\n${HELP}`);
  process.exit(2);
}

/** The slope from the output is told, not promised: a sample of it will do. */
const strideOf = (what) => (what === "output" ? Math.max(stride, 101) : stride);
const PARTS = stride === 1 ? 128 : 8;
const isChosen = (name) => positionals.length === 0 || positionals.includes(name);
const chosen = [...elementwise].filter(([name, f]) => isChosen(name) || isChosen(f.name));
const chosenRows = rowNames
  .filter(isChosen)
  .flatMap((name) => whatOfRows(name).map((what) => ({ name, what })));
const kept = readResults();
const subjects = chosen
  .flatMap(([name, f]) => whatOf(f).map((what) => ({ name, f, what, kernel: kernelOf(f, what) })))
  .filter(({ name, what, kernel }) => {
    const old = kept[name]?.[what];
    return values.again || old?.kernel !== kernel || old.stride > strideOf(what);
  });

const rowSubjects = chosenRows
  .map(({ name, what }) => ({ name, what, kernel: rowKernelOf(name, what) }))
  .filter(({ name, what, kernel }) => values.again || kept[name]?.[what]?.kernel !== kernel);

const pool = new Tinypool({
  filename: fileURLToPath(new URL("verify/worker.mjs", import.meta.url)),
  minThreads: threads,
  maxThreads: threads,
});
const bar = new SingleBar({
  format: "{bar} {value}/{total} parts · {name} · {eta_formatted} left",
  etaBuffer: 64,
  clearOnComplete: true,
  hideCursor: false,
  linewrap: true,
  gracefulExit: false,
});
const shown = process.stderr.isTTY;
const started = performance.now();
let finished = 0;
if (shown) bar.start(subjects.length * PARTS + rowSubjects.length, 0, { name: "" });

const worse = (a, b, figure, at) => (b[figure] > a[figure] ? [b[figure], b[at]] : [a[figure], a[at]]);
function together(a, b) {
  const [steps, stepsAt] = worse(a, b, "steps", "stepsAt");
  const [ulp, ulpAt] = worse(a, b, "ulp", "ulpAt");
  const both = a.cancelling && b.cancelling;
  const [error, at] = both ? worse(a.cancelling, b.cancelling, "error", "at") : [];
  const cancelling = both
    ? {
        from: Math.min(a.cancelling.from, b.cancelling.from),
        to: Math.max(a.cancelling.to, b.cancelling.to),
        error,
        at,
      }
    : (a.cancelling ?? b.cancelling);
  const absolute = Math.max(a.absolute, b.absolute);
  return {
    steps,
    stepsAt,
    ulp,
    ulpAt,
    absolute,
    edge: a.edge ?? b.edge,
    cancelling,
    inputs: a.inputs + b.inputs,
  };
}

const plain = (x) => (Number.isFinite(x) ? x : String(x));
const figure = (x) => (Number.isFinite(x) ? Number(x.toPrecision(3)) : String(x));

async function measure({ name, f, what, kernel }) {
  const { done, keep, forget } = partsOf(`${name}-${what}-${kernel}-${strideOf(what)}-${PARTS}`);
  if (values.again) for (const part of Object.keys(done)) delete done[part];
  const parts = await Promise.all(
    Array.from({ length: PARTS }, async (_, part) => {
      const result =
        done[part] ?? (await pool.run({ name, what, stride: strideOf(what), part, parts: PARTS }));
      if (!done[part]) keep(part, result);
      finished += 1;
      if (shown) bar.increment({ name });
      return result;
    }),
  );
  const { steps, stepsAt, ulp, ulpAt, absolute, edge, cancelling, inputs } = parts.reduce(together);
  keepResult(name, what, {
    kernel,
    stride: strideOf(what),
    inputs,
    bound: boundOf(f, what),
    steps: plain(steps),
    stepsAt: plain(stepsAt),
    ulp: figure(ulp),
    at: plain(ulpAt),
    absolute: figure(absolute),
    ...(edge !== undefined && { edge }),
    ...(cancelling && {
      cancelling: {
        from: plain(cancelling.from),
        to: plain(cancelling.to),
        error: figure(cancelling.error),
        at: plain(cancelling.at),
      },
    }),
  });
  forget();
  if (!shown) {
    const minutes = (performance.now() - started) / 60_000;
    const left = (minutes / finished) * (subjects.length * PARTS - finished);
    console.error(`${name} ${what}: ${ulp.toFixed(2)} ULP; about ${left.toFixed(0)} min left`);
  }
}

async function measureRows({ name, what, kernel }) {
  const filename = fileURLToPath(new URL("verify/rows.mjs", import.meta.url));
  const { results, ...worst } = await pool.run({ name, what }, { filename });
  const figures = Object.entries(worst).map(([reach, { ulp, cancelling, ...at }]) => [
    reach,
    { ulp: figure(ulp), ...at, ...(cancelling !== undefined && { cancelling: figure(cancelling) }) },
  ]);
  keepResult(name, what, { kernel, results, ...Object.fromEntries(figures) });
  if (shown) bar.increment({ name });
  else
    console.error(
      `${name} ${what}: ${Object.values(worst)
        .map(({ ulp }) => ulp.toFixed(2))
        .join(" and ")} ULP`,
    );
}
await Promise.all([...rowSubjects.map(measureRows), ...subjects.map(measure)]);
bar.stop();
await pool.destroy();
writeFunctionsTable();

const results = readResults();
const table = new Table({
  head: ["function", "", "steps", "ULP", "at x", "where terms cancel", "of 2^−23 of their size", "inputs"],
  style: { head: [], border: [] },
  chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
});
for (const [name, f] of chosen)
  for (const what of whatOf(f)) {
    const { steps, ulp, at, cancelling, inputs } = results[name][what];
    table.push([
      name,
      what,
      steps,
      ulp,
      at,
      cancelling ? `${cancelling.from} … ${cancelling.to}` : "",
      cancelling?.error ?? "",
      inputs,
    ]);
  }
if (chosen.length > 0) console.log(table.toString());

const rowTable = new Table({
  head: ["rows", "", "of", "ULP", "columns", "logits up to", "of 2^−23 of terms that cancel", "results"],
  style: { head: [], border: [] },
  chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
});
for (const { name, what } of chosenRows) {
  const { results: count, narrow, wide } = results[name][what];
  for (const [reach, its] of Object.entries({ "64 columns at most": narrow, more: wide })) {
    if (its === undefined) continue;
    const { ulp, columns, size, cancelling } = its;
    rowTable.push([name, what, reach, ulp, columns, size, cancelling ?? "", count]);
  }
}
if (chosenRows.length > 0) console.log(rowTable.toString());
const over = [...chosen.flatMap(([name, f]) => whatOf(f).map((what) => ({ name, what }))), ...chosenRows]
  .filter(({ name, what }) => what !== "output" && isBeyond(results[name][what]))
  .map(({ name, what }) => `${name} ${what}`);
console.log(
  over.length === 0
    ? "All within the bounds: 1 step from the correctly rounded result where the formula is one primitive, else 2; where terms cancel, 2^−23 of their size."
    : `Beyond the bounds: ${over.join(", ")}.`,
);
