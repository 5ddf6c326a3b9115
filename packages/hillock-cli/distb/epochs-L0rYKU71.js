import { t as HillockError } from "./errors-D-d5hvak.js";
import {
  b as derive,
  p as OPTIMIZERS,
  u as PATH_SUMS,
  v as padded,
  y as SETTING,
} from "./fitted-DwmPkfMm.js";
import {
  d as bytesPerTarget,
  i as checkOptions,
  f as countRows,
  s as layerHistories,
  p as loadData,
  m as measure,
  a as prepareOptimizer,
  c as recordLayers,
  l as resetCounters,
  o as scheduleFactor,
  u as usualInterval,
} from "./prepare-DnxqXG-l.js";

// ../hillock/src/network/evidence/path.ts
/** All weights, biases and learned parameters, as one view of the network's memory. */
function weightsOf({ engine }) {
  return new Float32Array(engine.memory.buffer, engine.places.values, engine.places.valueBytes / 4);
}
const [MOVED, ALONG, AWAY, SIZE] = ["moved", "along", "away", "size"].map((sum) => PATH_SUMS.indexOf(sum));
/** Follows the block of weights, biases and learned parameters: in the network's memory, by its own code. */
var PathTracker = class {
  path;
  #net;
  #lastLength = 0;
  #lastSize;
  #least;
  constructor(net) {
    this.#net = net;
    let squares = 0;
    for (const w of weightsOf(net)) squares += w * w;
    this.#least = 0.5 * Math.sqrt(net.layers.reduce((sum, { units }) => sum + units, 0));
    this.#lastSize = Math.sqrt(squares);
    this.path = {
      step: [],
      cosine: [],
      length: 0,
      distance: 0,
      start: Math.sqrt(squares),
    };
    const { values, valueBytes, path } = net.engine.places;
    if (path === void 0) return;
    const { bytes } = net.engine.views();
    for (const block of [path.first, path.last]) bytes.copyWithin(block, values, values + valueBytes);
    bytes.fill(0, path.movement, path.movement + valueBytes);
  }
  epoch() {
    const { engine } = this.#net;
    const { path } = engine.places;
    if (path === void 0) return;
    engine.run.path?.();
    const { doubles } = engine.views();
    const at = path.sums / 8;
    const length = Math.sqrt(doubles[at + MOVED]);
    const along = doubles[at + ALONG];
    const step = length / Math.max(this.#lastSize, this.#least);
    this.path.step.push(Number.isNaN(step) ? Infinity : step);
    this.#lastSize = Math.sqrt(doubles[at + SIZE]);
    if (this.path.step.length > 1)
      this.path.cosine.push(length > 0 && this.#lastLength > 0 ? along / (length * this.#lastLength) : 0);
    this.#lastLength = length;
    this.path.length += length;
    this.path.distance = Math.sqrt(doubles[at + AWAY]);
  }
};
// ../hillock/src/network/epochs.ts
const breathe = () =>
  new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
const BREATHE_EVERY_MS = 50;
/** What `train` does, without gathering evidence. */
async function runEpochs(net, data, options, watcher = {}) {
  const { optimizer, batchSize, learningRate, momentum, seed } = checkOptions(net, options);
  const rows = countRows(net, data, "training");
  const held = options.validation;
  const heldRows = held ? countRows(net, held, "validation") : 0;
  const perRow = padded(net.inputs) * 4 + bytesPerTarget(net);
  const align = (bytes) => Math.ceil(bytes / 16) * 16;
  const { engine } = net;
  const at = engine.reserve(align(rows * perRow) + align(heldRows * perRow) + rows * 4);
  const loaded = loadData(net, data, rows, at);
  const heldData = held && loadData(net, held, heldRows, at + align(rows * perRow));
  const orderAt = at + align(rows * perRow) + align(heldRows * perRow);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  const { weightDecay = 0, clipNorm = 0, schedule = { kind: "constant" } } = options;
  const measureEvery = options.measureEvery ?? usualInterval(rows);
  prepareOptimizer(net, seed, {
    learningRate,
    momentum,
    weightDecay,
    clipNorm,
  });
  const best = options.patience === void 0 ? void 0 : new BestWeights(net);
  const random = derive(seed, "order of the rows");
  watcher.begin?.(loaded);
  const trainLoss = [];
  const validationLoss = [];
  const validationAccuracy = [];
  const seconds = [];
  const layers = layerHistories(net);
  const code = OPTIMIZERS.indexOf(optimizer);
  let status = "finished";
  let lastBreath = performance.now();
  for (let epoch = 1; epoch <= options.epochs && status === "finished"; epoch++) {
    if (options.signal?.aborted)
      throw new HillockError("aborted", `Training was stopped before epoch ${epoch}.`);
    const start = performance.now();
    if (options.shuffle !== false || epoch === 1) {
      if (options.shuffle !== false) random.shuffle(order);
      new Uint32Array(engine.memory.buffer, orderAt, rows).set(order);
    }
    resetCounters(net);
    const rate = learningRate * scheduleFactor(schedule, epoch, options.epochs);
    const { data: view } = engine.views();
    view.setFloat32(engine.places.settings + SETTING.learningRate, rate, true);
    engine.run.epoch(rows, batchSize, loaded.inputs, loaded.targets, orderAt, code, measureEvery);
    const loss = view.getFloat64(engine.places.loss, true) / rows;
    recordLayers(net, layers);
    watcher.counted?.();
    trainLoss.push(loss);
    if (heldData) {
      const { loss: own, accuracy } = measure(net, heldData);
      validationLoss.push(own);
      if (accuracy !== void 0) validationAccuracy.push(accuracy);
    }
    seconds.push((performance.now() - start) / 1e3);
    const heldLoss = validationLoss.at(-1);
    if (!Number.isFinite(loss) || (heldLoss !== void 0 && !Number.isFinite(heldLoss))) status = "diverged";
    const pause = watcher.ended?.({
      epoch,
      trainLoss: loss,
      validationLoss: heldLoss,
      course: {
        status,
        trainLoss,
        validationLoss,
        validationAccuracy,
        seconds,
        layers,
      },
    });
    if (pause instanceof Promise) await pause;
    if (best && heldLoss !== void 0 && best.epochsSince(heldLoss) >= (options.patience ?? Infinity)) break;
    if (performance.now() - lastBreath > BREATHE_EVERY_MS) {
      await breathe();
      lastBreath = performance.now();
    }
  }
  best?.restore();
  return {
    status,
    trainLoss,
    validationLoss,
    validationAccuracy,
    seconds,
    layers,
  };
}
/** The weights of the epoch with the lowest validation loss. */
var BestWeights = class {
  #net;
  #weights;
  #loss = Infinity;
  #since = 0;
  constructor(net) {
    this.#net = net;
    this.#weights = weightsOf(this.#net).slice();
  }
  /** Epochs since the lowest loss, this one included. */
  epochsSince(loss) {
    this.#since++;
    if (loss < this.#loss) {
      this.#loss = loss;
      this.#since = 0;
      this.#weights = weightsOf(this.#net).slice();
    }
    return this.#since;
  }
  restore() {
    weightsOf(this.#net).set(this.#weights);
  }
};

export { PathTracker as n, runEpochs as t, weightsOf as r };
