import { dense, diagnose, linear, network, relu, sigmoid, train } from "hillock";
import { expect, test } from "vitest";
import { layersFromOne } from "./layer-words.ts";

test("layers are counted from one, and other numbers stay", () => {
  expect(
    layersFromOne("Layers 0, 1, 2 (linear): layers 0 to 3 are one linear layer of 3 units over 4 inputs"),
  ).toBe("Layers 1, 2, 3 (linear): layers 1 to 4 are one linear layer of 3 units over 4 inputs");
  expect(
    layersFromOne("The first layer's gradient is 1/310, a gradient keeps 1 of its size in a layer."),
  ).toBe("The first layer's gradient is 1/310, a gradient keeps 1 of its size in a layer.");
});

test("in what the doctor says of sick networks, the layer of a finding is named one higher than its index", async () => {
  const inputs = Float32Array.from({ length: 240 }, (_, i) => Math.sin(i * 1.7));
  const labels = Float32Array.from({ length: 120 }, (_, i) => Number(inputs[2 * i] > 0));
  let named = 0;
  for (const [f, bias] of [
    [relu, -10],
    [sigmoid, 20],
    [linear, 0],
  ] as const) {
    const layers = [dense(6, f, { bias }), dense(6, f, { bias }), dense(1, sigmoid)];
    const net = network({ inputs: 2, layers, seed: 1 });
    for (const { layer, cause } of diagnose(await train(net, { inputs, labels }, { epochs: 20 }))) {
      const found = /\blayers? (\d+)/i.exec(layersFromOne(cause))?.[1];
      if (layer === null || found === undefined) continue;
      expect(Number(found)).toBe(layer + 1);
      named++;
    }
  }
  expect(named).toBeGreaterThanOrEqual(3);
});
