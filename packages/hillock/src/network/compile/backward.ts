import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { countTotals } from "./counters.ts";
import { emitActivationBackward, type Watch } from "./epilogue.ts";
import { paddedRows } from "./forward.ts";
import { emitTransposedPack } from "./pack.ts";
import { type Addresses, type NetworkPlan, padded } from "./plan.ts";
import { emitProduct } from "./product.ts";

/** Gradients of weights and biases, from ∂loss/∂z of the last layer down. Rows that only fill the tile stay apart. */
export function emitBackward(f: FunctionBuilder, plan: NetworkPlan, places: Addresses, watch: Watch): void {
  const rows = paddedRows(f);
  for (let i = plan.layers.length - 1; i >= 0; i--) {
    const layer = plan.layers[i];
    const own = places.layers[i];
    const inputs = padded(layer.inputs);
    const units = padded(layer.units);
    const totals = countTotals(f, own, watch.measuring === undefined ? [] : ["weightSquares"]);
    totals.reset();
    emitProduct(f, {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: 4, term: inputs * 4 },
      b: { address: own.gradient, term: units * 4 },
      c: { address: own.weightGradient, row: units * 4 },
      rows: { count: inputs },
      terms: { local: 0 },
      columns: units,
      eachTile: (sums) => {
        if (watch.measuring !== undefined)
          f.get(watch.measuring).if(() => {
            for (const sum of sums) totals.square("weightSquares", sum);
          });
      },
    });
    totals.flush();
    if (i === 0) continue;
    const below = plan.layers[i - 1];
    emitTransposedPack(f, own.weight, places.scratch, inputs, units);
    emitProduct(f, {
      a: { address: own.gradient, row: units * 4, term: 4 },
      b: { address: places.scratch, lines: units },
      c: { address: places.layers[i - 1].gradient, row: inputs * 4 },
      rows: { local: rows },
      terms: { count: layer.units },
      columns: inputs,
    });
    if (below.formula) emitActivationBackward(f, 0, below, below.formula, places.layers[i - 1], watch);
  }
}
