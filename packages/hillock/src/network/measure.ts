import { isAlive, SQUARED_MULTIPLE } from "./compile/counters.ts";
import { chunksOf, SETTLED, TOTALS_STRIDE } from "./compile/plan.ts";
import type { Network } from "./network.ts";

/** What one layer did, one number per epoch; of the rows that are measured, see `measureEvery`. */
export interface LayerHistory {
  /** Root mean square of ∂loss/∂z over examples and units. */
  readonly gradientNorm: number[];
  /** Root mean square of ∂loss/∂w over steps and weights. */
  readonly weightGradientNorm: number[];
  /** Share of units through which no example of the epoch, measured or not, got a slope that is not zero. */
  readonly deadShare: number[];
  /** Share of (example, unit) pairs in a flat end of the function. */
  readonly saturatedShare: number[];
  readonly activationMean: number[];
  readonly activationSpread: number[];
  /** Share of activations that are exactly 0. */
  readonly sparsity: number[];
}

const USUAL_INTERVAL = 8;
const FEW_ROWS = 200;

/** Of how many rows of an epoch one is measured: of few rows more of them, so that the figures mean something. */
export const usualInterval = (rows: number): number =>
  Math.min(USUAL_INTERVAL, Math.max(1, Math.floor(rows / FEW_ROWS)));

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
  engine.views().bytes.fill(0, counterStart, counterEnd);
}

/** Reads the epoch's counters into the histories. */
export function recordLayers(net: Network, histories: readonly LayerHistory[]): void {
  const { places, measured } = net.engine;
  if (!measured) return;
  net.engine.run.settle?.();
  const view = net.engine.views().data;
  const rows = view.getUint32(places.measuredRows, true);
  const steps = view.getUint32(places.measuredSteps, true);
  for (let l = 0; l < histories.length; l++) {
    const history = histories[l];
    const { units } = net.layers[l];
    const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
    const { totals, alive } = places.layers[l];
    const pairs = rows * units;
    const chunks = chunksOf(units);
    const sum = (total: number): number => read(view, total, chunks);
    const squares = (total: number): number => sum(total) / SQUARED_MULTIPLE / SQUARED_MULTIPLE;
    const mean = sum(totals.activationSum) / pairs;
    const meanSquare = squares(totals.activationSquares) / pairs;
    const gradient = squares(totals.gradientSquares) / pairs;
    const weightGradient = squares(totals.weightSquares) / (steps * inputs * units);
    let dead = 0;
    for (let u = 0; u < units; u++) if (!isAlive(view.getInt32(alive + 4 * u, true))) dead++;
    history.gradientNorm.push(Math.sqrt(gradient));
    history.weightGradientNorm.push(Math.sqrt(weightGradient));
    history.deadShare.push(dead / units);
    // a mask counts as −1
    history.saturatedShare.push(-sum(totals.saturated) / pairs);
    history.sparsity.push(-sum(totals.zeros) / pairs);
    history.activationMean.push(mean);
    history.activationSpread.push(Math.sqrt(Math.max(0, meanSquare - mean * mean)));
  }
}

/** A total over all chunks of a layer. */
function read(view: DataView, address: number, chunks: number): number {
  const first = address + SETTLED;
  let sum = 0;
  for (let at = first; at < first + chunks * TOTALS_STRIDE; at += TOTALS_STRIDE)
    sum += view.getFloat64(at, true) + view.getFloat64(at + 8, true);
  return sum;
}
