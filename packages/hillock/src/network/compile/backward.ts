import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { type Columns, columnsOf, overChunks } from "./chunks.ts";
import { countTotals } from "./counters.ts";
import { emitActivationBackward, type Watch } from "./epilogue.ts";
import { paddedRows } from "./forward.ts";
import { emitTransposedPack } from "./pack.ts";
import { type Addresses, type LayerAddresses, type NetworkPlan, padded, VECTOR_BYTES } from "./plan.ts";
import { columnsOfProduct, emitProduct } from "./product.ts";
import type { SlopeSources } from "./slopes.ts";
import { ALONE, type Team } from "./team.ts";

/**
 * Gradients of weights and biases, from ∂loss/∂z of the last layer down: first those of all pre-activations, with the
 * weights that all threads read; then those of the weights, which each thread needs no other for. Rows that only fill
 * the tile stay apart.
 */
export function emitBackward(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  watch: Watch,
  slopes: SlopeSources,
  team: Team = ALONE,
): void {
  const rows = paddedRows(f);
  for (let i = plan.layers.length - 1; i > 0; i--) {
    const { units } = plan.layers[i];
    const below = plan.layers[i - 1];
    const own = places.layers[i];
    const columns = columnsOf(below.units, team.share);
    if (columns.from < columns.to) {
      const shift = columns.from * padded(units) * 4;
      const count = columns.to - columns.from;
      emitTransposedPack(f, own.weight + shift, places.scratch + shift, count, padded(units));
      const product = {
        a: { address: own.gradient, row: padded(units) * 4, term: 4 },
        b: { address: places.scratch, lines: padded(units) },
        c: { address: places.layers[i - 1].gradient, row: padded(below.units) * 4 },
        rows: { local: rows },
        terms: { count: units },
        columns: padded(below.units),
      };
      emitProduct(f, columnsOfProduct(product, columns));
      const source = slopes[i - 1];
      if (below.formula && source)
        emitActivationBackward(f, 0, below, below.formula, places.layers[i - 1], columns, watch, source);
    }
    team.sync(f);
  }
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputs = padded(layer.inputs);
    const stride = padded(layer.units) * 4;
    const columns = columnsOf(layer.units, team.share);
    if (columns.from === columns.to) return;
    const product = {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: 4, term: inputs * 4 },
      b: { address: own.gradient, term: stride },
      c: { address: own.weightGradient, row: stride },
      rows: { count: inputs },
      terms: { local: 0 },
      columns: stride / 4,
    };
    emitProduct(f, columnsOfProduct(product, columns));
    for (let row = layer.inputs; row < inputs; row++)
      emitZeros(f, own.weightGradient + row * stride + columns.from * 4, columns);
    if (watch.measuring)
      f.get(watch.measuring.weights).if(() => emitWeightSquares(f, own, columns, inputs, stride));
  });
}

/** In the gradients of weights from units that only fill a vector: their activation may be other than 0. */
function emitZeros(f: FunctionBuilder, address: number, { from, to }: Columns): void {
  const at = f.i32(0).setNew("i32");
  const end = f.i32((to - from) * 4).setNew("i32");
  f.countUp(at, end, VECTOR_BYTES, () => f.get(at).f32x4(0).store("v128.store", address));
}

/** Apart from the product: what it sums up would not fit into registers beside the tile. */
function emitWeightSquares(
  f: FunctionBuilder,
  places: LayerAddresses,
  columns: Columns,
  inputs: number,
  stride: number,
): void {
  overChunks(f, columns, (chunk) => {
    const totals = countTotals(f, places, ["weightSquares"]);
    const at = f.get(chunk.at).setNew("i32");
    const end = f
      .get(at)
      .i32(inputs * stride)
      .op("i32.add")
      .setNew("i32");
    totals.load(chunk.at);
    f.countUp(at, end, stride, () => {
      const gradients = Array.from({ length: chunk.vectors }, (_, v) =>
        f
          .get(at)
          .load("v128.load", places.weightGradient + v * VECTOR_BYTES)
          .setNew("v128"),
      );
      totals.squares("weightSquares", gradients);
    });
    totals.store();
  });
}
