import { functions } from "hillock";
import { elementwiseModule, RUN } from "../../../packages/hillock/dist/codegen/elementwise.js";
import { programOf } from "../../../packages/hillock/dist/codegen/program.js";
import { unrollFor } from "../../../packages/hillock/dist/codegen/unroll.js";
import { lower } from "../../../packages/hillock/dist/expression/lower/lower.js";
import { withFixedParameters } from "../../../packages/hillock/dist/functions/fixed.js";
import { inputs, race, stopwatch } from "../timing.mjs";

const CHOICES = [1, 2, 3, 4, 6, 8];
const N = 16_384;
const [X, OUT] = [0, 4 * N + 256];

/** What the rule for the number of vectors in flight loses against the best number. */
export const title = "Vectors in flight: the best number beside the rule's";
export const columns = ["best", "chosen"];

export async function* measure({ rounds }) {
  const memory = new WebAssembly.Memory({ initial: 3 });
  new Float32Array(memory.buffer, X, N).set(inputs(N));
  for (const f of functions.values()) {
    if (f.kind !== "elementwise" || f.learnable.length > 0) continue;
    for (const [name, root] of [
      [f.name, f.formula],
      [`${f.name}′`, f.derivativeFormula],
    ]) {
      const formula = lower(withFixedParameters(root, f.parameters, f.learnable));
      const watch = (unroll) => {
        const bytes = elementwiseModule({ formula, arrays: [], scalars: [], unroll }).toBytes();
        const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
        return stopwatch(() => void instance.exports[RUN](X, OUT, N));
      };
      const watches = Object.fromEntries(CHOICES.map((unroll) => [unroll, watch(unroll)]));
      const { times } = await race(watches, Math.min(rounds, 3));
      const best = CHOICES.toSorted((a, b) => times[a] - times[b])[0];
      const chosen = unrollFor(programOf([formula]), 1);
      yield { name: `${name}: ${best}, ${chosen}`, n: N, times: [times[best], times[chosen]] };
    }
  }
}
