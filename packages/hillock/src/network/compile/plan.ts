import type { Expression } from "../../expression/node.ts";
import { SETTING, SETTINGS_FLOATS } from "./settings.ts";

/** One layer as the compiler sees it. */
export interface LayerPlan {
  readonly inputs: number;
  readonly units: number;
  /** Hidden and elementwise output layers; null for a softmax output. */
  readonly formula: Expression | null;
  /** f′, in the form that keeps its digits; null where the formula is. */
  readonly slope: Expression | null;
  /** f′ of f(z) in place of z; null where there is no such form. */
  readonly slopeOfOutput: Expression | null;
  /** Learnable parameters of the formula, one value per unit each. */
  readonly learnable: readonly string[];
  /** Parameters of the formula that stand for draws: each element's own in training, else 0. */
  readonly draws: readonly string[];
  readonly saturatedBelow: number;
  readonly saturatedAbove: number;
}

/**
 * The loss over the last layer: fused cross-entropy over integer labels, a softmax's squared error over rows of
 * targets, or an expression of z and `target`.
 */
export type LossPlan =
  | { readonly kind: "softmaxCrossEntropy" }
  | { readonly kind: "softmaxSquaredError" }
  | {
      readonly kind: "elementwise";
      readonly formula: Expression;
      /** Whether each output is a decision, yes from 0.5 on. */
      readonly decides: boolean;
    };

export interface NetworkPlan {
  readonly layers: readonly LayerPlan[];
  readonly loss: LossPlan;
  /** Largest number of rows in one step. */
  readonly batch: number;
  /** Whether the loops also count what the doctor looks at. */
  readonly measured: boolean;
}

/** What one example's target takes. */
export const targetBytes = ({ layers, loss }: NetworkPlan): number =>
  loss.kind === "softmaxCrossEntropy" ? FLOAT_BYTES : padded(layers[layers.length - 1].units) * FLOAT_BYTES;

export const LANES = 4;
const FLOAT_BYTES = 4;
export const VECTOR_BYTES = 16;
export const padded = (count: number): number => Math.ceil(count / LANES) * LANES;

/**
 * Units that are counted together, and that one thread computes: a cache line of a row. Totals are kept apart for each
 * chunk, so that they have the same bits however many threads there are.
 */
export const CHUNK = 16;
export const CHUNK_BYTES = CHUNK * FLOAT_BYTES;
export const chunksOf = (units: number): number => Math.ceil(units / CHUNK);
/**
 * Of a chunk's totals, how far float64 stands behind what the last batches added up to four lanes of 32 bits; and from one
 * chunk to the next: whole cache lines, because another thread may write those.
 */
export const SETTLED = 128;
export const TOTALS_STRIDE = 256;

/** What is summed over a chunk's units, and over the examples and steps of an epoch that are measured: as float64 two each, to be added. */
export const TOTALS = [
  "gradientSquares",
  "activationSum",
  "activationSquares",
  "zeros",
  "saturated",
  "weightSquares",
] as const;
export type Total = (typeof TOTALS)[number];

export interface LayerAddresses {
  /** rows × padded units; the input of the layer is the activation below, or the batch. */
  readonly preActivation: number;
  /** One i32 for all layers: the key of the draws. */
  readonly drawKey: number;
  readonly activation: number;
  readonly gradient: number;
  /** padded inputs × padded units. */
  readonly weight: number;
  readonly weightGradient: number;
  readonly bias: number;
  readonly biasGradient: number;
  readonly learnable: Readonly<Record<string, { readonly value: number; readonly gradient: number }>>;
  /** Of the first chunk. */
  readonly totals: Readonly<Record<Total, number>>;
  /** For each unit the bits of all slopes that the examples of the epoch gave it, together; see `isAlive`. */
  readonly alive: number;
  /** See `FIGURES`. */
  readonly figures: number;
}

/** Blocks like that of the values, which `path` works with, and its four float64 results. */
export interface PathAddresses {
  readonly first: number;
  readonly last: number;
  readonly movement: number;
  readonly sums: number;
}

