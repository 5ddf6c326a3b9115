import { Worker } from "node:worker_threads";
import fc from "fast-check";
import {
  type Activation,
  type BlockTrainer,
  blockTrainer,
  dense,
  gelu,
  HillockError,
  linear,
  type Network,
  network,
  OPTIMIZERS,
  prelu,
  relu,
  rrelu,
  sigmoid,
  softmax,
  type TrainOptions,
  tanh,
  train,
  trainingThreads,
} from "hillock";
import { expect, test } from "vitest";
import { usefulThreads } from "./threads.ts";

const worker = (source: string): Worker => new Worker(source, { eval: true });
/** So large that a thread is thought to be worth it whatever the widths. */
const LARGEST_BATCH = 16_384;

interface Case {
  readonly inputs: number;
  readonly hidden: readonly { readonly units: number; readonly f: Activation }[];
  readonly output: { readonly f: Activation; readonly units: number };
  readonly rows: number;
  readonly options: TrainOptions;
}

function make({ inputs, hidden, output }: Case, seed = 3): Network {
  const layers = [...hidden, output].map(({ units, f }) => dense(units, f));
  return network({ inputs, layers, seed, largestBatch: LARGEST_BATCH });
}

function dataOf({ inputs, output, rows }: Case, phase: number) {
  const classes = output.f.kind === "row";
  return {
    inputs: Float32Array.from({ length: rows * inputs }, (_, i) => Math.sin(phase + i * 1.3) * 2),
    labels: Array.from({ length: classes ? rows : rows * output.units }, (_, i) =>
      classes ? (i * i) % output.units : (i % 3) / 2,
    ),
  };
}

/** All that a training leaves, its seconds aside. */
async function outcome(net: Network, given: Case) {
  const validation = dataOf({ ...given, rows: 13 }, 5);
  const history = await train(net, dataOf(given, 0), { ...given.options, validation });
  const { evidence, seconds, ...rest } = history;
  return {
    ...rest,
    epochs: seconds.length,
    alive: evidence.alive.map((epochs) => epochs.map((units) => Array.from(units))),
    path: evidence.path,
    after: evidence.examine(),
    weights: net.parameters().map(({ name, data }) => [name, ...new Uint32Array(data.buffer)]),
    predictions: Array.from(net.predict(validation.inputs)),
  };
}

const functions: readonly Activation[] = [relu, tanh, gelu, prelu, rrelu];
const units = fc.constantFrom(3, 16, 17, 32, 42, 64, 100);
const cases: fc.Arbitrary<Case> = fc.record({
  inputs: fc.constantFrom(1, 5, 24),
  hidden: fc
    .array(fc.record({ units, f: fc.constantFrom(...functions) }), { minLength: 0, maxLength: 2 })
    .map((layers) => [{ units: 49, f: relu }, ...layers]),
  output: fc.constantFrom<Case["output"]>(
    { f: softmax, units: 3 },
    { f: softmax, units: 37 },
    { f: sigmoid, units: 1 },
    { f: linear, units: 35 },
  ),
  rows: fc.integer({ min: 1, max: 90 }),
  options: fc.record({
    epochs: fc.constant(2),
    batchSize: fc.constantFrom(1, 7, 16, 32),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    learningRate: fc.constant(0.01),
    weightDecay: fc.constantFrom(0, 0.01),
    measureEvery: fc.constantFrom(1, 2),
    seed: fc.nat(9),
  }),
});
const clipped = fc
  .tuple(cases, fc.option(fc.constant(0.05)))
  .map(([given, clipNorm]) =>
    clipNorm === null ? given : { ...given, options: { ...given.options, clipNorm } },
  );

test("two threads, and three, train to the bits of one, whatever the network", {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(clipped, fc.constantFrom(2, 3), async (given, count) => {
      const expected = await outcome(make(given), given);
      const net = make(given);
      const pool = await trainingThreads(net, count, { worker });
      try {
        expect(pool.count).toBe(count);
        expect(await outcome(net, given)).toEqual(expected);
      } finally {
        pool.close();
      }
    }),
    { numRuns: 15 },
  );
});

