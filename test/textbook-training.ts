import type { ElementwiseActivation, Network, OPTIMIZERS } from "hillock";

/** Training by the textbook, in float64: the values of all parameters, by their names. */
export type Values = ReadonlyMap<string, Float64Array>;

export const valuesOf = (net: Network): Values =>
  new Map(net.parameters().map(({ name, data }) => [name, Float64Array.from(data)]));
export const valuesNamed = (values: Values, name: string): Float64Array =>
  values.get(name) ?? new Float64Array();
const zeros = (values: Values): Values =>
  new Map([...values].map(([name, { length }]) => [name, new Float64Array(length)]));

/** What a layer does over an epoch. */
export interface Measured {
  examples: number;
  /** Of the last layer, over the examples. */
  loss: number;
  gradientSquares: number;
  activationSum: number;
  activationSquares: number;
  zeros: number;
  /** Of examples and units where the function has flattened. */
  saturated: number;
  /** Units that some example gave a slope. */
  readonly alive: Set<number>;
  steps: number;
  weightSquares: number;
}
export const nothingMeasured = (): Measured => ({
  examples: 0,
  loss: 0,
  gradientSquares: 0,
  activationSum: 0,
  activationSquares: 0,
  zeros: 0,
  saturated: 0,
  alive: new Set(),
  steps: 0,
  weightSquares: 0,
});

const sumOf = (values: ArrayLike<number>, of: (value: number) => number): number =>
  Array.from(values, of).reduce((a, b) => a + b, 0);

const STEP = 1e-5;

/** A layer's function with the values of each of its units, and how far it goes with each value. */
function unitsOf(f: ElementwiseActivation, values: Values, layer: number, units: number) {
  const bind = (numbers: readonly number[]) =>
    numbers.length === 0 ? f : f.with(Object.fromEntries(f.learnable.map((name, i) => [name, numbers[i]])));
  return Array.from({ length: units }, (_, unit) => {
    const own = f.learnable.map((name) => valuesNamed(values, `${layer}.${name}`)[unit]);
    const moved = own.map((_value, i) =>
      [STEP, -STEP].map((step) => bind(own.map((value, j) => (i === j ? value + step : value)))),
    );
    return {
      f: bind(own),
      byParameter: (z: number) => moved.map(([above, below]) => (above(z) - below(z)) / (2 * STEP)),
    };
  });
}

interface Layer {
  readonly units: number;
  readonly learnable: readonly string[];
  /** undefined for a softmax. */
  readonly own: ReturnType<typeof unitsOf> | undefined;
}

/** Of one row through one layer. */
interface Passed {
  readonly before: readonly number[];
  readonly z: readonly number[];
  readonly a: readonly number[];
}

