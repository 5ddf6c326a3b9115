import { SQUARED_MULTIPLE } from "./compile/counters.ts";
import { FIGURES } from "./compile/figures.ts";
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
const LEAST_MEASURED = 32;

/** Of how many rows of an epoch one is measured: of few rows more of them, so that the figures mean something. */
export const usualInterval = (rows: number): number =>
  Math.min(USUAL_INTERVAL, Math.max(1, Math.floor(rows / LEAST_MEASURED)));

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

const [GRADIENT_SQUARES, WEIGHT_SQUARES, ACTIVATION_SUM, ACTIVATION_SQUARES, SATURATED, ZEROS, ALIVE] = (
  [
    "gradientSquares",
    "weightSquares",
    "activationSum",
    "activationSquares",
    "saturated",
    "zeros",
    "alive",
  ] as const
).map((figure) => FIGURES.indexOf(figure));
/** A power of two, so that nothing is lost by it. */
const UNSCALED = SQUARED_MULTIPLE ** -2;

/** Reads the epoch's counters into the histories. */
export function recordLayers(net: Network, histories: readonly LayerHistory[]): void {
  const { places, measured } = net.engine;
  if (!measured) return;
  const { run } = net.engine;
  run.settle?.();
  run.figures?.();
  const { data, doubles } = net.engine.views();
  const rows = data.getUint32(places.measuredRows, true);
  const steps = data.getUint32(places.measuredSteps, true);
  for (let l = 0; l < histories.length; l++) {
    const history = histories[l];
    const { units } = net.layers[l];
    const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
    const at = places.layers[l].figures / 8;
    const pairs = rows * units;
    const mean = doubles[at + ACTIVATION_SUM] / pairs;
    const meanSquare = (doubles[at + ACTIVATION_SQUARES] * UNSCALED) / pairs;
    const gradient = (doubles[at + GRADIENT_SQUARES] * UNSCALED) / pairs;
    const weightGradient = (doubles[at + WEIGHT_SQUARES] * UNSCALED) / (steps * inputs * units);
    history.gradientNorm.push(Math.sqrt(gradient));
    history.weightGradientNorm.push(Math.sqrt(weightGradient));
    history.deadShare.push((units - doubles[at + ALIVE]) / units);
    // a mask counts as −1
    history.saturatedShare.push(-doubles[at + SATURATED] / pairs);
    history.sparsity.push(-doubles[at + ZEROS] / pairs);
    history.activationMean.push(mean);
    history.activationSpread.push(Math.sqrt(Math.max(0, meanSquare - mean * mean)));
  }
}
