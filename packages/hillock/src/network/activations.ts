import { padded } from "./compile/plan.ts";
import { copyRows, type Network } from "./network.ts";

/** What one layer makes of each example; rows × units, row by row. */
export interface LayerOutputs {
  readonly preActivation: Float32Array;
  readonly activation: Float32Array;
}

/** Every layer's pre-activations and activations for these inputs (rows × inputs), with the weights as they are. */
export function layerOutputs(net: Network, inputs: Float32Array): LayerOutputs[] {
  const { memory, places, capacity } = net.engine;
  const rows = inputs.length / net.inputs;
  const outputs = net.layers.map(({ units }) => ({
    preActivation: new Float32Array(rows * units),
    activation: new Float32Array(rows * units),
  }));
  for (let start = 0; start < rows; start += capacity) {
    const count = Math.min(capacity, rows - start);
    net.predict(inputs.subarray(start * net.inputs, (start + count) * net.inputs));
    net.layers.forEach(({ units }, l) => {
      const stride = padded(units);
      for (const key of ["preActivation", "activation"] as const) {
        const from = new Float32Array(memory.buffer, places.layers[l][key], count * stride);
        copyRows(from, stride, 0, outputs[l][key], units, start, count, units);
      }
    });
  }
  return outputs;
}
