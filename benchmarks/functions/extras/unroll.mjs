import { functions } from "hillock";
import { elementwiseModule, RUN } from "../../../packages/hillock/dist/codegen/elementwise.js";
import { programOf } from "../../../packages/hillock/dist/codegen/program.js";
import { FEWEST_BYTES } from "../../../packages/hillock/dist/codegen/tables/room.js";
import { tableSupport } from "../../../packages/hillock/dist/codegen/tables/support.js";
import { unrollFor } from "../../../packages/hillock/dist/codegen/unroll.js";
import { loweredFor } from "../../../packages/hillock/dist/functions/define.js";
import { withFixedParameters } from "../../../packages/hillock/dist/functions/fixed.js";
import { inputs, race, stopwatch } from "../timing.mjs";

const CHOICES = [1, 2, 3, 4, 5, 6, 8, 16];
const N = 16_384;
const [X, OUT] = [FEWEST_BYTES, FEWEST_BYTES + 4 * N + 256];

/** What the rule for the number of vectors in flight loses against the best number. */
export const title = "Vectors in flight: the best number beside the rule's";
export const columns = ["best", "chosen"];

export async function* measure({ rounds }) {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(OUT / 65_536) + 3 });
  new Float32Array(memory.buffer, X, N).set(inputs(N));
  for (const f of functions.values()) {
    if (f.kind !== "elementwise" || f.learnable.length > 0) continue;
    for (const [name, root] of [
      [f.name, f.formula],
      [`${f.name}′`, f.derivativeFormula],
    ]) {
      const formula = loweredFor(withFixedParameters(root, f.parameters, f.learnable), f.parameters);
      const watch = (unroll) => {
        const { module, prepare } = elementwiseModule({
          formula,
          arrays: [],
          scalars: [],
          unroll,
          support: tableSupport,
        });
        prepare(memory);
        const bytes = module.toBytes();
        const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
        return stopwatch(() => void instance.exports[RUN](X, OUT, N));
      };
      const watches = Object.fromEntries(CHOICES.map((unroll) => [unroll, watch(unroll)]));
      const { times } = await race(watches, Math.min(rounds, 3));
      const best = CHOICES.toSorted((a, b) => times[a] - times[b])[0];
      const chosen = unrollFor(programOf([formula], false, tableSupport.rules), 1);
      yield { name: `${name}: ${best}, ${chosen}`, n: N, times: [times[best], times[chosen]] };
    }
  }
}
