// npm run docs:functions: docs/functions.md from the definitions, and from the figures that verify and bench wrote.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dense, equations, functions, losses, network, ranges } from "hillock";
import { slopeSourcesOf } from "../packages/hillock/dist/network/compile/slopes.js";
import { withParameters } from "./verify/catalogue.mjs";
import { isBeyond } from "./verify/results.mjs";
import { rowKernelOf, SIZES, WHAT } from "./verify/rows.mjs";
import { kernelOf } from "./verify/subjects.mjs";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const readJson = (name) =>
  existsSync(`${docs}${name}`) ? JSON.parse(readFileSync(`${docs}${name}`, "utf8")) : {};

const number = (x) => String(Number(Number(x).toPrecision(6))).replace("-", "−");
const cell = (text) => String(text ?? "–").replaceAll("|", "\\|");
const row = (cells) => `| ${cells.map(cell).join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Figures of `verify` that hold for today's kernels; others say so. */
function errorOf(f, what, verified, name = f.name) {
  const figure = verified[name]?.[what];
  if (!figure) return "not measured";
  const isElementwise = f.kind === "elementwise";
  const kernel = isElementwise ? kernelOf(f, what) : rowKernelOf(f.name, what);
  const stale = figure.kernel === kernel ? "" : " (of an older kernel)";
  if (!isElementwise) return `${rowError(figure)}${stale}`;
  const near = figure.cancelling;
  const cancelling = near
    ? `; for x in [${number(near.from)}, ${number(near.to)}], where terms cancel, ${near.error} × 2⁻²³ of their size`
    : "";
  const edge = figure.edge === undefined ? "" : `; at ${figure.edge}, next to the kink, the other side's`;
  return `${figure.ulp} at ${figure.at === 0 ? 0 : number(figure.at)}${cancelling}${edge}${stale}`;
}

/** Of short rows and of long ones. */
function rowError({ narrow, wide }) {
  const shown = ({ ulp, cancelling }) =>
    `${ulp}${cancelling === undefined ? "" : `, and where terms cancel ${cancelling} × 2⁻²³ of their size`}`;
  return wide ? `${shown(narrow)}; of more than 64 columns ${shown(wide)}` : shown(narrow);
}

/** Far out the form from the output has no digits left: what counts is the error itself. */
function outputErrorOf(f, verified, name = f.name) {
  const figure = verified[name]?.output;
  return `${errorOf(f, "output", verified, name)}${figure?.absolute ? `; ${figure.absolute} absolute` : ""}`;
}

function cost(f, costs) {
  const its = costs[f.name];
  if (!its) return "–";
  return its.fused ? `${its.fused} together` : `${its.forward} / ${its.backward}`;
}

/** How much of the inputs was looked at, in words. */
function extent(verified, all) {
  const strides = all
    .filter((f) => f.kind === "elementwise")
    .flatMap((f) => ["forward", "derivative"].map((what) => verified[f.name]?.[what]?.stride))
    .filter((stride) => stride !== undefined);
  const most = Math.max(...strides);
  if (most === 1) return "all 2^32 inputs";
  return Math.min(...strides) === 1
    ? `all 2^32 inputs or one in ${most} of them (docs/verify.json says which)`
    : `one in ${most} of all 2^32 inputs`;
}

/** Which functions are beyond the bounds. */
function beyondOf(verified, all) {
  const beyond = [...all.map(({ name }) => name), ...withParameters.keys()].flatMap((name) =>
    WHAT.filter((what) => verified[name]?.[what] && isBeyond(verified[name][what])).map(
      (what) => `\`${name}\`${what === "derivative" ? "′" : ""}`,
    ),
  );
  return beyond.length === 0
    ? "No function and no derivative is beyond that."
    : `Beyond that: ${beyond.join(", ")}.`;
}

/** Results of row functions and losses that were measured. */
const millions = (verified, all) =>
  Math.round(
    all
      .filter((f) => f.kind !== "elementwise")
      .flatMap((f) => ["forward", "derivative"].map((what) => verified[f.name]?.[what]?.results ?? 0))
      .reduce((a, b) => a + b, 0) / 1e6,
  );

