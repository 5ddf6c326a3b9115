import { expect, test } from "vitest";
import { dense, diagnose, network, relu, sigmoid, train } from "../../index.ts";

test("dead units: which, since when each, and how many", async () => {
  const inputs = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
  const labels = Array.from({ length: 64 }, (_, i) => i % 2);
  const net = network({
    inputs: 1,
    layers: [dense(8, relu, { bias: -4 }), dense(1, sigmoid)],
    seed: 1,
  });
  const history = await train(net, { inputs, labels }, { epochs: 6, learningRate: 0.01 });
  const found = diagnose(history).find(({ name }) => name === "dyingRelu");
  const { alive } = history.evidence;
  const dead = Array.from({ length: 8 }, (_, u) => u).filter((u) => alive[0][5][u] === 0);
  expect(found?.units).toEqual(dead);
  expect(found?.cause).toContain(`${dead.length} of 8 units`);
  const told = [...(found?.cause ?? "").matchAll(/(\d+) from (?:epoch \d+|the start) on/g)];
  expect(told.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(dead.length);
});

test("the figure, the units and the text are of the same epoch", async () => {
  const inputs = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
  const labels = Array.from({ length: 64 }, (_, i) => i % 2);
  const net = network({ inputs: 1, layers: [dense(8, relu), dense(1, sigmoid)], seed: 1 });
  const history = await train(net, { inputs, labels }, { epochs: 12, learningRate: 1e-5 });
  // a unit comes alive at the very end: the median of the last three epochs is of the two before
  const dead = Array.from({ length: 12 }, (_, epoch) => (epoch === 11 ? 5 : 6));
  const alive = dead.map((count) => Uint8Array.from({ length: 8 }, (_, u) => Number(u >= count)));
  const [hidden, ...above] = history.layers;
  const found = diagnose({
    ...history,
    layers: [{ ...hidden, deadShare: dead.map((count) => count / 8) }, ...above],
    evidence: { ...history.evidence, alive: [alive, ...history.evidence.alive.slice(1)] },
  }).find(({ name }) => name === "dyingRelu");
  expect(found?.units).toEqual([0, 1, 2, 3, 4, 5]);
  expect(found?.measured).toBe(6 / 8);
  expect(found?.cause).toMatch(/^After epoch 11, 6 of 8 units of layer 0 were dead/);
});

test.each([
  [2, "The same holds for 1 other layer."],
  [3, "The same holds for 2 other layers."],
])("of %i dead layers the others are counted", async (count, words) => {
  const inputs = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
  const labels = Array.from({ length: 64 }, (_, i) => i % 2);
  const hidden = Array.from({ length: count }, () => dense(8, relu, { bias: -9 }));
  const net = network({ inputs: 1, layers: [...hidden, dense(1, sigmoid)], seed: 1 });
  const history = await train(net, { inputs, labels }, { epochs: 6, learningRate: 0.01 });
  expect(diagnose(history).find(({ name }) => name === "dyingRelu")?.cause).toContain(words);
});