function softmaxOf(z: readonly number[]): number[] {
  const powers = z.map((v) => Math.exp(v - Math.max(...z)));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function forward(layers: readonly Layer[], values: Values, inputs: readonly number[]): Passed[] {
  let before = inputs;
  return layers.map(({ units, own }, l) => {
    const [w, b] = [valuesNamed(values, `${l}.weight`), valuesNamed(values, `${l}.bias`)];
    const from = before;
    const z = Array.from({ length: units }, (_, u) =>
      from.reduce((sum, v, k) => sum + v * w[u * from.length + k], b[u]),
    );
    const a = own === undefined ? softmaxOf(z) : z.map((v, u) => own[u].f(v));
    before = a;
    return { before: from, z, a };
  });
}

function layersOf(net: Network, values: Values): Layer[] {
  return net.layers.map(({ activation: f, units }, l) => {
    const elementwise = f.kind === "elementwise" ? f : undefined;
    return {
      units,
      learnable: elementwise?.learnable ?? [],
      own: elementwise && unitsOf(elementwise, values, l, units),
    };
  });
}

function lossOf(net: Network, output: readonly number[], label: number): number {
  if (net.loss === "softmaxCrossEntropy") return -Math.log(output[label]);
  if (net.loss === "binaryCrossEntropy")
    return sumOf(output, (p) => -label * Math.log(p) - (1 - label) * Math.log(1 - p));
  return sumOf(output, (value) => (value - label) ** 2) / output.length;
}

/** The mean loss over examples, without a step. */
export function meanLoss(net: Network, values: Values, rows: readonly Example[]): number {
  const layers = layersOf(net, values);
  const losses = rows.map(([inputs, label]) =>
    lossOf(net, forward(layers, values, inputs)[layers.length - 1].a, label),
  );
  return sumOf(losses, (loss) => loss) / rows.length;
}

/** ∂loss/∂z from ∂loss/∂a; a softmax's by its Jacobian, diag(a) − a aᵀ. */
function throughFunction(
  own: Layer["own"],
  { z, a }: Passed,
  gradients: readonly number[],
): readonly number[] {
  if (own !== undefined) return gradients.map((g, u) => g * own[u].f.derivative(z[u]));
  const mean = a.reduce((sum, share, u) => sum + share * gradients[u], 0);
  return a.map((share, u) => share * (gradients[u] - mean));
}

/** One example: its inputs, and the class or what every output is to be. */
export type Example = readonly [inputs: readonly number[], label: number];

/** The gradients of a batch's mean loss; what happens on the way is added to `measured`. */
export function gradientsOf(
  net: Network,
  values: Values,
  rows: readonly Example[],
  measured: readonly Measured[],
): Values {
  const sums = zeros(values);
  const add = (name: string, at: number, value: number): void => {
    valuesNamed(sums, name)[at] += value;
  };
  const layers = layersOf(net, values);
  for (const [inputs, label] of rows) {
    const passed = forward(layers, values, inputs);
    passed.forEach(({ z, a }, l) => {
      measured[l].examples++;
      measured[l].activationSum += sumOf(a, (v) => v);
      measured[l].activationSquares += sumOf(a, (v) => v * v);
      measured[l].zeros += sumOf(a, (v) => (v === 0 ? 1 : 0));
      const { activation: f } = net.layers[l];
      if (f.kind === "row") return;
      const { saturatedBelow, saturatedAbove } = f.tails;
      measured[l].saturated += sumOf(z, (v) => (v < saturatedBelow || v > saturatedAbove ? 1 : 0));
      z.forEach((v, u) => {
        if (Math.fround(layers[l].own?.[u].f.derivative(v) ?? 0) !== 0) measured[l].alive.add(u);
      });
    });
    const output = passed[passed.length - 1].a;
    measured[passed.length - 1].loss += lossOf(net, output, label);
    /** Of the activations; of the pre-activations where the loss and the last function are one. */
    let gradients: readonly number[] = output.map((value, u) => {
      if (net.loss === "softmaxCrossEntropy") return (value - (u === label ? 1 : 0)) / rows.length;
      const scale = net.loss === "binaryCrossEntropy" ? 1 : 2 / output.length;
      return (scale * (value - label)) / rows.length;
    });
    for (let l = layers.length - 1; l >= 0; l--) {
      const { own, learnable } = layers[l];
      const { before, z } = passed[l];
      const isFused = l === layers.length - 1 && net.loss !== "meanSquaredError";
      const arrived = gradients;
      if (!isFused)
        own?.forEach(({ byParameter }, u) => {
          byParameter(z[u]).forEach((slope, i) => add(`${l}.${learnable[i]}`, u, arrived[u] * slope));
        });
      const delta = isFused ? arrived : throughFunction(own, passed[l], arrived);
      measured[l].gradientSquares += sumOf(delta, (d) => d * d);
      const w = valuesNamed(values, `${l}.weight`);
      delta.forEach((d, u) => {
        add(`${l}.bias`, u, d);
        before.forEach((v, k) => add(`${l}.weight`, u * before.length + k, d * v));
      });
      gradients = before.map((_, k) => delta.reduce((sum, d, u) => sum + d * w[u * before.length + k], 0));
    }
  }
  layers.forEach((_, l) => {
    measured[l].steps++;
    measured[l].weightSquares += sumOf(valuesNamed(sums, `${l}.weight`), (g) => g * g);
  });
  return sums;
}

export interface UpdateSettings {
  readonly optimizer: (typeof OPTIMIZERS)[number];
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number | undefined;
}

/** Updates as PyTorch defines them. */
export class Updates {
  readonly #settings: UpdateSettings;
  readonly #first: Values;
  readonly #second: Values;
  #steps = 0;

  constructor(settings: UpdateSettings, values: Values) {
    this.#settings = settings;
    this.#first = zeros(values);
    this.#second = zeros(values);
  }

  /** One step; the result is the smallest size of a number that the optimizer went by, 0 aside. */
  step(values: Values, gradients: Values, factor: number): number {
    const { optimizer, learningRate, weightDecay, clipNorm = Infinity } = this.#settings;
    const rate = learningRate * factor;
    const norm = Math.hypot(...[...gradients.values()].flatMap((each) => [...each]));
    const clip = Math.min(1, clipNorm / norm);
    const decoupled = optimizer === "adamw";
    let least = Infinity;
    this.#steps++;
    for (const [name, own] of values) {
      const [m, v] = [valuesNamed(this.#first, name), valuesNamed(this.#second, name)];
      own.forEach((value, i) => {
        const g = valuesNamed(gradients, name)[i] * clip + (decoupled ? 0 : weightDecay * value);
        if (g !== 0) least = Math.min(least, Math.abs(g));
        const start = decoupled ? value * (1 - rate * weightDecay) : value;
        own[i] = start - rate * this.#direction(m, v, i, g);
      });
    }
    return least;
  }

  #direction(m: Float64Array, v: Float64Array, i: number, g: number): number {
    const { optimizer } = this.#settings;
    if (optimizer === "sgd") return g;
    if (optimizer === "momentum" || optimizer === "nesterov") {
      m[i] = 0.9 * m[i] + g;
      return optimizer === "momentum" ? m[i] : g + 0.9 * m[i];
    }
    if (optimizer === "rmsprop") {
      v[i] = 0.99 * v[i] + 0.01 * g * g;
      return g / (Math.sqrt(v[i]) + 1e-8);
    }
    m[i] = 0.9 * m[i] + 0.1 * g;
    v[i] = 0.999 * v[i] + 0.001 * g * g;
    const size = Math.sqrt(v[i] / (1 - 0.999 ** this.#steps));
    return m[i] / (1 - 0.9 ** this.#steps) / (size + 1e-8);
  }
}