const wide: Case = {
  inputs: 8,
  hidden: [{ units: 64, f: relu }],
  output: { f: softmax, units: 3 },
  rows: 40,
  options: { epochs: 2, batchSize: 16, seed: 1 },
};

test("what other threads make is theirs alone: without them nothing goes on", async () => {
  const net = make(wide);
  const touched = new Int32Array(new SharedArrayBuffer(4));
  const counting = `const touched = require("node:worker_threads").workerData;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = class extends Instance {
      constructor(...all) {
        super(...all);
        const { epoch, measure } = super.exports;
        Object.defineProperty(this, "exports", { value: { measure, epoch: (...values) => { Atomics.add(touched, 0, 1); epoch(...values); } } });
      }
    };`;
  const pool = await trainingThreads(net, 2, {
    worker: (source) => new Worker(`${counting}${source}`, { eval: true, workerData: touched }),
  });
  await outcome(net, wide);
  pool.close();
  expect(touched[0]).toBe(wide.options.epochs);
});

test("a pool that is closed leaves the network as it is, on one thread; another can follow", async () => {
  const alone = make(wide);
  const net = make(wide);
  for (let round = 0; round < 3; round++) {
    const expected = await outcome(alone, wide);
    const pool = round === 1 ? undefined : await trainingThreads(net, 2, { worker });
    expect(await outcome(net, wide)).toEqual(expected);
    if (pool) {
      await expect(trainingThreads(net, 2, { worker })).rejects.toThrow(/threads already/);
      pool.close();
      pool.close();
    }
  }
});

test("a training that is kept on one thread goes on on two, to the same bits", async () => {
  const data = dataOf(wide, 0);
  const trainerOf = (net: Network) =>
    blockTrainer(net, { slots: wide.rows, optimizer: "adam", batchSize: 16, learningRate: 0.01 });
  const epochs = (trainer: BlockTrainer, count: number): number[] => {
    trainer.put(0, data);
    return Array.from({ length: count }, () => {
      trainer.startEpoch();
      trainer.step(Uint32Array.from({ length: wide.rows }, (_, row) => row));
      return trainer.endEpoch();
    });
  };
  const whole = make(wide);
  const [, , ...expected] = epochs(trainerOf(whole), 4);
  const first = trainerOf(make(wide));
  epochs(first, 2);
  const net = make(wide, 8);
  const pool = await trainingThreads(net, 2, { worker });
  const trainer = trainerOf(net);
  trainer.restore(first.state());
  expect(epochs(trainer, 2)).toEqual(expected);
  pool.close();
  expect(net.parameters()).toEqual(whole.parameters());
});

test("small networks stay on one thread", async () => {
  const small = network({ inputs: 4, layers: [dense(16, relu), dense(16, relu), dense(3, softmax)] });
  const before = small.engine.memory;
  const pool = await trainingThreads(small, 2, { worker });
  expect(pool.count).toBe(1);
  expect(small.engine.memory).toBe(before);
  pool.close();
  const layer = (inputs: number, size: number) =>
    make({ ...wide, inputs, hidden: [{ units: size, f: relu }] });
  // no more threads than chunks of units
  expect(usefulThreads(layer(784, 40).engine.plan, 16)).toBe(3);
  expect(usefulThreads(layer(784, 512).engine.plan, 64)).toBe(16);
});

test("threads that cannot be had: an error that says why, and the network trains on", async () => {
  const net = make(wide);
  for (const count of [0, 1.5, Number.NaN, 1000])
    await expect(trainingThreads(net, count, { worker })).rejects.toThrow(
      /count is .* threads from 1 to 256/,
    );
  const broken = () => new Worker('throw new Error("out of threads");', { eval: true });
  await expect(trainingThreads(net, 2, { worker: broken })).rejects.toThrow(HillockError);
  expect(await outcome(net, wide)).toEqual(await outcome(make(wide), wide));
});

test("in Node nothing need be given", async () => {
  const net = make(wide);
  const pool = await trainingThreads(net, 2);
  expect(pool.count).toBe(2);
  expect(await outcome(net, wide)).toEqual(await outcome(make(wide), wide));
  pool.close();
});
