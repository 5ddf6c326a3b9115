import { type Activation, type History, type LayerOutputs, layerOutputs, type Network } from "hillock";
import { type CurvesFrame, type LayerFrame, UNIT } from "./frame.ts";

const BINS = 28;
/** A unit counts as saturated where this share of the examples lies in a flat end of its function. */
const SATURATED_SHARE = 0.9;
const MOST_POINTS = 400;

function histogramOf(values: Float32Array): Pick<LayerFrame, "histogram" | "low" | "high"> {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const histogram = new Float32Array(BINS);
  if (!(low <= high)) return { histogram, low: Number.NaN, high: Number.NaN };
  const width = high - low || 1;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(BINS - 1, Math.floor((BINS * (value - low)) / width));
    histogram[bin] = (histogram[bin] ?? 0) + 1 / values.length;
  }
  return { histogram, low, high };
}

function statesOf(
  f: Activation,
  { preActivation }: LayerOutputs,
  units: number,
  alive: Uint8Array | undefined,
): Uint8Array {
  const states = new Uint8Array(units);
  if (f.kind === "row") return states;
  const rows = preActivation.length / units;
  const { saturatedBelow, saturatedAbove } = f.tails;
  for (let u = 0; u < units; u++) {
    let [flat, slopes] = [0, 0];
    for (let r = 0; r < rows; r++) {
      const z = preActivation[r * units + u] ?? 0;
      if (z < saturatedBelow || z > saturatedAbove) flat++;
      if (alive === undefined && f.derivative(z) !== 0) slopes++;
    }
    const dead = alive === undefined ? slopes === 0 : alive[u] === 0;
    states[u] = dead ? UNIT.dead : flat >= SATURATED_SHARE * rows ? UNIT.saturated : UNIT.alive;
  }
  return states;
}

/** Every layer with these weights over these examples; `epoch` is the one that the weights stand after. */
export function layersOf(
  net: Network,
  sample: Float32Array,
  history: History | undefined,
  epoch: number,
): LayerFrame[] {
  return layerOutputs(net, sample).map((outputs, l) => {
    const layer = net.layers[l];
    if (!layer) throw new Error(`There is no layer ${l}.`);
    const alive = history?.evidence.alive[l]?.[epoch - 1];
    return {
      name: layer.activation.name,
      units: layer.units,
      states: statesOf(layer.activation, outputs, layer.units, alive),
      ...histogramOf(outputs.activation),
      gradient: history?.layers[l]?.gradientNorm[epoch - 1] ?? Number.NaN,
    };
  });
}

/** The history's curves, thinned; the last epoch is always there. */
export function curvesOf(history: History | undefined, layers: number): CurvesFrame {
  const length = history?.trainLoss.length ?? 0;
  const stride = Math.max(1, Math.ceil(length / MOST_POINTS));
  const chosen: number[] = [];
  for (let i = length - 1; i >= 0; i -= stride) chosen.push(i);
  chosen.reverse();
  const take = (values: readonly number[] | undefined): Float64Array =>
    Float64Array.from(chosen, (i) => values?.[i] ?? Number.NaN);
  return {
    epochs: Float64Array.from(chosen, (i) => i + 1),
    trainLoss: take(history?.trainLoss),
    validationLoss: take(history?.validationLoss),
    gradients: Array.from({ length: layers }, (_, l) => take(history?.layers[l]?.gradientNorm)),
  };
}
