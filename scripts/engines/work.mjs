// What every engine computes, Node's and those of browsers: digests of bits, by what is computed and by name.
import { activation, allocate, dense, functions, network, sigmoid, softmax, threads, train } from "hillock";

const N = 65_536;
const WIDTHS = [8, 256];
const FORMULAS = [
  "x * tanh(ln(1 + exp(x)))",
  "sin(x) * exp(-x^2)",
  "x^3 / (1 + abs(x)^1.7)",
  "erf(x) + atan(x)",
];
const ROWS = 200;
const INPUTS = 4;

/** FNV-1a over the bytes; what bits a NaN has is left to processors. */
function digest(values) {
  const numbers = values.map((value) => (Number.isNaN(value) ? Number.NaN : value));
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(numbers.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

/** Float32 of every sign and exponent, infinite ones and NaN. */
function everyExponent() {
  const bits = Uint32Array.from({ length: N }, (_, i) => Math.imul(i, 65_537));
  return new Float32Array(bits.buffer);
}

function problem() {
  const inputs = Float32Array.from({ length: ROWS * INPUTS }, (_, i) => ((i * 37) % 97) / 48 - 1);
  const labels = Int32Array.from({ length: ROWS }, (_, r) => {
    const [a, b, c] = inputs.subarray(r * INPUTS);
    return Number(a + b > 0) + Number(c > 0.5);
  });
  return { inputs, labels };
}

async function trained(f) {
  const layers = [dense(16, f), dense(8, f), dense(3, softmax)];
  const net = network({ inputs: INPUTS, layers, seed: 1 });
  const { trainLoss } = await train(net, problem(), { epochs: 30, optimizer: "adam", batchSize: 32 });
  return digest(Float64Array.from(trainLoss));
}

/** On two threads, or the message that says why there are none. */
async function onThreads() {
  const x = allocate(4 * N);
  x.set(everyExponent());
  try {
    const pool = await threads(2);
    const bits = digest(sigmoid.forward(x).slice());
    pool.close();
    return bits;
  } catch (error) {
    return error.message;
  }
}

const named = (entries, of) => Object.fromEntries(entries.map(([name, f]) => [name, of(f)]));

export async function compute() {
  const x = everyExponent();
  const gradient = x.map((_, i) => 1 + (i % 7) / 8);
  const logits = x.map((value) => (Math.abs(value) < 1e4 ? value : 0.5));
  const elementwise = [...functions].filter(([, f]) => f.kind === "elementwise");
  const rows = [...functions].filter(([, f]) => f.kind === "row");
  const trainings = {};
  for (const [name, f] of elementwise) trainings[name] = await trained(f);
  const overRows = (of) => WIDTHS.map((columns) => digest(of({ columns }))).join(" ");
  return {
    values: {
      ...named(elementwise, (f) => digest(f.forward(x))),
      ...named(rows, (f) => overRows((options) => f.forward(logits, options))),
    },
    gradients: {
      ...named(elementwise, (f) => digest(f.backward(gradient, x))),
      ...named(rows, (f) =>
        overRows((options) =>
          f.backward(gradient.subarray(0, f.forward(logits, options).length), logits, options),
        ),
      ),
    },
    "ranges, kinks, tails and means": named(elementwise, (f) =>
      JSON.stringify([f.range, f.derivativeRange, f.kinks, f.tails, f.meanSquare]),
    ),
    formulas: Object.fromEntries(FORMULAS.map((text) => [text, digest(activation("f", text).forward(x))])),
    trainings,
    "two threads": { sigmoid: await onThreads() },
  };
}
