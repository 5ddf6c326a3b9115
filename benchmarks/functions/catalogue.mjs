import { functions, sigmoidBinaryCrossEntropy, softmaxCrossEntropy } from "hillock";
import { dataOf } from "./measure.mjs";
import { race, stopwatch } from "./timing.mjs";

const N = 1_048_576;
/** Of row functions. */
const COLUMNS = 1000;
const NS = 1e6;

const ns = (ms, n) => Number(((ms * NS) / n).toFixed(3));

async function lossCosts(rounds) {
  const { n, own, close } = dataOf({ columns: COLUMNS }, N);
  const labels = Int32Array.from({ length: n / COLUMNS }, (_, row) => row % COLUMNS);
  const y = own.gradient;
  for (let i = 0; i < n; i++) y[i] = i % 2;
  const out = { gradient: own.out };
  const { times } = await race(
    {
      softmaxCrossEntropy: stopwatch(() =>
        softmaxCrossEntropy(own.x, labels, { columns: COLUMNS, probabilities: false, out }),
      ),
      sigmoidBinaryCrossEntropy: stopwatch(() => sigmoidBinaryCrossEntropy(own.x, y, { out })),
    },
    rounds,
  );
  close();
  return Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, { fused: ns(ms, n) }]));
}

/**
 * { name: { forward, backward } }, or { fused } of losses with their gradients; ns an element at 1,048,576 elements; rows of 1,000
 * columns.
 */
export async function catalogueCosts(rounds) {
  const costs = await lossCosts(rounds);
  for (const f of functions.values()) {
    const columns = f.kind === "row" ? COLUMNS : undefined;
    const { n, own, close } = dataOf({ columns }, N);
    const outputs = columns === undefined ? n : (n / columns) * f.outputColumns(columns);
    const [out, gradient] = [own.out.subarray(0, outputs), own.gradient.subarray(0, outputs)];
    const calls =
      columns === undefined
        ? { forward: () => f.forward(own.x, out), backward: () => f.backward(gradient, own.x, own.out) }
        : {
            forward: () => f.forward(own.x, { columns }, out),
            backward: () => f.backward(gradient, own.x, { columns }, own.out),
          };
    const watches = Object.fromEntries(
      Object.entries(calls).map(([direction, call]) => [direction, stopwatch(call)]),
    );
    const { times } = await race(watches, rounds);
    costs[f.name] = { forward: ns(times.forward, n), backward: ns(times.backward, n) };
    close();
  }
  return costs;
}
