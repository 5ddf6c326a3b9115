// Row functions, and losses with their gradients, beside float64: rows of many lengths, and logits of many sizes.
import { createHash } from "node:crypto";
import { functions, sigmoidBinaryCrossEntropy, softmaxCrossEntropy } from "hillock";
import { unitOf } from "./measure.mjs";

/** Rows up to here have kernels of their own for each length. */
export const NARROW = 64;
const COLUMNS = [1, 2, 3, 5, 10, 33, 64, 65, 100, 1000];
const SIZES = [0.3, 3, 16, 100, 1000];
const ELEMENTS = 400_000;
/** Of Jacobians' entries. */
const PRODUCTS = 1_000_000;
/** Where a result is a difference of float64 sums next to 1, it is as good as these. */
const ROUNDING = 2 ** -50;

/** Numbers from −1 to 1, the same each time. */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}
const drawn = (length, size, seed) => {
  const next = random(seed);
  for (let i = 0; i < 8; i++) next();
  return Float32Array.from({ length }, () => next() * size);
};

/** Gradients whose products are not rounded: ±1 to ±1/8. */
const powersOfTwo = (length, seed) =>
  drawn(length, 4, seed).map((g) => Math.sign(g) * 2 ** -Math.floor(Math.abs(g)));

const sum = (list) => list.reduce((a, b) => a + b, 0);
const isRow = (f) => f !== undefined && f.kind === "row";
const widthOf = (f, columns) => (f.name === "glu" ? 2 * columns : columns);

/** Of a row function: results, and what they ought to be, each with the size of the terms that it is the sum of. */
function* rowForward(f, columns, size) {
  const width = widthOf(f, columns);
  const rows = Math.ceil(ELEMENTS / width);
  const x = drawn(rows * width, size, columns);
  const out = f.forward(x, { columns: width });
  for (let row = 0; row < rows; row++) {
    const exact = f(x.subarray(row * width, (row + 1) * width));
    for (let i = 0; i < exact.length; i++) yield [out[row * columns + i], exact[i], exact[i]];
  }
}

/** By how much the terms of a diagonal entry, such as s − s², are larger than it is. */
const HIDDEN = {
  softmax: (s) => 2 * s * s,
  softmin: (s) => 2 * s * s,
  logSoftmax: (log) => 2 * Math.exp(log),
};

function* rowBackward(f, columns, size) {
  const width = widthOf(f, columns);
  const rows = Math.ceil(PRODUCTS / (width * columns));
  const x = drawn(rows * width, size, columns);
  const gradient = powersOfTwo(rows * columns, columns + 1);
  const out = f.backward(gradient, x, { columns: width });
  for (let row = 0; row < rows; row++) {
    const its = x.subarray(row * width, (row + 1) * width);
    const jacobian = f.jacobian(its);
    const hidden = HIDDEN[f.name];
    const values = hidden ? f(its) : [];
    const g = gradient.subarray(row * columns, (row + 1) * columns);
    for (let j = 0; j < width; j++) {
      const terms = jacobian.map((line, i) => g[i] * line[j]);
      const size = sum(terms.map(Math.abs)) + (hidden ? Math.abs(g[j]) * hidden(values[j]) : 0);
      yield [out[row * width + j], sum(terms), size];
    }
  }
}

const logSoftmax = functions.get("logSoftmax");

function* crossEntropyForward(columns, size) {
  const rows = Math.ceil(Math.min(ELEMENTS / columns, 20_000));
  const x = drawn(rows * columns, size, columns);
  for (let row = 0; row < rows; row++) {
    const its = x.subarray(row * columns, (row + 1) * columns);
    const label = row % columns;
    const exact = -logSoftmax(its)[label];
    yield [softmaxCrossEntropy(its, [label], { columns, reduction: "sum" }).loss, exact, exact];
  }
}

function* crossEntropyBackward(columns, size) {
  const rows = Math.ceil(ELEMENTS / columns);
  const x = drawn(rows * columns, size, columns);
  const labels = Int32Array.from({ length: rows }, (_, row) => row % columns);
  const { gradient } = softmaxCrossEntropy(x, labels, { columns, reduction: "sum" });
  for (let row = 0; row < rows; row++) {
    const logs = logSoftmax(x.subarray(row * columns, (row + 1) * columns));
    for (let i = 0; i < columns; i++) {
      const exact = i === labels[row] ? Math.expm1(logs[i]) : Math.exp(logs[i]);
      yield [gradient[row * columns + i], exact, exact];
    }
  }
}

