import { HillockError } from "../errors.ts";
import type { Network } from "../network/network.ts";
import type { History } from "../network/train.ts";
import { straightLayers } from "./straight.ts";

/** One linear layer: weight is units × inputs. */
export interface LinearLayer {
  readonly inputs: number;
  readonly units: number;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** a(z) ≈ slope · z + offset for each unit, from its values at these pre-activations. */
function lineOf(
  f: (z: number) => number,
  at: number,
  reach: number,
): { readonly slope: number; readonly offset: number } {
  const slope = (f(at + reach) - f(at - reach)) / (2 * reach);
  return { slope, offset: f(at) - slope * at };
}

/**
 * The single linear layer that layers `from` to `to` (the latter's weights included, its function not) equal where the
 * functions between are linear over the data; `centres[l][u]` is the mean pre-activation of unit u of layer l, around
 * which its function is taken as a line.
 */
export function equivalentLayer(
  net: Network,
  from: number,
  to: number,
  centres: readonly (readonly number[])[] = [],
): LinearLayer {
  if (!(from >= 0 && from <= to && to < net.layers.length))
    throw new HillockError(
      "invalid-argument",
      `Layers ${from} to ${to} are not layers of this network; it has 0 to ${net.layers.length - 1}.`,
    );
  const parameters = new Map(net.parameters().map(({ name, data }) => [name, data]));
  const read = (name: string): Float64Array => Float64Array.from(parameters.get(name) ?? []);
  const inputs = from === 0 ? net.inputs : net.layers[from - 1].units;
  let weight = read(`${from}.weight`);
  let bias = read(`${from}.bias`);
  for (let l = from; l < to; l++) {
    const { activation: f, units } = net.layers[l];
    if (f.kind === "row")
      throw new HillockError(
        "invalid-argument",
        `${f.name} of layer ${l} acts on a whole row: it is not linear.`,
      );
    for (let u = 0; u < units; u++) {
      const { slope, offset } = lineOf(f, centres[l]?.[u] ?? 0, 1e-3);
      bias[u] = bias[u] * slope + offset;
      for (let k = 0; k < inputs; k++) weight[u * inputs + k] *= slope;
    }
    const above = read(`${l + 1}.weight`);
    const count = net.layers[l + 1].units;
    const next = new Float64Array(count * inputs);
    const nextBias = read(`${l + 1}.bias`);
    for (let v = 0; v < count; v++) {
      for (let u = 0; u < units; u++) {
        const w = above[v * units + u];
        nextBias[v] += w * bias[u];
        for (let k = 0; k < inputs; k++) next[v * inputs + k] += w * weight[u * inputs + k];
      }
    }
    weight = next;
    bias = nextBias;
  }
  return {
    inputs,
    units: net.layers[to].units,
    weight: Float32Array.from(weight),
    bias: Float32Array.from(bias),
  };
}

/** Layers in a row that are one linear map together: those found straight, and the weights of the layer above them. */
export interface Collapsed {
  readonly from: number;
  readonly to: number;
  readonly layer: LinearLayer;
}

/** The single layer for each run of layers that are, or behave as, straight lines over the data; weights as they are now. */
export function collapsedLayers(net: Network, history: History): Collapsed[] {
  const straight = straightLayers(history).flatMap(({ index, stillSo }) => (stillSo ? [index] : []));
  const centres = history.evidence.examine().layers.map(({ units }) => units.map(({ centre }) => centre));
  return straight
    .filter((index) => !straight.includes(index - 1))
    .map((from) => {
      let to = from;
      while (straight.includes(to)) to++;
      return { from, to, layer: equivalentLayer(net, from, to, centres) };
    });
}
