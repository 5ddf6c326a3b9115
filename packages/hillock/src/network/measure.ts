import type { LayerAddresses } from "./compile/plan.ts";
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

/** Reads the epoch's counters into the histories. */
export function recordLayers(
  net: Network,
  rows: number,
  batchSize: number,
  histories: readonly LayerHistory[],
): void {
  const { memory, places } = net.engine;
  histories.forEach((history, l) => {
    const { units } = net.layers[l];
    const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
    const own: LayerAddresses = places.layers[l];
    const sum = (address: number): number =>
      new Float32Array(memory.buffer, address, units).reduce((a, b) => a + b, 0);
    const count = (address: number): number =>
      new Int32Array(memory.buffer, address, units).reduce((a, b) => a + b, 0);
    const pairs = rows * units;
    const mean = sum(own.counters.activationSum) / pairs;
    const meanSquare = sum(own.counters.activationSquares) / pairs;
    const alive = new Int32Array(memory.buffer, own.counters.alive, units).reduce(
      (count, mask) => count + (mask === 0 ? 0 : 1),
      0,
    );
    const weightSquares = new DataView(memory.buffer, own.weightSquares).getFloat64(0, true);
    const steps = Math.ceil(rows / batchSize);
    history.gradientNorm.push(Math.sqrt(sum(own.counters.gradientSquares) / pairs));
    history.weightGradientNorm.push(Math.sqrt(weightSquares / (steps * inputs * units)));
    history.deadShare.push(1 - alive / units);
    history.saturatedShare.push(count(own.counters.saturated) / pairs);
    history.activationMean.push(mean);
    history.activationSpread.push(Math.sqrt(Math.max(0, meanSquare - mean * mean)));
    history.sparsity.push(count(own.counters.zeros) / pairs);
  });
}
