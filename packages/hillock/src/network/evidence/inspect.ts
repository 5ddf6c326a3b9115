import { padded } from "../compile/plan.ts";
import { copyRows, type Network } from "../network.ts";

/** What passed through one layer for one batch; matrices row by row. */
export interface LayerView {
  readonly inputs: number;
  readonly units: number;
  /** rows × units */
  readonly preActivation: Float32Array;
  readonly activation: Float32Array;
  /** ∂loss/∂z of the mean loss over the batch, rows × units. */
  readonly gradient: Float32Array;
  /** units × inputs */
  readonly weight: Float32Array;
  readonly weightGradient: Float32Array;
  readonly bias: Float32Array;
}

export interface BatchView {
  readonly rows: number;
  /** Mean loss over the batch's examples. */
  readonly loss: number;
  /** rows × inputs */
  readonly inputs: Float32Array;
  readonly layers: readonly LayerView[];
}

export interface LoadedData {
  readonly rows: number;
  /** Addresses in the network's memory. */
  readonly inputs: number;
  readonly targets: number;
  readonly targetBytes: number;
}

/** The first rows of a data set, as they lie in the network's memory: later trainings use that place again. */
export interface KeptBatch {
  readonly rows: number;
  readonly inputs: Uint8Array;
  readonly targets: Uint8Array;
}

export function keepBatch(net: Network, data: LoadedData, rows: number): KeptBatch {
  const { buffer } = net.engine.memory;
  return {
    rows,
    inputs: new Uint8Array(buffer, data.inputs, rows * padded(net.inputs) * 4).slice(),
    targets: new Uint8Array(buffer, data.targets, rows * data.targetBytes).slice(),
  };
}

/**
 * Forward and backward through the compiled step for one batch, and a look at everything it left in memory. Weights
 * stay as they are; the epoch's counters do not.
 */
export function inspectBatch(net: Network, batch: KeptBatch): BatchView {
  const { rows } = batch;
  const { memory, places, run } = net.engine;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(batch.inputs, places.batch);
  bytes.set(batch.targets, places.targets);
  const dense = (address: number, columns: number): Float32Array => {
    const stride = padded(columns);
    const out = new Float32Array(rows * columns);
    copyRows(
      new Float32Array(memory.buffer, address, rows * stride),
      stride,
      0,
      out,
      columns,
      0,
      rows,
      columns,
    );
    return out;
  };
  // the way back may take the place of the pre-activations
  run.predict(rows);
  const preActivations = net.layers.map(({ units }, l) => dense(places.layers[l].preActivation, units));
  const loss = new DataView(memory.buffer, places.loss);
  loss.setFloat64(0, 0, true);
  run.gradients(rows);
  const transposed = (address: number, inputs: number, units: number): Float32Array => {
    const from = new Float32Array(memory.buffer, address, padded(inputs) * padded(units));
    const out = new Float32Array(units * inputs);
    for (let u = 0; u < units; u++)
      for (let k = 0; k < inputs; k++) out[u * inputs + k] = from[k * padded(units) + u];
    return out;
  };
  return {
    rows,
    loss: loss.getFloat64(0, true) / rows,
    inputs: dense(places.batch, net.inputs),
    layers: net.layers.map(({ units }, l) => {
      const at = places.layers[l];
      const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
      return {
        inputs,
        units,
        preActivation: preActivations[l],
        activation: dense(at.activation, units),
        gradient: dense(at.gradient, units),
        weight: transposed(at.weight, inputs, units),
        weightGradient: transposed(at.weightGradient, inputs, units),
        bias: new Float32Array(memory.buffer, at.bias, units).slice(),
      };
    }),
  };
}
