import { functions } from "hillock";
import { dataOf } from "./measure.mjs";
import { race, stopwatch } from "./timing.mjs";

const N = 1_048_576;
/** Of row functions. */
const COLUMNS = 1000;
const NS = 1e6;

/** { name: { forward, backward } }, ns an element at 1,048,576 elements; row functions over 1,000 columns. */
export async function catalogueCosts(rounds) {
  const costs = {};
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
    const ns = (ms) => Number(((ms * NS) / n).toFixed(3));
    costs[f.name] = { forward: ns(times.forward), backward: ns(times.backward) };
    close();
  }
  return costs;
}
