import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { emitActivation } from "./epilogue.ts";
import { emitPack } from "./pack.ts";
import { type Addresses, LANES, type NetworkPlan, padded } from "./plan.ts";
import { emitProduct } from "./product.ts";

/** Weights of more bytes are laid into panels first: half of a usual second cache. */
const PACKED_FROM = 512 * 1024;

/** Local: rows of the batch, rounded up to the tile. */
export const paddedRows = (f: FunctionBuilder): number =>
  f
    .get(0)
    .i32(LANES - 1)
    .op("i32.add")
    .i32(-LANES)
    .op("i32.and")
    .setNew("i32");

/** Pre-activations and activations of all layers; of a row function's the pre-activations only. */
export function emitForward(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  measuring: number | undefined,
): void {
  const rows = paddedRows(f);
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputStride = padded(layer.inputs) * 4;
    const columns = padded(layer.units);
    const packed = inputStride * columns > PACKED_FROM;
    if (packed) emitPack(f, own.weight, places.scratch, layer.inputs, columns);
    emitProduct(f, {
      a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: inputStride, term: 4 },
      b: packed
        ? { address: places.scratch, lines: layer.inputs }
        : { address: own.weight, term: columns * 4 },
      c: { address: own.preActivation, row: columns * 4 },
      rows: { local: rows },
      terms: { count: layer.inputs },
      columns,
      start: own.bias,
    });
    if (layer.formula) emitActivation(f, 0, layer, layer.formula, own, measuring);
  });
}
