import { HillockError } from "../errors.ts";
import { derive } from "../random.ts";
import { type Addresses, type LayerPlan, padded } from "./compile/plan.ts";
import { Engine } from "./engine.ts";
import { chooseInitialization, drawWeights } from "./initialize.ts";
import { planLayer } from "./layer-plans.ts";
import type { DenseLayer } from "./layers.ts";
import { inferLoss, isFusedSoftmax, type LossName, planLoss } from "./losses.ts";
import { type Parameter, parameterShapes } from "./parameters.ts";

export type { Parameter };

export interface NetworkOptions {
  readonly inputs: number;
  readonly layers: readonly DenseLayer[];
  /** Of the initial weights; 0 unless given. */
  readonly seed?: number;
  /** Follows from the last layer where it is left out. */
  readonly loss?: LossName;
  /** Most rows of one training step; 256 unless given. */
  readonly largestBatch?: number;
  /** Whether training counts what the doctor looks at, for a few percent of its time; true unless false. */
  readonly measurements?: boolean;
}

export interface Network {
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: readonly DenseLayer[];
  readonly loss: LossName;
  /** rows × inputs → rows × outputs */
  predict(inputs: Float32Array): Float32Array;
  /** Copies of all weights, biases and learnable parameters. */
  parameters(): Parameter[];
  /** @throws HillockError where a name, a shape or a value does not fit; nothing is changed then. */
  load(parameters: readonly Parameter[]): void;
  /** Draws the weights anew: those of a new network with this seed. */
  initialize(seed: number): void;
  readonly engine: Engine;
}

const MOST_BYTES = 2 ** 31;
const MOST_LAYERS = 1000;

/** @throws HillockError "out-of-memory" with the figure, before anything is made. */
export function checkSize(plans: readonly Pick<LayerPlan, "inputs" | "units">[], batch: number): void {
  if (plans.length > MOST_LAYERS)
    throw new HillockError(
      "invalid-argument",
      `${plans.length} layers; at most ${MOST_LAYERS} can be compiled to one module.`,
    );
  let floats = 0;
  for (const { inputs, units } of plans) {
    // weights, gradients and two moments; pre-activation, activation and gradient of a batch
    floats += 4 * padded(inputs) * padded(units) + 3 * padded(batch) * padded(units);
  }
  if (floats * 4 > MOST_BYTES)
    throw new HillockError(
      "out-of-memory",
      `The network needs ${Math.ceil((floats * 4) / 2 ** 20)} MiB with batches of ${batch} rows; at most ${MOST_BYTES / 2 ** 20} MiB can be had. Use fewer units or layers, or smaller batches.`,
    );
}

/**
 * Layers of weighted sums and activations, compiled to one WebAssembly module.
 * @throws HillockError "invalid-argument" for sizes that make no sense.
 */
export const network = (options: NetworkOptions): Network => build(options, true);

/** The same, also with an output function that has no loss, such as hardmax: then it predicts only. */
export const networkToApply = (options: NetworkOptions): Network => build(options, false);

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new HillockError(
      "invalid-argument",
      `${name} of a network is ${value}; a whole number of at least 1 is needed.`,
    );
}

