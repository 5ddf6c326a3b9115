import fc from "fast-check";
import { expect, test } from "vitest";
import { relu, softmax } from "../../index.ts";
import { Random } from "../../random.ts";
import { dense } from "../layers.ts";
import { type Network, network } from "../network.ts";
import { type History, observe, type TrainOptions, train } from "../train.ts";

const INPUTS = 5;
const ROWS = 60;
const random = new Random(11);
const data = {
  inputs: Float32Array.from({ length: ROWS * INPUTS }, () => 2 * random.uniform() - 1),
  labels: Array.from({ length: ROWS }, () => random.below(3)),
};
const make = (units: number): Network =>
  network({ inputs: INPUTS, layers: [dense(units, relu), dense(3, softmax)], seed: 2 });
const options: TrainOptions = { epochs: 12, batchSize: 16, optimizer: "adam", learningRate: 0.02 };

const valuesOf = (net: Network): number[] => net.parameters().flatMap(({ data: values }) => [...values]);
const norm = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0));
const less = (a: readonly number[], b: readonly number[]): number[] => a.map((x, i) => x - b[i]);

test.each([3, 64])("the path of the weights is what float64 makes of it, %i units", async (units) => {
  const net = make(units);
  const seen = [valuesOf(net)];
  const { evidence } = await train(net, data, { ...options, onEpoch: () => void seen.push(valuesOf(net)) });
  const moves = seen.slice(1).map((now, t) => less(now, seen[t]));
  const lengths = moves.map(norm);
  expect(evidence.path.length / lengths.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  expect(evidence.path.distance / norm(less(seen.at(-1) ?? [], seen[0]))).toBeCloseTo(1, 5);
  const cosines = moves
    .slice(1)
    .map((move, t) => move.reduce((sum, x, i) => sum + x * moves[t][i], 0) / lengths[t] / lengths[t + 1]);
  expect(evidence.path.cosine).toHaveLength(cosines.length);
  cosines.forEach((cosine, t) => expect(evidence.path.cosine[t]).toBeCloseTo(cosine, 5));
});

test("which units are alive, whatever their number and whichever they are", async () => {
  const widths = fc.array(fc.boolean(), { minLength: 1, maxLength: 37 });
  await fc.assert(
    fc.asyncProperty(widths, async (alive) => {
      const net = make(alive.length);
      const parameters = net.parameters();
      // a bias that every example stays below
      parameters[1].data.set(alive.map((lives) => (lives ? 10 : -1e6)));
      net.load(parameters);
      const { evidence, layers } = await train(net, data, { ...options, epochs: 2 });
      for (const epoch of [0, 1]) {
        expect([...evidence.alive[0][epoch]]).toEqual(alive.map(Number));
        expect(layers[0].deadShare[epoch]).toBe(alive.filter((lives) => !lives).length / alive.length);
      }
    }),
    { numRuns: 40 },
  );
});

test("each epoch keeps its own: units that die are alive in the epochs before", async () => {
  const net = make(4);
  const onEpoch = ({ epoch }: { readonly epoch: number }): void => {
    if (epoch > 2) return;
    const parameters = net.parameters();
    parameters[1].data[epoch] = -1e6;
    net.load(parameters);
  };
  const [bias] = net.parameters().slice(1);
  net.load(
    net.parameters().map((each) => (each.name === bias.name ? { ...each, data: bias.data.fill(10) } : each)),
  );
  const { evidence } = await train(net, data, { ...options, epochs: 4, onEpoch });
  expect(evidence.alive[0].map((units) => [...units])).toEqual([
    [1, 1, 1, 1],
    [1, 0, 1, 1],
    [1, 0, 0, 1],
    [1, 0, 0, 1],
  ]);
});

test("what is looked at `before` is the network before the first step, and leaves the trained one as it is", async () => {
  const untrained = observe(make(16), data, options).evidence.before;
  const net = make(16);
  let during: History | undefined;
  const { evidence } = await train(net, data, {
    ...options,
    onEpoch: ({ epoch, history }) => {
      if (epoch === 5) {
        during = history;
        expect(history.evidence.before).toEqual(untrained);
      }
    },
  });
  const undisturbed = make(16);
  const { trainLoss } = await train(undisturbed, data, options);
  expect(during?.trainLoss).toEqual(trainLoss);
  expect(valuesOf(net)).toEqual(valuesOf(undisturbed));
  expect(evidence.before).toEqual(untrained);
  expect(evidence.examine()).not.toEqual(untrained);
});
