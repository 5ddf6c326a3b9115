import { expect, test } from "vitest";
import { softmax, tanh } from "../functions/all.ts";
import { dense } from "../network/layers.ts";
import { type Network, network } from "../network/network.ts";
import { train } from "../network/train.ts";
import { diagnose } from "./diagnose.ts";

const ROWS = 7;

/** Mean over rows and units of (softmax − target)², from the network's own predictions. */
function lossOf(net: Network, inputs: Float32Array, targets: Float32Array): number {
  const outputs = net.predict(inputs);
  return outputs.reduce((sum, s, i) => sum + (s - targets[i]) ** 2, 0) / outputs.length;
}

test.each([2, 3, 4, 5, 9])(
  "a step over a softmax of %i units with squared error follows the numeric gradient",
  async (units) => {
    const net = network({
      inputs: 3,
      layers: [dense(4, tanh), dense(units, softmax)],
      seed: units,
      loss: "meanSquaredError",
    });
    const inputs = Float32Array.from({ length: 3 * ROWS }, (_, i) => Math.sin(1 + 2 * i));
    const targets = Float32Array.from({ length: units * ROWS }, (_, i) =>
      Number(i % units === Math.floor(i / units) % units),
    );
    const before = net.parameters();
    const rate = 0.5;
    const options = { epochs: 1, batchSize: ROWS, learningRate: rate, shuffle: false };
    const history = await train(net, { inputs, labels: targets }, options);
    const after = net.parameters();
    net.load(before);
    expect(history.trainLoss[0]).toBeCloseTo(lossOf(net, inputs, targets), 6);
    const step = 1e-2;
    for (const [p, { data }] of before.entries()) {
      for (let i = 0; i < data.length; i++) {
        const moved = (by: number): number => {
          const changed = Float32Array.from(data, (value, j) => (j === i ? value + by : value));
          net.load(before.map((parameter, q) => (q === p ? { ...parameter, data: changed } : parameter)));
          return lossOf(net, inputs, targets);
        };
        const numeric = (moved(step) - moved(-step)) / (2 * step);
        expect((data[i] - after[p].data[i]) / rate).toBeCloseTo(numeric, 4);
      }
    }
    expect(diagnose(history).map(({ name }) => name)).toContain("wrongOutputFunction");
  },
);
