import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { countTotals, emitMeasured } from "./counters.ts";
import { emitActivationBackward, type Watch } from "./epilogue.ts";
import { paddedRows } from "./forward.ts";
import { emitTransposedPack } from "./pack.ts";
import {
  type Addresses,
  LANES,
  type LayerAddresses,
  type NetworkPlan,
  padded,
  VECTOR_BYTES,
} from "./plan.ts";
import { emitProduct } from "./product.ts";

/** Gradients of weights and biases, from ∂loss/∂z of the last layer down. Rows that only fill the tile stay apart. */
export function emitBackward(f: FunctionBuilder, plan: NetworkPlan, places: Addresses, watch: Watch): void {
  const rows = paddedRows(f);
  for (let i = plan.layers.length - 1; i >= 0; i--) {
    const layer = plan.layers[i];
    const own = places.layers[i];
    const inputs = padded(layer.inputs);
    const units = padded(layer.units);
    emitProduct(f, {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: 4, term: inputs * 4 },
      b: { address: own.gradient, term: units * 4 },
      c: { address: own.weightGradient, row: units * 4 },
      rows: { count: inputs },
      terms: { local: 0 },
      columns: units,
    });
    emitMeasured(f, watch.measuring, (counting) => {
      if (counting) emitWeightSquares(f, own, inputs * units * 4);
    });
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

/** Apart from the product: what it sums up would not fit into registers beside the tile. */
function emitWeightSquares(f: FunctionBuilder, places: LayerAddresses, bytes: number): void {
  const totals = countTotals(f, places, ["weightSquares"]);
  const at = f.i32(0).setNew("i32");
  const end = f.i32(bytes).setNew("i32");
  totals.reset();
  f.countUp(at, end, LANES * VECTOR_BYTES, () => {
    const gradients = Array.from({ length: LANES }, (_, v) =>
      f
        .get(at)
        .load("v128.load", places.weightGradient + v * VECTOR_BYTES)
        .setNew("v128"),
    );
    totals.squares("weightSquares", gradients);
  });
  totals.flush();
}
