// Runs a folder of WebNN-style JSON cases on the library: npm run conformance -- DIR
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { functions } from "hillock";

const dir = process.argv[2];
if (!dir) {
  console.error("Which folder? Write npm run conformance -- DIR.");
  process.exit(2);
}
const SPECIAL = { NaN: Number.NaN, Infinity, "-Infinity": -Infinity, "-0": -0 };
const toNumber = (v) => (typeof v === "string" ? (SPECIAL[v] ?? Number(v)) : v);
const flat = (data, size) => {
  const list = (Array.isArray(data) ? data.flat(Number.POSITIVE_INFINITY) : [data]).map(toNumber);
  return Float32Array.from({ length: size }, (_, i) => list[list.length === 1 ? 0 : i]);
};
const sizeOf = (shape) => shape.reduce((a, b) => a * b, 1);
/** WebNN's option names, as our parameters. */
const OPTIONS = { leakyRelu: { alpha: "negativeSlope" }, elu: { alpha: "alpha" } };

const bits = new DataView(new ArrayBuffer(4));
const order = (x) => {
  bits.setFloat32(0, x);
  const i = bits.getInt32(0);
  return i < 0 ? -0x80000000 - i : i;
};
const ulp = (a, b) =>
  Number.isNaN(a) && Number.isNaN(b)
    ? 0
    : Number.isNaN(a) || Number.isNaN(b)
      ? Infinity
      : Math.abs(order(a) - order(b));

/** Values of `tensor` stretched to `shape`, as NumPy broadcasts. */
function broadcast(values, from, shape) {
  const missing = shape.length - from.length;
  const own = [...Array(missing).fill(1), ...from];
  return Float32Array.from({ length: sizeOf(shape) }, (_, flatIndex) => {
    let rest = flatIndex;
    let at = 0;
    let stride = 1;
    for (let d = shape.length - 1; d >= 0; d--) {
      const i = rest % shape[d];
      rest = Math.floor(rest / shape[d]);
      at += (own[d] === 1 ? 0 : i) * stride;
      stride *= own[d];
    }
    return values[at];
  });
}

function softmaxOverAxis(f, x, shape, axis) {
  const columns = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const out = new Float32Array(x.length);
  const place = (row, c) => Math.floor(row / inner) * inner * columns + c * inner + (row % inner);
  const rows = x.length / columns;
  const turned = Float32Array.from(
    { length: x.length },
    (_, i) => x[place(Math.floor(i / columns), i % columns)],
  );
  const y = f.forward(turned, { columns });
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[place(r, c)] = y[r * columns + c];
  return out;
}

function run(operator, test) {
  const f = [...functions.values()].find((each) => each.known.webnn === operator);
  if (!f) return undefined;
  const [name] = Object.keys(test.inputs);
  const { shape, data } = test.inputs[name];
  const x = flat(data, sizeOf(shape));
  const options = Object.assign({}, test.arguments, test.options);
  if (f.kind === "row") return softmaxOverAxis(f, x, shape, options.axis ?? shape.length - 1);
  const values = {};
  for (const [option, parameter] of Object.entries(OPTIONS[operator] ?? {}))
    if (options[option] !== undefined) values[parameter] = toNumber(options[option]);
  const second = Object.keys(test.inputs)[1];
  if (second)
    values.slope = broadcast(
      flat(test.inputs[second].data, sizeOf(test.inputs[second].shape)),
      test.inputs[second].shape,
      shape,
    );
  return f.with(values).forward(x);
}

const total = { passed: 0, failed: 0, unsupported: 0 };
let files;
try {
  files = readdirSync(dir)
    .filter((file) => file.endsWith(".json"))
    .sort();
} catch {
  console.error(`There is no folder "${dir}".`);
  process.exit(2);
}
for (const file of files) {
  const suite = JSON.parse(readFileSync(join(dir, file), "utf8"));
  const own = { passed: 0, failed: 0, unsupported: 0 };
  const operator = suite.operator.replace(/_(\w)/g, (_, c) => c.toUpperCase());
  for (const test of suite.cases ?? suite.tests) {
    let verdict = "passed";
    try {
      const actual = run(operator === "linear" ? "(affine)" : operator, test);
      if (actual === undefined) verdict = "unsupported";
      else {
        const target = test.expected.data === undefined ? Object.values(test.expected)[0] : test.expected;
        const expected = flat(target.data, sizeOf(target.shape));
        const { metric, value } = test.tolerance ?? suite.tolerance;
        const worst = expected.reduce(
          (max, e, i) => Math.max(max, metric === "ULP" ? ulp(actual[i], e) : Math.abs(actual[i] - e)),
          0,
        );
        if (!(worst <= value)) {
          verdict = "failed";
          console.log(`  ${file}: ${test.name}: off by ${worst} ${metric}, ${value} allowed`);
        }
      }
    } catch (error) {
      verdict = "failed";
      console.log(`  ${file}: ${test.name}: ${error.message}`);
    }
    own[verdict]++;
    total[verdict]++;
  }
  console.log(
    `${operator.padEnd(14)} ${own.passed} passed, ${own.failed} failed, ${own.unsupported} not supported`,
  );
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.unsupported} not supported`);
process.exitCode = total.failed > 0 ? 1 : 0;
