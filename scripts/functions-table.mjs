// npm run docs:functions: docs/functions.md from the definitions, and from the figures that verify and bench wrote.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { equations, functions } from "hillock";

const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const verified = existsSync(`${docs}verify.json`)
  ? JSON.parse(readFileSync(`${docs}verify.json`, "utf8"))
  : {};

const end = (x) =>
  x === Infinity ? "∞" : x === -Infinity ? "−∞" : String(Number(x.toPrecision(6))).replace("-", "−");
const interval = ([low, high]) =>
  `${low === -Infinity ? "(" : "["}${end(low)}, ${end(high)}${high === Infinity ? ")" : "]"}`;
const cell = (text) => String(text ?? "–").replaceAll("|", "\\|");
const row = (cells) => `| ${cells.map(cell).join(" | ")} |`;
const error = (figure) => (figure ? `${figure.ulp} at ${figure.at}` : "not measured");

/** The table as text; a test compares it with the file, so that it cannot go stale. */
export function functionsTable() {
  const all = [...functions.values()];
  const head = [
    "name",
    "f(x)",
    "range",
    "f′ range",
    "at kinks",
    "PyTorch",
    "Keras",
    "ONNX",
    "WebNN",
    "error of f, ULP",
    "error of f′, ULP",
  ];
  const rows = all.map((f) => [
    `\`${f.name}\``,
    `\`${equations(f).value}\``,
    interval(f.range),
    interval(f.derivativeRange),
    f.kinkConvention,
    f.known.pytorch,
    f.known.keras,
    f.known.onnx,
    f.known.webnn,
    f.kind === "row" ? "–" : error(verified[f.name]?.forward),
    f.kind === "row" ? "–" : error(verified[f.name]?.derivative),
  ]);
  return `# Every activation function

Written by \`npm run docs:functions\` from the definitions. The errors are the largest, in units of the last place of float32 against the float64 evaluation of the same expression, that \`npm run verify\` found over every N-th of all 2^32 inputs (docs/verify.json says how many), with the input where they stand. Near a zero away from the origin, where terms cancel, they grow without bound; so they do where rounding in float32 before a steep function is magnified (the cube in \`geluTanh\`) and where an intermediate result is subnormal (the far tails of \`gelu\` and \`mish\`).

${row(head)}
${row(head.map(() => "---"))}
${rows.map(row).join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(`${docs}functions.md`, functionsTable());
