import type { FunctionBuilder } from "../../codegen/wasm/function-builder.ts";
import { emitActivation } from "./activation.ts";
import { columnsOf } from "./chunks.ts";
import type { Measuring } from "./counters.ts";
import { emitPack } from "./pack.ts";
import { type Addresses, LANES, type NetworkPlan, padded } from "./plan.ts";
import { columnsOfProduct, emitProduct } from "./product.ts";
import type { SlopeSources } from "./slopes.ts";
import { ALONE, type Team } from "./team.ts";

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

export interface ForwardOptions {
  readonly measuring?: Measuring | undefined;
  /** For the way back; without them nothing takes the place of pre-activations. */
  readonly slopes?: SlopeSources;
}

/** Pre-activations and activations of all layers; of a row function's the pre-activations only. */
export function emitForward(
  f: FunctionBuilder,
  plan: NetworkPlan,
  places: Addresses,
  { measuring, slopes = [] }: ForwardOptions,
  team: Team = ALONE,
): void {
  const rows = paddedRows(f);
  plan.layers.forEach((layer, i) => {
    const own = places.layers[i];
    const inputStride = padded(layer.inputs) * 4;
    const stride = padded(layer.units) * 4;
    const columns = columnsOf(layer.units, team.share);
    if (columns.from < columns.to) {
      const packed = padded(layer.inputs) * stride > PACKED_FROM;
      if (packed) {
        const to = places.scratch + columns.from * 4 * layer.inputs;
        const width = columns.to - columns.from;
        emitPack(f, own.weight + columns.from * 4, to, layer.inputs, width, stride);
      }
      const product = {
        a: { address: i === 0 ? places.batch : places.layers[i - 1].activation, row: inputStride, term: 4 },
        b: packed ? { address: places.scratch, lines: layer.inputs } : { address: own.weight, term: stride },
        c: { address: own.preActivation, row: stride },
        rows: { local: rows },
        terms: { count: layer.inputs },
        columns: stride / 4,
        start: own.bias,
      };
      emitProduct(f, columnsOfProduct(product, columns));
      if (layer.formula) {
        const source = slopes[i];
        const keptSlope = source?.from === "kept" ? source.slope : undefined;
        emitActivation(f, 0, layer, layer.formula, own, columns, { measuring, keptSlope });
      }
    }
    team.sync(f);
  });
}