export interface Addresses {
  readonly layers: readonly LayerAddresses[];
  /** batch × padded inputs */
  readonly batch: number;
  /** batch × padded outputs for elementwise losses, one i32 a row for labels. */
  readonly targets: number;
  /** Weights of the layer at hand, transposed or in panels. */
  readonly scratch: number;
  /** One f64: summed loss of the epoch's examples, or of those measured. */
  readonly loss: number;
  /** i32, of the examples measured. */
  readonly rightDecisions: number;
  /** f32 learning rate, momentum, beta1, beta2, epsilon; f64 beta1ᵗ, beta2ᵗ. */
  readonly settings: number;
  readonly values: number;
  readonly gradients: number;
  readonly firstMoments: number;
  readonly secondMoments: number;
  /** Bytes of the block of values, and of each of the three that mirror it. */
  readonly valueBytes: number;
  /** i32 each: rows and batches that the totals are of. */
  readonly measuredRows: number;
  readonly measuredSteps: number;
  /** i32: measured rows, and somewhat more, of which the totals are not settled. */
  readonly unsettled: number;
  /** Of a measured network. */
  readonly path: PathAddresses | undefined;
  readonly counterStart: number;
  readonly counterEnd: number;
  /** What threads tell each other; see `parallel/`. */
  readonly control: number;
  /** First free byte, where the data set goes. */
  readonly end: number;
}

/** Lines of 64 bytes: the job, then one a thread. */
export const MOST_THREADS = 16;
export const CONTROL_FLOATS = (1 + MOST_THREADS) * CHUNK;

/** Where everything stands in the network's memory. */
export function layOut(plan: NetworkPlan): Addresses {
  let next = CHUNK_BYTES;
  const take = (floats: number): number => {
    const at = next;
    next += padded(floats) * FLOAT_BYTES;
    return at;
  };
  /** From the start of a cache line: with widths of whole chunks, none is then of two threads. */
  const takeLines = (floats: number): number => {
    next = Math.ceil(next / CHUNK_BYTES) * CHUNK_BYTES;
    return take(floats);
  };
  const rows = padded(plan.batch);
  const control = takeLines(CONTROL_FLOATS);
  const settings = take(SETTINGS_FLOATS);
  const counterStart = next;
  const loss = take(LANES);
  const measuredRows = take(LANES);
  const takeTotals = (chunks: number): Record<Total, number> => {
    const first = takeLines((chunks * TOTALS_STRIDE) / FLOAT_BYTES);
    return Object.fromEntries(TOTALS.map((name, i) => [name, first + i * VECTOR_BYTES])) as Record<
      Total,
      number
    >;
  };
  const counters = plan.layers.map((layer) => ({
    totals: takeTotals(chunksOf(layer.units)),
    alive: takeLines(layer.units),
  }));
  const counterEnd = next;
  const figures = plan.layers.map(() => takeLines(CHUNK));

  const values = takeLines(0);
  const places = plan.layers.map((layer) => ({
    weight: take(padded(layer.inputs) * padded(layer.units)),
    bias: take(layer.units),
    learnable: layer.learnable.map((name) => [name, take(layer.units)] as const),
  }));
  const valueBytes = next - values;
  const gradients = takeLines(valueBytes / FLOAT_BYTES);
  const firstMoments = takeLines(valueBytes / FLOAT_BYTES);
  const secondMoments = take(valueBytes / FLOAT_BYTES);
  const mirror = (address: number): number => address - values + gradients;

  const path = plan.measured
    ? {
        first: take(valueBytes / FLOAT_BYTES),
        last: take(valueBytes / FLOAT_BYTES),
        movement: take(valueBytes / FLOAT_BYTES),
        sums: take(2 * LANES),
      }
    : undefined;
  const batch = takeLines(rows * padded(plan.layers[0].inputs));
  const targets = take(rows * padded(plan.layers[plan.layers.length - 1].units));
  const scratch = take(Math.max(...plan.layers.map((layer) => padded(layer.inputs) * padded(layer.units))));
  const layers = plan.layers.map((layer, i) => ({
    preActivation: takeLines(rows * padded(layer.units)),
    drawKey: settings + SETTING.drawKey,
    activation: takeLines(rows * padded(layer.units)),
    gradient: takeLines(rows * padded(layer.units)),
    weight: places[i].weight,
    weightGradient: mirror(places[i].weight),
    bias: places[i].bias,
    biasGradient: mirror(places[i].bias),
    learnable: Object.fromEntries(
      places[i].learnable.map(([name, value]) => [name, { value, gradient: mirror(value) }]),
    ),
    figures: figures[i],
    ...counters[i],
  }));
  return {
    layers,
    batch,
    targets,
    scratch,
    loss,
    rightDecisions: loss + 2 * FLOAT_BYTES,
    settings,
    values,
    gradients,
    firstMoments,
    secondMoments,
    valueBytes,
    path,
    measuredRows,
    measuredSteps: measuredRows + FLOAT_BYTES,
    unsettled: measuredRows + 2 * FLOAT_BYTES,
    counterStart,
    counterEnd,
    control,
    end: next,
  };
}
