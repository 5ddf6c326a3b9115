import { Worker } from "node:worker_threads";
import { train, trainingThreads } from "hillock";
import { processorTime } from "../../rounds.mjs";
import { batchOf, CHECKED, make, RATE } from "../problem.mjs";

const BATCHES = 3;

const worker = (source) => new Worker(source, { eval: true });

/**
 * Whole epochs of `train` after the first: measurements and JavaScript between epochs included, by the
 * processor's time unless `now` says otherwise.
 */
export async function openHillock(
  shape,
  data,
  { measurements = true, measureEvery, optimizer = "sgd", threads = 1, now = processorTime } = {},
) {
  const net = make(shape, measurements);
  const start = net.parameters();
  const pool = await trainingThreads(net, threads, { worker });
  if (pool.count !== threads) throw new Error(`The network takes ${pool.count} threads, not ${threads}.`);
  const { sizes, batch, rows, epochs } = shape;
  const options = {
    batchSize: batch,
    optimizer,
    learningRate: optimizer === "sgd" ? RATE : undefined,
    shuffle: false,
    ...(measureEvery && { measureEvery }),
  };
  const losses = [];
  for (let step = 0; step < CHECKED; step++) {
    const [from, to] = batchOf(shape, step);
    const part = {
      inputs: data.inputs.subarray(from * sizes[0], to * sizes[0]),
      labels: data.labels.slice(from, to),
    };
    losses.push((await train(net, part, { ...options, epochs: 1 })).trainLoss[0]);
  }
  return {
    losses,
    network: net,
    async stepsPerSecond() {
      let least = Infinity;
      for (let i = 0; i < BATCHES; i++) {
        net.load(start);
        let [begin, end] = [0, 0];
        const onEpoch = ({ epoch }) => {
          if (epoch === 1) begin = now();
          if (epoch === epochs) end = now();
        };
        await train(net, data, { ...options, epochs, onEpoch });
        least = Math.min(least, (end - begin) / (epochs - 1));
      }
      return rows / batch / least;
    },
    close: pool.close,
  };
}
