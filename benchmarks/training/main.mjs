// Training steps beside PyTorch, TensorFlow.js and jax-js, one thread, from the same weights, over the same batches.
import { cpus } from "node:os";
import { findPython } from "../python.mjs";
import { report, takeTurns } from "../rounds.mjs";
import { openHillock } from "./peers/hillock.mjs";
import { openJaxTraining } from "./peers/jax.mjs";
import { openTfjsTraining } from "./peers/tfjs.mjs";
import { openTorchTraining } from "./peers/torch.mjs";
import { make, NETWORKS, problem } from "./problem.mjs";
import { compareThreads } from "./threads.mjs";
import { watchShortEpochs } from "./watching.mjs";

const ROUNDS = 25;
const TITLES = {
  every: "Hillock, every row measured",
  unmeasured: "Hillock, measurements off",
};
const { say, write } = report("training", "Training steps beside peers");
const whole = (x) => Math.round(x).toLocaleString("en");
const apart = (a, b) => Math.max(...a.map((loss, i) => Math.abs(loss - b[i])));
const python = findPython();
const floatingPointOperations = ({ sizes, batch }) =>
  sizes.slice(1).reduce((sum, units, l) => sum + 2 * sizes[l] * units * batch * (l === 0 ? 2 : 3), 0);

say(
  `Machine: ${cpus()[0].model}, Node ${process.version}. SGD, softmax cross-entropy, ReLU, float32, one thread; epochs of \`train\`, with every measurement of the doctor on unless said otherwise: of units whether they are alive in every row, of the other figures each 8th row of every batch. Peers take turns for ${ROUNDS} rounds; rates are a second of processor time, the best round's with the median round's beside it.\n`,
);
let blas;
const rows = [];
for (const shape of NETWORKS) {
  const data = problem(shape);
  const parameters = make(shape).parameters();
  const peers = {
    Hillock: await openHillock(shape, data),
    every: await openHillock(shape, data, { measureEvery: 1 }),
    unmeasured: await openHillock(shape, data, { measurements: false }),
    "tfjs wasm": await openTfjsTraining(shape, data, parameters),
    "jax-js": await openJaxTraining(shape, data, parameters),
  };
  if (python) peers.PyTorch = await openTorchTraining(python, shape, data, parameters);
  blas ??= peers.PyTorch;
  const { losses, network } = peers.Hillock;
  const differ = Math.max(...Object.values(peers).map((peer) => apart(losses, peer.losses)));
  if (!(differ <= 1e-4)) process.exitCode = 1;
  const rates = await takeTurns(
    Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, peer.stepsPerSecond])),
    ROUNDS,
  );
  rows.push({ shape, rates, differ, memory: network.engine.memory.buffer.byteLength });
  for (const peer of Object.values(peers)) peer.close();
}

say(
  "| network | batch | trainer | steps/s | of the median round | examples/s | GFLOP/s | Hillock beside it |",
);
say("|---|---|---|---|---|---|---|---|");
for (const { shape, rates } of rows) {
  for (const [name, { best: rate, median }] of Object.entries(rates)) {
    const title = TITLES[name] ?? name;
    const gigaflops = (rate * floatingPointOperations(shape)) / 1e9;
    say(
      `| ${shape.sizes.join("-")} | ${shape.batch} | ${title} | ${whole(rate)} | ${whole(median)} | ${whole(rate * shape.batch)} | ${gigaflops.toFixed(1)} | ${(rates.Hillock.best / rate).toFixed(2)}× |`,
    );
  }
}
say("");
for (const { shape, rates, differ, memory } of rows) {
  const [usual, all] = ["Hillock", "every"].map(
    (name) => (rates.unmeasured.best / rates[name].best - 1) * 100,
  );
  say(
    `${shape.sizes.join("-")}: losses of the first 100 steps differ by at most ${differ.toExponential(1)} between all trainers; measuring costs ${usual.toFixed(1)} %, of every row ${all.toFixed(1)} %; network and data set take ${(memory / 2 ** 20).toFixed(1)} MiB.\n`,
  );
}
await watchShortEpochs(say);
await compareThreads(say, python);
say(
  blas
    ? `PyTorch ${blas.version} of this system, its matrix products from ${blas.blas}, with AVX-512 kernels where the processor has them. Without OpenBLAS (Debian: libopenblas0-pthread) they come from the reference BLAS, and the factor at 784-128-64-10 says little.`
    : "PyTorch is not installed (Debian: python3-torch, libopenblas0-pthread): left out.",
);
say(
  "\nTargets: 4-16-16-3 ≥ 400,000 steps/s, ≥ 30× PyTorch, ≥ 90× tfjs; 784-128-64-10 ≥ 1.9× jax-js, ≥ 8× tfjs, ≥ 0.55× PyTorch; measurements ≤ 5 %.",
);
write();
