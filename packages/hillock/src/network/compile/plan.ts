import type { Expression } from "../../expression/node.ts";

/** One layer as the compiler sees it. */
export interface LayerPlan {
  readonly inputs: number;
  readonly units: number;
  /** Hidden and elementwise output layers; null for a softmax output. */
  readonly formula: Expression | null;
  /** Learnable parameters of the formula, one value per unit each. */
  readonly learnable: readonly string[];
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
  | { readonly kind: "elementwise"; readonly formula: Expression };

export interface NetworkPlan {
  readonly layers: readonly LayerPlan[];
  readonly loss: LossPlan;
  /** Largest number of rows in one step. */
  readonly batch: number;
}

export const LANES = 4;
const FLOAT_BYTES = 4;
export const VECTOR_BYTES = 16;
export const padded = (count: number): number => Math.ceil(count / LANES) * LANES;

/** Per-unit accumulators of one layer over an epoch, each a vector over its units. */
export const COUNTERS = [
  "gradientSquares",
  "activationSum",
  "activationSquares",
  "zeros",
  "saturated",
  "alive",
] as const;
export type Counter = (typeof COUNTERS)[number];

export interface LayerAddresses {
  /** rows × padded units; the input of the layer is the activation below, or the batch. */
  readonly preActivation: number;
  readonly activation: number;
  readonly gradient: number;
  /** padded inputs × padded units. */
  readonly weight: number;
  readonly weightGradient: number;
  readonly bias: number;
  readonly biasGradient: number;
  readonly learnable: Readonly<Record<string, { readonly value: number; readonly gradient: number }>>;
  readonly counters: Readonly<Record<Counter, number>>;
  /** One f64: Σ (∂loss/∂w)² over the epoch's steps. */
  readonly weightSquares: number;
}

export interface Addresses {
  readonly layers: readonly LayerAddresses[];
  /** batch × padded inputs */
  readonly batch: number;
  /** batch × padded outputs for elementwise losses, one i32 a row for labels. */
  readonly targets: number;
  /** Transposed weights of the layer at hand. */
  readonly scratch: number;
  /** One f64: summed loss of the epoch's examples. */
  readonly loss: number;
  /** f32 learning rate, momentum, beta1, beta2, epsilon; f64 beta1ᵗ, beta2ᵗ. */
  readonly settings: number;
  readonly values: number;
  readonly gradients: number;
  readonly firstMoments: number;
  readonly secondMoments: number;
  /** Bytes of the block of values, and of each of the three that mirror it. */
  readonly valueBytes: number;
  readonly counterStart: number;
  readonly counterEnd: number;
  /** First free byte, where the data set goes. */
  readonly end: number;
}

/** Where everything stands in the network's memory. */
export function layOut(plan: NetworkPlan): Addresses {
  let next = VECTOR_BYTES;
  const take = (floats: number): number => {
    const at = next;
    next += padded(floats) * FLOAT_BYTES;
    return at;
  };
  const rows = padded(plan.batch);
  const settings = take(16);
  const counterStart = next;
  const loss = take(4);
  const counters = plan.layers.map((layer) => ({
    counters: Object.fromEntries(COUNTERS.map((name) => [name, take(layer.units)])) as Record<
      Counter,
      number
    >,
    weightSquares: take(4),
  }));
  const counterEnd = next;

  const values = next;
  const places = plan.layers.map((layer) => ({
    weight: take(padded(layer.inputs) * padded(layer.units)),
    bias: take(layer.units),
    learnable: layer.learnable.map((name) => [name, take(layer.units)] as const),
  }));
  const valueBytes = next - values;
  const gradients = take(valueBytes / FLOAT_BYTES);
  const firstMoments = take(valueBytes / FLOAT_BYTES);
  const secondMoments = take(valueBytes / FLOAT_BYTES);
  const mirror = (address: number): number => address - values + gradients;

  const batch = take(rows * padded(plan.layers[0].inputs));
  const targets = take(rows * padded(plan.layers[plan.layers.length - 1].units));
  const scratch = take(Math.max(...plan.layers.map((layer) => padded(layer.inputs) * padded(layer.units))));
  const layers = plan.layers.map((layer, i) => ({
    preActivation: take(rows * padded(layer.units)),
    activation: take(rows * padded(layer.units)),
    gradient: take(rows * padded(layer.units)),
    weight: places[i].weight,
    weightGradient: mirror(places[i].weight),
    bias: places[i].bias,
    biasGradient: mirror(places[i].bias),
    learnable: Object.fromEntries(
      places[i].learnable.map(([name, value]) => [name, { value, gradient: mirror(value) }]),
    ),
    ...counters[i],
  }));
  return {
    layers,
    batch,
    targets,
    scratch,
    loss,
    settings,
    values,
    gradients,
    firstMoments,
    secondMoments,
    valueBytes,
    counterStart,
    counterEnd,
    end: next,
  };
}