function build(options: NetworkOptions, trained: boolean): Network {
  const { inputs, layers, seed = 0, largestBatch = 256 } = options;
  checkCount("inputs", inputs);
  checkCount("largestBatch", largestBatch);
  const last = Array.isArray(layers) ? layers.at(-1) : undefined;
  if (!last) throw new HillockError("invalid-argument", "A network needs at least one layer.");
  const sizes = [inputs, ...layers.map((layer) => layer.units)];
  const plans = layers.map((layer, i) => planLayer(layer, sizes[i], i === layers.length - 1, trained));
  const loss = options.loss ?? inferLoss(last.activation, last.units);
  const plan = {
    layers: plans,
    loss: planLoss(loss, last.activation, plans[plans.length - 1].formula, last.units),
    batch: largestBatch,
    measured: options.measurements !== false,
  };
  checkSize(plans, largestBatch);
  const engine = new Engine(plan);
  const { places } = engine;
  const view = (address: number, length: number): Float32Array =>
    new Float32Array(engine.memory.buffer, address, length);

  /** Where training went astray, what pads rows to whole vectors is no longer 0. */
  const clear = (): void => void view(places.values, places.valueBytes / 4).fill(0);
  const initialize = (from: number): void => {
    clear();
    layers.forEach((layer, l) => {
      const kind = layer.initialization ?? chooseInitialization(layer.activation);
      const random = derive(from, `weights of layer ${l}`);
      const drawn = drawWeights(random, kind, layer.activation, sizes[l], layer.units);
      writeWeights(
        view(places.layers[l].weight, padded(sizes[l]) * padded(layer.units)),
        drawn,
        sizes[l],
        layer.units,
      );
      view(places.layers[l].bias, layer.units).fill(layer.bias);
      for (const name of plans[l].learnable) {
        const { activation: f } = layer;
        const start = f.kind === "elementwise" ? f.parameters[name] : 0;
        if (typeof start !== "number" && start.length !== layer.units) {
          throw new HillockError(
            "invalid-shape",
            `${f.name} has ${start.length} values of ${name} for a layer of ${layer.units} units; give one per unit, or a number.`,
          );
        }
        const target = view(places.layers[l].learnable[name].value, layer.units);
        for (let u = 0; u < layer.units; u++) target[u] = typeof start === "number" ? start : start[u];
      }
    });
  };
  initialize(seed);

  const addresses = places.layers.flatMap(({ weight, bias, learnable }, l) =>
    [weight, bias, ...plans[l].learnable.map((name) => learnable[name].value)].map((address) => ({
      address,
      l,
    })),
  );
  const slots = parameterShapes(inputs, layers).map((each, i) => ({ ...each, ...addresses[i] }));

  const finish = rowsBeyondSoftmax(last, places.layers[layers.length - 1], view);
  return {
    inputs,
    outputs: last.units,
    layers,
    loss,
    engine,
    initialize,
    predict(x) {
      if (!(x instanceof Float32Array))
        throw new HillockError("invalid-argument", "The inputs of predict must be a Float32Array.");
      if (x.length % inputs !== 0)
        throw new HillockError(
          "invalid-shape",
          `${x.length} numbers do not make whole rows of ${inputs} inputs.`,
        );
      const rows = x.length / inputs;
      const out = new Float32Array(rows * last.units);
      for (let start = 0; start < rows; start += largestBatch) {
        const count = Math.min(largestBatch, rows - start);
        copyRows(
          x,
          inputs,
          start,
          view(places.batch, padded(largestBatch) * padded(inputs)),
          padded(inputs),
          0,
          count,
          inputs,
        );
        engine.run.predict(count);
        finish?.(count);
        copyRows(
          view(places.layers[layers.length - 1].activation, padded(largestBatch) * padded(last.units)),
          padded(last.units),
          0,
          out,
          last.units,
          start,
          count,
          last.units,
        );
      }
      return out;
    },
    parameters: () =>
      slots.map(({ name, shape, address, l }) => {
        if (shape.length === 1) return { name, shape, data: view(address, shape[0]).slice() };
        return {
          name,
          shape,
          data: readWeights(view(address, padded(sizes[l]) * padded(shape[0])), sizes[l], shape[0]),
        };
      }),
    load(parameters) {
      checkParameters(slots, parameters);
      clear();
      slots.forEach(({ shape, address, l }, i) => {
        const { data } = parameters[i];
        if (shape.length === 1) view(address, shape[0]).set(data);
        else {
          const target = view(address, padded(sizes[l]) * padded(shape[0]));
          for (let u = 0; u < shape[0]; u++)
            for (let k = 0; k < sizes[l]; k++) target[k * padded(shape[0]) + u] = data[u * sizes[l] + k];
        }
      });
    },
  };
}

/** The module's output of a row function is softmax, which the loss works with; of another one its kernel takes the logits. */
function rowsBeyondSoftmax(
  { activation: f, units }: DenseLayer,
  places: Addresses["layers"][number],
  view: (address: number, length: number) => Float32Array,
): ((rows: number) => void) | undefined {
  if (f.kind !== "row" || isFusedSoftmax(f) || units === 1) return undefined;
  return (rows) => {
    const stride = padded(units);
    const logits = new Float32Array(rows * units);
    copyRows(view(places.preActivation, rows * stride), stride, 0, logits, units, 0, rows, units);
    const outputs = f.forward(logits, { columns: units });
    copyRows(outputs, units, 0, view(places.activation, rows * stride), stride, 0, rows, units);
  };
}

function checkParameters(
  slots: readonly { readonly name: string; readonly shape: readonly number[] }[],
  given: readonly Parameter[],
): void {
  if (given.length !== slots.length)
    throw new HillockError(
      "invalid-shape",
      `The network has ${slots.length} parameters and ${given.length} were given.`,
    );
  slots.forEach(({ name, shape }, i) => {
    const parameter = given[i];
    if (parameter.name !== name)
      throw new HillockError(
        "invalid-argument",
        `Parameter ${i} must be "${name}", not "${parameter.name}".`,
      );
    const size = shape.reduce((a, b) => a * b, 1);
    if (parameter.shape.join() !== shape.join() || parameter.data.length !== size) {
      throw new HillockError(
        "invalid-shape",
        `${name} must be ${shape.join(" × ")}, not ${parameter.shape.join(" × ")} with ${parameter.data.length} values.`,
      );
    }
    const bad = parameter.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      throw new HillockError(
        "invalid-argument",
        `${name} has ${parameter.data[bad]} at position ${bad}; all values must be finite.`,
      );
  });
}

/** Weights are drawn units × inputs and stored inputs × units, so that a vector holds four units. */
function writeWeights(to: Float32Array, drawn: Float32Array, inputs: number, units: number): void {
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++) to[k * padded(units) + u] = drawn[u * inputs + k];
}
function readWeights(from: Float32Array, inputs: number, units: number): Float32Array {
  const data = new Float32Array(units * inputs);
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++) data[u * inputs + k] = from[k * padded(units) + u];
  return data;
}

export function copyRows(
  from: Float32Array,
  fromStride: number,
  fromRow: number,
  to: Float32Array,
  toStride: number,
  toRow: number,
  rows: number,
  columns: number,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) to[(toRow + r) * toStride + c] = from[(fromRow + r) * fromStride + c];
  }
}
