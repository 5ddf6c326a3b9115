import { dense, derive, linear, network, sigmoid, softmax, tanh, train } from "hillock";
import { expect, test } from "vitest";

const ROWS = 53;
const random = derive(1, "accuracy");
const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
const whole = (count: number, below: number): number[] =>
  Array.from({ length: count }, () => random.below(below));

/** Right decisions of a network's outputs, counted one by one. */
const counted = {
  classes: (outputs: Float32Array, labels: readonly number[], units: number): number =>
    labels.filter((label, r) => {
      const row = outputs.subarray(r * units, (r + 1) * units);
      return row.indexOf(Math.max(...row)) === label;
    }).length / labels.length,
  switches: (outputs: Float32Array, labels: readonly number[]): number =>
    labels.filter((label, i) => Number(outputs[i] >= 0.5) === label).length / labels.length,
};

test.each([
  ["softmax over classes", softmax, 5, "softmaxCrossEntropy", "classes"],
  ["one decision", sigmoid, 1, "binaryCrossEntropy", "switches"],
  ["several decisions", sigmoid, 3, "binaryCrossEntropy", "switches"],
] as const)("validationAccuracy is the share of right decisions: %s", async (_name, f, units, loss, kind) => {
  const labelsOf = (): number[] => (kind === "classes" ? whole(ROWS, units) : whole(ROWS * units, 2));
  const [inputs, held] = [numbers(ROWS * 4), numbers(ROWS * 4)];
  const [labels, heldLabels] = [labelsOf(), labelsOf()];
  // batches of 16 leave a last one that is not full
  const net = network({
    inputs: 4,
    layers: [dense(6, tanh), dense(units, f)],
    seed: 2,
    loss,
    largestBatch: 16,
  });
  const expected: number[] = [];
  const history = await train(
    net,
    { inputs, labels },
    {
      epochs: 6,
      batchSize: 16,
      learningRate: 0.5,
      validation: { inputs: held, labels: heldLabels },
      onEpoch: () => expected.push(counted[kind](net.predict(held), heldLabels, units)),
    },
  );
  expect(history.validationAccuracy).toHaveLength(6);
  history.validationAccuracy.forEach((share, epoch) => expect(share).toBeCloseTo(expected[epoch], 12));
  expect(new Set(expected).size).toBeGreaterThan(1);
});

test("there is no accuracy for a squared error, nor without validation data", async () => {
  const [inputs, labels] = [numbers(ROWS * 2), Array.from(numbers(ROWS))];
  const net = network({ inputs: 2, layers: [dense(1, linear)], seed: 1 });
  const validation = { inputs, labels };
  expect((await train(net, { inputs, labels }, { epochs: 2, validation })).validationAccuracy).toEqual([]);
  const binary = network({ inputs: 2, layers: [dense(1, sigmoid)], seed: 1 });
  const decisions = whole(ROWS, 2);
  expect((await train(binary, { inputs, labels: decisions }, { epochs: 2 })).validationAccuracy).toEqual([]);
});
