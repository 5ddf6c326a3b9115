import type { LayerAddresses, Total } from "./compile/plan.ts";
import type { Network } from "./network.ts";

/** What one layer did, one number per epoch. */
export interface LayerHistory {
  /** Root mean square of ∂loss/∂z over examples and units. */
  readonly gradientNorm: number[];
  /** Root mean square of ∂loss/∂w over steps and weights. */
  readonly weightGradientNorm: number[];
  /** Share of units through which no example of the epoch got a slope that is not zero. */
  readonly deadShare: number[];
  /** Share of (example, unit) pairs in a flat end of the function. */
  readonly saturatedShare: number[];
  readonly activationMean: number[];
  readonly activationSpread: number[];
  /** Share of activations that are exactly 0. */
  readonly sparsity: number[];
}

export const layerHistories = (net: Network): LayerHistory[] =>
  net.layers.map(() => ({
    gradientNorm: [],
    weightGradientNorm: [],
    deadShare: [],
    saturatedShare: [],
    activationMean: [],
    activationSpread: [],
    sparsity: [],
  }));

export function resetCounters({ engine }: Network): void {
  const { counterStart, counterEnd } = engine.places;
  new Uint8Array(engine.memory.buffer, counterStart, counterEnd - counterStart).fill(0);
}

/** Batches of an epoch that are measured at least, where there are as many; spread evenly. */
const MEASURED_STEPS = 32;

/** Each how many-th batch is measured: more than these would tell nothing new, and cost time. */
export const measureEvery = (rows: number, batchSize: number): number =>
  Math.max(1, Math.floor(rows / batchSize / MEASURED_STEPS));

/** Reads the epoch's counters into the histories. */
export function recordLayers(net: Network, histories: readonly LayerHistory[]): void {
  const { memory, places, measured } = net.engine;
  if (!measured) return;
  const view = new DataView(memory.buffer);
  const rows = view.getUint32(places.measuredRows, true);
  const steps = view.getUint32(places.measuredSteps, true);
  histories.forEach((history, l) => {
    const { units } = net.layers[l];
    const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
    const own: LayerAddresses = places.layers[l];
    const total = (name: Total): number =>
      view.getFloat64(own.totals[name], true) + view.getFloat64(own.totals[name] + 8, true);
    const pairs = rows * units;
    const mean = total("activationSum") / pairs;
    const meanSquare = total("activationSquares") / pairs;
    const masks = new Int32Array(memory.buffer, own.alive, units);
    let alive = 0;
    for (let u = 0; u < units; u++) if (masks[u] !== 0) alive++;
    history.gradientNorm.push(Math.sqrt(total("gradientSquares") / pairs));
    history.weightGradientNorm.push(Math.sqrt(total("weightSquares") / (steps * inputs * units)));
    history.deadShare.push(1 - alive / units);
    history.saturatedShare.push(total("saturated") / pairs);
    history.activationMean.push(mean);
    history.activationSpread.push(Math.sqrt(Math.max(0, meanSquare - mean * mean)));
    history.sparsity.push(total("zeros") / pairs);
  });
}
