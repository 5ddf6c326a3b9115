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
