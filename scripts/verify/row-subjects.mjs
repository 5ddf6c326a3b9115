// Row functions, and losses with their gradients, beside float64: what kernels give, and what they ought to.
import { functions, sigmoidBinaryCrossEntropy, softmaxCrossEntropy } from "hillock";

const COLUMNS = [1, 2, 3, 5, 10, 33, 64, 65, 100, 1000];
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

const isShare = ({ range: [low, high] }) => low === 0 && high === 1;
/** Shares that grow as fast as their inputs are differences. */
const isQuotient = (f) => isShare(f) && f.derivativeRange[1] < 1;
/** Of a share. */
const isLogarithm = ({ range: [, high] }) => high === 0;

const sum = (list) => list.reduce((a, b) => a + b, 0);
/** Columns of the input for so many of the output. */
const widthOf = (f, columns) => (2 / f.outputColumns(2)) * columns;

/** Of a row function: results, what they ought to be, the size of the terms that each is the sum of, and the rounding that is let pass. */
function* rowForward(f, columns, size) {
  const width = widthOf(f, columns);
  const rows = Math.ceil(ELEMENTS / width);
  const x = drawn(rows * width, size, columns);
  const out = f.forward(x, { columns: width });
  const isDifference = isLogarithm(f) || (isShare(f) && !isQuotient(f));
  const rounding = isDifference ? ROUNDING : 0;
  for (let row = 0; row < rows; row++) {
    const exact = f(x.subarray(row * width, (row + 1) * width));
    for (let i = 0; i < exact.length; i++) yield [out[row * columns + i], exact[i], exact[i], rounding];
  }
}

/** By how much the terms of a diagonal entry, such as s − s² of a quotient or 1 − s of a logarithm, are larger than it is. */
function hiddenOf(f, value, entry) {
  if (isLogarithm(f)) return 2 * (1 - Math.abs(entry));
  return isQuotient(f) ? 2 * (value - Math.abs(entry)) : 0;
}

function* rowBackward(f, columns, size, from = "x") {
  const width = widthOf(f, columns);
  const rows = Math.ceil(PRODUCTS / (width * columns));
  const x = drawn(rows * width, size, columns);
  const gradient = powersOfTwo(rows * columns, columns + 1);
  const out =
    from === "x"
      ? f.backward(gradient, x, { columns: width })
      : f.backwardFromOutput(gradient, f.forward(x, { columns }), { columns });
  for (let row = 0; row < rows; row++) {
    const its = x.subarray(row * width, (row + 1) * width);
    const jacobian = f.jacobian(its);
    const values = f(its);
    const g = gradient.subarray(row * columns, (row + 1) * columns);
    for (let j = 0; j < width; j++) {
      const terms = jacobian.map((line, i) => g[i] * line[j]);
      const size =
        sum(terms.map(Math.abs)) + Math.abs(g[j]) * hiddenOf(f, values[j], jacobian[j % columns][j]);
      yield [out[row * width + j], sum(terms), size, 0];
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
    yield [softmaxCrossEntropy(its, [label], { columns, reduction: "sum" }).loss, exact, exact, ROUNDING];
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
      yield [gradient[row * columns + i], exact, exact, i === labels[row] ? ROUNDING : 0];
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
    yield [loss, exact, exact, ROUNDING];
  }
}

function* binaryBackward(size) {
  const x = drawn(ELEMENTS, size, 3);
  const y = probabilitiesOf(x.length);
  const { gradient } = sigmoidBinaryCrossEntropy(x, y, { reduction: "sum" });
  for (let i = 0; i < x.length; i++) {
    // of the nearer label
    const [left, rest] = x[i] > 0 ? [1 - y[i], logistic(-x[i])] : [y[i], logistic(x[i])];
    yield [gradient[i], x[i] > 0 ? left - rest : rest - left, left + rest, 0];
  }
}

/** Of one row function: what is measured, and results that tell its kernels from others. */
const rowSubject = (f) => ({
  columns: COLUMNS,
  forward: (columns, size) => rowForward(f, columns, size),
  derivative: (columns, size) => rowBackward(f, columns, size),
  ...(f.backwardFromOutput && { output: (columns, size) => rowBackward(f, columns, size, "output") }),
  results(what, columns, size) {
    const x = drawn(widthOf(f, columns), size, columns);
    if (what === "forward") return f.forward(x);
    const gradient = drawn(columns, 1, columns);
    return what === "derivative" ? f.backward(gradient, x) : f.backwardFromOutput(gradient, f.forward(x));
  },
});

/** The same of a loss that is fused with its gradient. */
const lossSubject = (call, columns, forward, derivative) => ({
  columns,
  forward,
  derivative,
  results(what, width, size) {
    const { loss, gradient } = call(drawn(2 * width, size, width), width);
    return what === "forward" ? Float64Array.of(loss) : gradient;
  },
});

/** By name; each measures so many columns and a size of logits. */
export const subjects = new Map([
  ...[...functions.values()].filter((f) => f.kind === "row").map((f) => [f.name, rowSubject(f)]),
  [
    softmaxCrossEntropy.name,
    lossSubject(
      (x, columns) => softmaxCrossEntropy(x, [1, 2], { columns }),
      COLUMNS,
      crossEntropyForward,
      crossEntropyBackward,
    ),
  ],
  [
    sigmoidBinaryCrossEntropy.name,
    lossSubject(
      (x) => sigmoidBinaryCrossEntropy(x, probabilitiesOf(x.length)),
      [1],
      (_, size) => binaryForward(size),
      (_, size) => binaryBackward(size),
    ),
  ],
]);
