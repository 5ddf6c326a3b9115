import { expect, test } from "vitest";
import type { ElementwiseActivation } from "../../functions/activation.ts";
import { functions } from "../../functions/catalogue.ts";
import { softmax } from "../../index.ts";
import { Random } from "../../random.ts";
import { layerOutputs } from "../activations.ts";
import { countRows, loadData } from "../data.ts";
import { dense } from "../layers.ts";
import { network } from "../network.ts";
import { inspectBatch, keepBatch } from "./inspect.ts";

const ROWS = 12;
const INPUTS = 3;
const UNITS = 21;
const CLASSES = 3;

const elementwise = [...functions.values()].filter(
  (f): f is ElementwiseActivation => f.kind === "elementwise" && f.name !== "rrelu",
);

test.each(elementwise.map((f) => [f.name, f] as const))(
  "%s: what a batch leaves is z, f(z) and the gradient that the chain rule says",
  (_, f) => {
    const random = new Random(7);
    const inputs = Float32Array.from({ length: ROWS * INPUTS }, () => 4 * random.uniform() - 2);
    const labels = Array.from({ length: ROWS }, () => random.below(CLASSES));
    const net = network({ inputs: INPUTS, layers: [dense(UNITS, f), dense(CLASSES, softmax)], seed: 3 });
    const rows = countRows(net, { inputs, labels }, "training");
    const at = net.engine.reserve(4096);
    const loaded = loadData(net, { inputs, labels }, rows, at);
    const { layers } = inspectBatch(net, keepBatch(net, { ...loaded, targetBytes: 4 }, rows));

    const [hidden, output] = layers;
    const [own] = layerOutputs(net, inputs);
    expect(hidden.preActivation).toEqual(own.preActivation);
    expect(hidden.activation).toEqual(own.activation);
    for (let r = 0; r < ROWS; r++)
      for (let u = 0; u < UNITS; u++) {
        const terms = Array.from(
          { length: CLASSES },
          (_each, k) => output.weight[k * UNITS + u] * output.gradient[r * CLASSES + k],
        );
        const backward = terms.reduce((a, b) => a + b, 0);
        const slope = f.derivative(hidden.preActivation[r * UNITS + u]);
        const size = Math.max(...terms.map(Math.abs)) * Math.max(1, Math.abs(slope));
        const error = Math.abs(hidden.gradient[r * UNITS + u] - backward * slope);
        expect(error).toBeLessThan(size * 2 ** -21);
      }
  },
);
