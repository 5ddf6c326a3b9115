import type { Activation } from "../../functions/activation.ts";
import type { BatchView, LayerView } from "./inspect.ts";

/** What one unit did over the examined examples. */
export interface UnitExamination {
  /** Mean pre-activation. */
  readonly centre: number;
  /** Of the activation. */
  readonly mean: number;
  readonly spread: number;
  /** Shares of examples in the flat end below and above, and with a slope of exactly 0. */
  readonly low: number;
  readonly high: number;
  readonly flat: number;
  /** Share of the activation's variance that no straight line over z explains; 0 where it behaves as linear. */
  readonly bend: number;
}

/** One layer over the examined examples. */
export interface LayerExamination {
  /** Root mean squares over examples and units. */
  readonly inputSize: number;
  readonly preActivationSize: number;
  readonly activationSize: number;
  readonly gradientSize: number;
  readonly weightSize: number;
  readonly biasSize: number;
  /** Mean |f′(z)|; 1 for a row function. */
  readonly slope: number;
  /** How a gradient's size changes on its way from the layer above, through its weights and through this slope. */
  readonly throughWeights: number;
  readonly throughSlope: number;
  readonly units: readonly UnitExamination[];
  /** Units with the same incoming weights and bias as another. */
  readonly twins: number;
  /** Share of examples whose inputs to this layer all share a sign: then so do a unit's weight gradients. */
  readonly sameSignExamples: number;
  /** Share of units whose weight gradients, summed over a batch, all share a sign. */
  readonly sameSignBatches: number;
}

export interface Examination {
  readonly rows: number;
  readonly loss: number;
  readonly layers: readonly LayerExamination[];
}

const size = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum / Math.max(1, values.length));
};

function examineUnit(f: Activation, view: LayerView, rows: number, unit: number): UnitExamination {
  const { units, preActivation, activation } = view;
  let [low, high, flat] = [0, 0, 0];
  let [meanZ, meanA] = [0, 0];
  for (let r = 0; r < rows; r++) {
    const z = preActivation[r * units + unit];
    meanZ += z / rows;
    meanA += activation[r * units + unit] / rows;
    if (f.kind === "row") continue;
    low += Number(z < f.tails.saturatedBelow) / rows;
    high += Number(z > f.tails.saturatedAbove) / rows;
    flat += Number(f.derivative(z) === 0) / rows;
  }
  let [zz, za, aa] = [0, 0, 0];
  for (let r = 0; r < rows; r++) {
    const dz = preActivation[r * units + unit] - meanZ;
    const da = activation[r * units + unit] - meanA;
    zz += dz * dz;
    za += dz * da;
    aa += da * da;
  }
  const bend = aa > 0 && zz > 0 ? Math.max(0, 1 - (za * za) / (zz * aa)) : 0;
  return { centre: meanZ, mean: meanA, spread: Math.sqrt(aa / rows), low, high, flat, bend };
}

/** Root mean square of Wᵀ·dz of the layer above, over examples and this layer's units. */
function arrivingGradient(above: LayerView, rows: number): number {
  let sum = 0;
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < above.inputs; k++) {
      let g = 0;
      for (let u = 0; u < above.units; u++)
        g += above.weight[u * above.inputs + k] * above.gradient[r * above.units + u];
      sum += g * g;
    }
  }
  return Math.sqrt(sum / (rows * above.inputs));
}

/** Weights nearer to each other than this share of their size are the same. */
const SAME = 1e-5;

function countTwins({ units, inputs, weight, bias }: LayerView): number {
  const tolerance = SAME * Math.max(size(weight), size(bias));
  const same = (a: number, b: number): boolean => {
    if (Math.abs(bias[a] - bias[b]) > tolerance) return false;
    for (let k = 0; k < inputs; k++)
      if (Math.abs(weight[a * inputs + k] - weight[b * inputs + k]) > tolerance) return false;
    return true;
  };
  let twins = 0;
  for (let a = 0; a < units; a++) {
    for (let b = 0; b < units; b++) {
      if (a === b || !same(a, b)) continue;
      twins++;
      break;
    }
  }
  return twins;
}

/** Share of the rows of a matrix in which all numbers that are not 0 have the same sign. */
function sameSignShare(matrix: Float32Array, columns: number): number {
  const rows = matrix.length / columns;
  let shared = 0;
  for (let r = 0; r < rows; r++) {
    let [positive, negative] = [0, 0];
    for (let c = 0; c < columns; c++) {
      positive += Number(matrix[r * columns + c] > 0);
      negative += Number(matrix[r * columns + c] < 0);
    }
    shared += Number(positive + negative > 0 && (positive === 0 || negative === 0));
  }
  return rows > 0 ? shared / rows : 0;
}

function meanSlope(f: Activation, z: Float32Array): number {
  if (f.kind === "row") return 1;
  let sum = 0;
  for (const each of z) sum += Math.abs(f.derivative(each));
  return sum / z.length;
}

/** Every layer's figures from what one batch left behind. */
export function examine(view: BatchView, activations: readonly Activation[]): Examination {
  const { rows } = view;
  const layers = view.layers.map((own, l) => {
    const f = activations[l];
    const incoming = l === 0 ? view.inputs : view.layers[l - 1].activation;
    const above = view.layers[l + 1];
    const gradientSize = size(own.gradient);
    const arriving = above ? arrivingGradient(above, rows) : gradientSize;
    const aboveSize = above ? size(above.gradient) : gradientSize;
    return {
      inputSize: size(incoming),
      preActivationSize: size(own.preActivation),
      activationSize: size(own.activation),
      gradientSize,
      weightSize: size(own.weight),
      biasSize: size(own.bias),
      slope: meanSlope(f, own.preActivation),
      throughWeights: aboveSize > 0 ? arriving / aboveSize : 0,
      throughSlope: arriving > 0 ? gradientSize / arriving : 0,
      units: Array.from({ length: own.units }, (_, u) => examineUnit(f, own, rows, u)),
      twins: countTwins(own),
      sameSignExamples: own.inputs > 1 ? sameSignShare(incoming, own.inputs) : 0,
      sameSignBatches: own.inputs > 1 ? sameSignShare(own.weightGradient, own.inputs) : 0,
    };
  });
  return { rows, loss: view.loss, layers };
}