/** The document as text; a test compares it with the file, so that it cannot go stale. */
export function functionsTable() {
  const all = [...functions.values(), ...losses.values()];
  const verified = readJson("verify.json");
  const costs = readJson("benchmarks/functions.json");
  const properties = table(
    ["name", "f(x)", "range", "f′ range", "at kinks", "PyTorch", "Keras", "ONNX", "WebNN"],
    all.map((f) => [
      `\`${f.name}\``,
      `\`${equations(f).value}\``,
      ranges(f).value,
      ranges(f).derivative,
      f.kinkConvention,
      f.known.pytorch,
      f.known.keras,
      f.known.onnx,
      f.known.webnn,
    ]),
  );
  const figures = table(
    [
      "name",
      "error of f, ULP",
      "error of f′, ULP",
      "error of f′ from the output, ULP",
      "ns an element, f / f′",
    ],
    all.map((f) => [
      `\`${f.name}\``,
      errorOf(f, "forward", verified),
      errorOf(f, "derivative", verified),
      f.outputDerivativeFormula || f.backwardFromOutput ? outputErrorOf(f, verified) : "–",
      cost(f, costs),
    ]),
  );
  const others = table(
    ["function", "error of f, ULP", "error of f′, ULP", "error of f′ from the output, ULP"],
    [...withParameters].map(([name, f]) => [
      name,
      errorOf(f, "forward", verified, name),
      errorOf(f, "derivative", verified, name),
      f.outputDerivativeFormula ? outputErrorOf(f, verified, name) : "–",
    ]),
  );
  return `# Every activation function

Written by \`npm run docs:functions\` from the definitions, from docs/verify.json (\`npm run verify\`) and from docs/benchmarks/functions.json (\`npm run bench -- functions\`).

${properties}

A bound in a square bracket is a value of the function, one in a round bracket only a limit: of exact values, that is; in float32 a sigmoid rounds to 1 from 17.34 on. Row functions are given rows of two finite numbers and more.

## Errors and cost

Errors are the largest over ${extent(verified, all)}, with the input where they stand, in units of the last place of the float32 next to the exact value: below 1.5 a result is the correctly rounded one or its neighbour, below 2.5 at most two away. The reference is the float64 evaluation of the same expression. Where terms cancel and the sum crosses zero away from the origin, no float32 computation can hold a relative bound: for inputs in the interval named whose result is more than ${"2"} units away, the error is given against the size of the terms that cancel, Σ|terms| of the sums at the top of the expression, and at most 2⁻²³ of it is allowed.

Of row functions and losses, whose inputs no one can count, the errors are those of ${millions(verified, all)} million results: of rows of 1 to 1,000 columns, with logits up to ${SIZES.join(", ")}. Their f′ are the gradients that come out for powers of two as the gradients that go in, and terms of diag(s) − s sᵀ cancel, too; next to a probability of 1 a logarithm is as good as a float64 sum.

${beyondOf(verified, all)} Shaders are within two steps of the arithmetic that networks use, but take sin(a · x) for 0 where |a · x| is above 100,000.

The slope from the output, \`backwardFromOutput\`, need not keep the input but has no digits left where the output saturates: its error stands beside the exact one. Training takes it where it saves much work: for ${trainedFromOutput()}. Cost is at 1,048,576 elements, one thread.

${figures}

## With other parameters

Those figures are of the parameters that a function has unless others are given. Kernels take parameters as float32 numbers. Where one multiplies x under an exponential or a sine, what the rounding of the product loses is kept, so that the same bounds hold; but beyond |a · x| = 100,000 the sine is that of the rounded product.

${others}
`;
}

/** Functions whose training takes f′ from the output. */
function trainedFromOutput() {
  const names = [...functions.values()].filter((f) => {
    if (f.kind !== "elementwise") return false;
    const { plan } = network({ inputs: 1, layers: [dense(1, f), dense(1, f)] }).engine;
    return slopeSourcesOf(plan)[0]?.from === "activation";
  });
  return names.map((f) => f.name).join(", ");
}

/** Whoever writes figures that the table shows writes it too. */
export const writeFunctionsTable = () => writeFileSync(`${docs}functions.md`, functionsTable());

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFunctionsTable();