/** Labels of 0, 1 and between. */
const probabilitiesOf = (length) => drawn(length, 1, 7).map((p, i) => (i % 3 === 2 ? Math.abs(p) : i % 3));
const logistic = (x) => 1 / (1 + Math.exp(-x));

function* binaryForward(size) {
  const x = drawn(20_000, size, 3);
  const y = probabilitiesOf(x.length);
  for (let i = 0; i < x.length; i++) {
    const linear = x[i] > 0 ? x[i] * (1 - y[i]) : -x[i] * y[i];
    const exact = linear + Math.log1p(Math.exp(-Math.abs(x[i])));
    const { loss } = sigmoidBinaryCrossEntropy(x.subarray(i, i + 1), y.subarray(i, i + 1));
    yield [loss, exact, exact];
  }
}

function* binaryBackward(size) {
  const x = drawn(ELEMENTS, size, 3);
  const y = probabilitiesOf(x.length);
  const { gradient } = sigmoidBinaryCrossEntropy(x, y, { reduction: "sum" });
  for (let i = 0; i < x.length; i++) {
    // of the nearer label
    const [left, rest] = x[i] > 0 ? [1 - y[i], logistic(-x[i])] : [y[i], logistic(x[i])];
    yield [gradient[i], x[i] > 0 ? left - rest : rest - left, left + rest];
  }
}

/** What is measured by name: for so many columns and a size of logits, results beside exact ones. */
const subjects = new Map([
  ...[...functions.values()].filter(isRow).map((f) => [
    f.name,
    {
      forward: (columns, size) => rowForward(f, columns, size),
      derivative: (columns, size) => rowBackward(f, columns, size),
    },
  ]),
  ["softmaxCrossEntropy", { forward: crossEntropyForward, derivative: crossEntropyBackward }],
  [
    "sigmoidBinaryCrossEntropy",
    { forward: (_, size) => binaryForward(size), derivative: (_, size) => binaryBackward(size) },
  ],
]);
export const rowNames = [...subjects.keys()];
export const WHAT = ["forward", "derivative"];

const isElementwise = (name) => name === "sigmoidBinaryCrossEntropy";
/** Of softmax no rounding hides a small probability. */
const roundingOf = (name, what) => (what === "forward" && /^soft(max|min)$/.test(name) ? 0 : ROUNDING);

/** Terms cancel where together they are this many times as large as their sum. */
const CANCELLING = 1.5;
/** Units of the last place within which a result is at most two steps away. */
export const ALLOWED = 2.5;

/**
 * The worst of a row function or a loss: in units of the last place and, of results further away whose terms cancel, over
 * 2^−23 of the terms' size.
 */
export default function measureRows({ name, what }) {
  const rounding = roundingOf(name, what);
  const worst = {};
  let results = 0;
  for (const columns of isElementwise(name) ? [1] : COLUMNS)
    for (const size of SIZES) {
      const reach = columns <= NARROW ? "narrow" : "wide";
      worst[reach] ??= { ulp: 0, columns, size };
      for (const [got, exact, terms] of subjects.get(name)[what](columns, size)) {
        results++;
        const error = Math.abs(got - exact);
        if (error <= rounding) continue;
        const ulp = Number.isFinite(error) ? error / unitOf(Math.fround(exact)) : Infinity;
        const its = worst[reach];
        if (ulp > ALLOWED && terms > CANCELLING * Math.abs(exact))
          its.cancelling = Math.max(its.cancelling ?? 0, error / terms / 2 ** -23);
        else if (ulp > its.ulp) Object.assign(its, { ulp, columns, size });
      }
    }
  return { ...worst, results };
}

/** A figure holds for kernels with these very results. */
export function rowKernelOf(name, what) {
  const hash = createHash("sha256");
  const f = functions.get(name);
  for (const columns of [3, 10, 64, 65, 1000])
    for (const size of [3, 100]) {
      const x = drawn(2 * columns, size, columns);
      const g = drawn(columns, 1, columns);
      if (isRow(f)) {
        const width = widthOf(f, columns);
        const its = x.subarray(0, width);
        hash.update(what === "forward" ? f.forward(its) : f.backward(g, its));
      } else if (name === "softmaxCrossEntropy") {
        const { loss, gradient } = softmaxCrossEntropy(x, [1, 2], { columns });
        hash.update(what === "forward" ? Float64Array.of(loss) : gradient);
      } else {
        const { loss, gradient } = sigmoidBinaryCrossEntropy(x, probabilitiesOf(x.length));
        hash.update(what === "forward" ? Float64Array.of(loss) : gradient);
      }
    }
  return hash.digest("hex").slice(0, 12);
}
