import { expect, test } from "vitest";
import { gelu, linear, prelu, relu, sigmoid, softmax } from "../functions/all.ts";
import { derive } from "../random.ts";
import { blockTrainer } from "./blocks.ts";
import { dense } from "./layers.ts";
import { memoryNeeded, stateLength } from "./memory.ts";
import { network } from "./network.ts";
import { parameterShapes } from "./parameters.ts";
import { type Data, train } from "./train.ts";

const rows = 50;
const random = derive(3, "data");
const data: Data = {
  inputs: Float32Array.from({ length: rows * 5 }, () => random.uniform() * 2 - 1),
  labels: Float64Array.from({ length: rows }, () => random.below(3)),
};
const layers = [dense(7, gelu), dense(6, prelu), dense(3, softmax)];
const fresh = () => network({ inputs: 5, layers, seed: 4 });
const settings = {
  slots: rows,
  measured: rows,
  optimizer: "adam",
  batchSize: 8,
  learningRate: 0.01,
} as const;
const inOrder = Uint32Array.from({ length: rows }, (_, i) => i);
const slice = (from: number, to: number): Data => ({
  inputs: data.inputs.subarray(from * 5, to * 5),
  labels: Array.from(data.labels).slice(from, to),
});

test("steps over whole batches in pieces are the bits of train in one", async () => {
  const whole = fresh();
  const history = await train(whole, data, { ...settings, epochs: 2, shuffle: false, validation: data });
  const pieces = fresh();
  const trainer = blockTrainer(pieces, { ...settings, slots: 24 });
  const losses = [0, 1].map(() => {
    trainer.startEpoch();
    for (const [from, to] of [
      [0, 24],
      [24, 40],
      [40, 50],
    ]) {
      trainer.put(0, slice(from, to));
      trainer.step(inOrder.slice(0, to - from));
    }
    return trainer.endEpoch();
  });
  expect(pieces.parameters()).toEqual(whole.parameters());
  expect(losses).toEqual(history.trainLoss);
  expect(trainer.measure(data)).toBe(history.validationLoss.at(-1));
  expect(trainer.layers).toEqual(history.layers);
});

test("a training that goes on from its state ends with the same bits", () => {
  const run = (cut: boolean) => {
    let net = fresh();
    let trainer = blockTrainer(net, settings);
    for (let epoch = 0; epoch < 4; epoch++) {
      if (cut && epoch === 2) {
        const state = trainer.state();
        net = network({ inputs: 5, layers, seed: 99 });
        trainer = blockTrainer(net, settings);
        trainer.restore(state);
      }
      trainer.put(0, data);
      trainer.startEpoch();
      trainer.step(inOrder);
      trainer.endEpoch();
    }
    return net.parameters();
  };
  expect(run(true)).toEqual(run(false));
});

test("rows and states that do not fit are refused", () => {
  const trainer = blockTrainer(fresh(), settings);
  expect(() => trainer.put(1, data)).toThrow(/slot 1/);
  const other = blockTrainer(network({ inputs: 5, layers: [dense(3, softmax)] }), settings);
  expect(() => other.restore(trainer.state())).toThrow(/another|moments/);
});

test("the memory that is foretold is what the network takes", () => {
  expect(memoryNeeded(5, layers, 256).network).toBe(fresh().engine.places.end);
  expect(memoryNeeded(65_536, [dense(65_536, relu), dense(1, relu)], 32).network).toBeGreaterThan(
    64 * 2 ** 30,
  );
});

test.each([
  [1, [dense(1, sigmoid)]],
  [5, layers],
  [33, [dense(17, prelu), dense(130, gelu), dense(1, linear)]],
] as const)(
  "what a state and its parameters are made of is known before the network is: %i inputs",
  (inputs, own) => {
    const net = network({ inputs, layers: own });
    const { parameters, moments } = blockTrainer(net, { ...settings, slots: 1 }).state();
    expect(stateLength(inputs, own)).toBe(moments.length);
    expect(parameterShapes(inputs, own)).toEqual(parameters.map(({ name, shape }) => ({ name, shape })));
  },
);
