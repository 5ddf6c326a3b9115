import { describe, expect, test } from "vitest";
import type { Activation } from "../functions/activation.ts";
import { gaussian, linear, sigmoid, softmax, softplus } from "../functions/all.ts";
import { dense } from "./layers.ts";
import { network } from "./network.ts";
import { type TrainOptions, train } from "./train.ts";

const inputs = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i * 1.3));
const labels = [0, 1, 2, 0, 2, 1, 1, 0];

/** The gradients of one step, by parameter, and what was measured of it. */
async function stepOf(f: Activation, units: number, options: Partial<TrainOptions>) {
  const net = network({ inputs: 3, layers: [dense(units, f), dense(3, softmax)], seed: 1 });
  const before = net.parameters();
  const history = await train(
    net,
    { inputs, labels },
    { epochs: 1, learningRate: 1, measureEvery: 1, ...options },
  );
  const steps = net.parameters().map(({ data }, p) => data.map((value, i) => before[p].data[i] - value));
  return { steps, history };
}

describe.each([sigmoid, softplus, gaussian])(
  "$name is not 0 at 0, as units are that only fill a vector",
  (f) => {
    test.each([1, 2, 3, 4, 5])(
      "of %d units, gradients are clipped to the norm that is asked for",
      async (units) => {
        const { steps } = await stepOf(f, units, { clipNorm: 0.01 });
        expect(Math.hypot(...steps.flatMap((each) => [...each]))).toBeCloseTo(0.01, 6);
      },
    );

    test.each([1, 2, 3, 4, 5])(
      "of %d units, the gradient that is measured is that of the weights",
      async (units) => {
        const { steps, history } = await stepOf(f, units, {});
        const [weights] = steps.slice(2);
        const expected = Math.hypot(...weights) / Math.sqrt(weights.length);
        expect(history.layers[1].weightGradientNorm[0] / expected).toBeCloseTo(1, 4);
      },
    );
  },
);

test("the norm of a million gradients that are much alike is as exact", async () => {
  const width = 1024;
  const net = network({ inputs: width, layers: [dense(width, linear, { initialization: { constant: 0 } })] });
  const data = { inputs: new Float32Array(width).fill(1), labels: new Float32Array(width).fill(1.1) };
  await train(net, data, { epochs: 1, learningRate: 1, clipNorm: 1e-4 });
  const squares = net
    .parameters()
    .map(({ data: moved }) => moved.reduce((sum, value) => sum + value * value, 0));
  expect(Math.sqrt(squares[0] + squares[1]) / 1e-4).toBeCloseTo(1, 5);
});
