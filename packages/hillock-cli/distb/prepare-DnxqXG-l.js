import { D as checkLabel, x as linear, g as sigmoid, m as softmax, At as x } from "./activations-VfsU12zi.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import {
  r as copyRows,
  b as derive,
  t as encoderOf,
  d as FIGURES,
  _ as layOut,
  p as OPTIMIZERS,
  v as padded,
  o as requireLoss,
  y as SETTING,
  m as SQUARED_MULTIPLE,
} from "./fitted-DwmPkfMm.js";
import {
  l as fitCategories,
  u as fitNumbers,
  m as fitScale,
  o as isNumeric,
  d as leaveOut,
  s as requireFinite,
} from "./target-x2kGXOSo.js";

// ../hillock/src/doctor/task.ts
/** The output layer that a task asks for. */
const OUTPUTS = {
  binary: () => ({
    units: 1,
    activation: sigmoid,
    loss: "binaryCrossEntropy",
  }),
  multiclass: (classes) => ({
    units: classes,
    activation: softmax,
    loss: "softmaxCrossEntropy",
  }),
  regression: () => ({
    units: 1,
    activation: linear,
    loss: "meanSquaredError",
  }),
};
/** Learning rates that suit standardised tables and well-started weights. */
const TABLE_RATES = {
  sgd: 0.1,
  momentum: 0.02,
  nesterov: 0.02,
  adam: 0.005,
  adamw: 0.005,
  rmsprop: 0.002,
};
/** The place of the largest of a row's numbers, the first of equal ones; −1 where one is NaN. */
function largestOf(outputs, start, width) {
  let [place, largest] = [-1, -Infinity];
  for (let c = 0; c < width; c++) {
    const value = outputs[start + c];
    if (Number.isNaN(value)) return -1;
    if (value > largest || place < 0) [place, largest] = [c, value];
  }
  return place;
}
/** Share of right decisions: at 0.5 for two classes, the largest output for several; null for a regression. */
function accuracyOf(task, outputs, labels) {
  if (task === "regression") return null;
  const width = outputs.length / labels.length;
  let right = 0;
  for (let r = 0; r < labels.length; r++) {
    const decided =
      task === "binary" ? Number(outputs[r * width] >= 0.5) : largestOf(outputs, r * width, width);
    right += Number(decided === labels[r]);
  }
  return right / labels.length;
}
// ../hillock/src/network/accuracy.ts
/** Decisions that each row asks for: one among classes, or one for each output; none where the loss is a squared error. */
function decisionsPerRow({ loss, outputs }) {
  if (loss === "meanSquaredError") return 0;
  return loss === "binaryCrossEntropy" ? outputs : 1;
}
/** Of the batch that was measured last: the largest output for classes, each output from 0.5 on or below for others. */
function rightDecisions({ engine: { memory, places }, outputs, loss }, rows) {
  const stride = padded(outputs);
  const last = places.layers[places.layers.length - 1];
  const given = new Float32Array(memory.buffer, last.activation, rows * stride);
  let right = 0;
  if (loss === "softmaxCrossEntropy") {
    const labels = new Int32Array(memory.buffer, places.targets, rows);
    for (let r = 0; r < rows; r++) {
      let largest = r * stride;
      for (let i = largest + 1; i < r * stride + outputs; i++) if (given[i] > given[largest]) largest = i;
      if (largest === r * stride + labels[r]) right++;
    }
    return right;
  }
  const targets = new Float32Array(memory.buffer, places.targets, rows * stride);
  for (let r = 0; r < rows; r++)
    for (let i = r * stride; i < r * stride + outputs; i++)
      if (given[i] >= 0.5 === targets[i] >= 0.5) right++;
  return right;
}
// ../hillock/src/network/data.ts
const bytesPerTarget = (net) => (net.loss === "softmaxCrossEntropy" ? 4 : padded(net.outputs) * 4);
/** A plain loop: a callback for each number of a large table costs as much as a step over it. */
function firstNotFinite(values) {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}
function countRows(net, { inputs, labels }, what) {
  requireLoss(net.layers[net.layers.length - 1].activation);
  if (inputs.length === 0 || inputs.length % net.inputs !== 0)
    throw new HillockError(
      "invalid-shape",
      `The ${what} inputs have ${inputs.length} numbers; whole rows of ${net.inputs} are needed, at least one.`,
    );
  const rows = inputs.length / net.inputs;
  const perRow = net.loss === "softmaxCrossEntropy" ? 1 : net.outputs;
  if (labels.length !== rows * perRow)
    throw new HillockError(
      "invalid-shape",
      `There are ${labels.length} ${what} labels for ${rows} rows; ${rows * perRow} are needed.`,
    );
  const bad = firstNotFinite(inputs);
  if (bad >= 0)
    throw new HillockError(
      "invalid-argument",
      `The ${what} inputs have ${inputs[bad]} in row ${Math.floor(bad / net.inputs)}, column ${bad % net.inputs}; fill in or leave out such rows.`,
    );
  for (let r = 0; r < labels.length; r++)
    if (net.loss === "softmaxCrossEntropy") checkLabel(labels[r], r, net.outputs);
    else if (!Number.isFinite(labels[r]))
      throw new HillockError("invalid-label", `Label ${r} is ${labels[r]}; a finite number is needed.`);
    else if (net.loss === "binaryCrossEntropy" && (labels[r] < 0 || labels[r] > 1))
      throw new HillockError(
        "invalid-label",
        `The label of row ${r} is ${labels[r]}; binary labels lie from 0 to 1.`,
      );
  return rows;
}
/** Lays the data set into the network's memory, rows padded to whole vectors. */
function loadData(net, data, rows, at) {
  const { memory } = net.engine;
  const stride = padded(net.inputs);
  const targets = at + rows * stride * 4;
  copyRows(
    data.inputs,
    net.inputs,
    0,
    new Float32Array(memory.buffer, at, rows * stride),
    stride,
    0,
    rows,
    net.inputs,
  );
  if (net.loss === "softmaxCrossEntropy") {
    const block = new Int32Array(memory.buffer, targets, rows);
    for (let r = 0; r < rows; r++) block[r] = data.labels[r];
  } else {
    const width = padded(net.outputs);
    copyRows(
      Float32Array.from(data.labels),
      net.outputs,
      0,
      new Float32Array(memory.buffer, targets, rows * width),
      width,
      0,
      rows,
      net.outputs,
    );
  }
  return {
    rows,
    inputs: at,
    targets,
  };
}
/** What the network makes of rows, without a step. */
function measure(net, data) {
  const { memory, run, places, capacity } = net.engine;
  const bytes = new Uint8Array(memory.buffer);
  const inputBytes = padded(net.inputs) * 4;
  const targetBytes = bytesPerTarget(net);
  const total = new DataView(memory.buffer, places.loss);
  total.setFloat64(0, 0, true);
  const decisions = data.rows * decisionsPerRow(net);
  let right = 0;
  for (let start = 0; start < data.rows; start += capacity) {
    const count = Math.min(capacity, data.rows - start);
    bytes.copyWithin(
      places.batch,
      data.inputs + start * inputBytes,
      data.inputs + (start + count) * inputBytes,
    );
    bytes.copyWithin(
      places.targets,
      data.targets + start * targetBytes,
      data.targets + (start + count) * targetBytes,
    );
    run.measure(count);
    if (decisions > 0) right += rightDecisions(net, count);
  }
  return {
    loss: total.getFloat64(0, true) / data.rows,
    accuracy: decisions > 0 ? right / decisions : void 0,
  };
}
// ../hillock/src/network/measure.ts
const USUAL_INTERVAL = 8;
const LEAST_MEASURED = 32;
/** Of how many rows of an epoch one is measured: of few rows more of them, so that the figures mean something. */
const usualInterval = (rows) => Math.min(USUAL_INTERVAL, Math.max(1, Math.floor(rows / LEAST_MEASURED)));
const layerHistories = (net) =>
  net.layers.map(() => ({
    gradientNorm: [],
    weightGradientNorm: [],
    deadShare: [],
    saturatedShare: [],
    activationMean: [],
    activationSpread: [],
    sparsity: [],
  }));
function resetCounters({ engine }) {
  const { counterStart, counterEnd } = engine.places;
  engine.views().bytes.fill(0, counterStart, counterEnd);
}
const [GRADIENT_SQUARES, WEIGHT_SQUARES, ACTIVATION_SUM, ACTIVATION_SQUARES, SATURATED, ZEROS, ALIVE] = [
  "gradientSquares",
  "weightSquares",
  "activationSum",
  "activationSquares",
  "saturated",
  "zeros",
  "alive",
].map((figure) => FIGURES.indexOf(figure));
/** A power of two, so that nothing is lost by it. */
const UNSCALED = SQUARED_MULTIPLE ** -2;
/** Reads the epoch's counters into the histories. */
function recordLayers(net, histories) {
  const { places, measured } = net.engine;
  if (!measured) return;
  const { run } = net.engine;
  run.settle?.();
  run.figures?.();
  const { data, doubles } = net.engine.views();
  const rows = data.getUint32(places.measuredRows, true);
  const steps = data.getUint32(places.measuredSteps, true);
  for (let l = 0; l < histories.length; l++) {
    const history = histories[l];
    const { units } = net.layers[l];
    const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
    const at = places.layers[l].figures / 8;
    const pairs = rows * units;
    const mean = doubles[at + ACTIVATION_SUM] / pairs;
    const meanSquare = (doubles[at + ACTIVATION_SQUARES] * UNSCALED) / pairs;
    const gradient = (doubles[at + GRADIENT_SQUARES] * UNSCALED) / pairs;
    const weightGradient = (doubles[at + WEIGHT_SQUARES] * UNSCALED) / (steps * inputs * units);
    history.gradientNorm.push(Math.sqrt(gradient));
    history.weightGradientNorm.push(Math.sqrt(weightGradient));
    history.deadShare.push((units - doubles[at + ALIVE]) / units);
    history.saturatedShare.push(-doubles[at + SATURATED] / pairs);
    history.sparsity.push(-doubles[at + ZEROS] / pairs);
    history.activationMean.push(mean);
    history.activationSpread.push(Math.sqrt(Math.max(0, meanSquare - mean * mean)));
  }
}
// ../hillock/src/network/schedule.ts
/** By repeated multiplication: the same bits on every engine, which `**` does not promise. */
function powerOf(factor, times) {
  let product = 1;
  for (let i = 0; i < times; i++) product *= factor;
  return product;
}
/** The cosine of a share of a half turn to 1e-7, by its own series: engines differ in Math.cos. */
function halfTurnCosine(share) {
  const x = (share <= 0.5 ? share : 1 - share) * Math.PI;
  const square = x * x;
  let [term, sum] = [1, 1];
  for (let n = 2; n <= 18; n += 2) {
    term *= -square / (n * (n - 1));
    sum += term;
  }
  return share <= 0.5 ? sum : -sum;
}
const FACTORS = {
  constant: () => 1,
  step: ({ every, factor }, epoch) => powerOf(factor, Math.floor((epoch - 1) / every)),
  exponential: ({ factor }, epoch) => powerOf(factor, epoch - 1),
  cosine: ({ least = 0 }, epoch, epochs) =>
    least + ((1 - least) * (1 + halfTurnCosine(epochs > 1 ? (epoch - 1) / (epochs - 1) : 0))) / 2,
};
/** What the learning rate is multiplied by in this epoch, counted from 1. */
function scheduleFactor(schedule, epoch, epochs) {
  return FACTORS[schedule.kind](schedule, epoch, epochs);
}
/** @throws HillockError "invalid-argument" where a schedule's kind or numbers make no sense. */
function checkSchedule(schedule) {
  const refuse = (what) => {
    throw new HillockError("invalid-argument", `schedule ${JSON.stringify(schedule)}: ${what} is needed.`);
  };
  if (!Object.hasOwn(FACTORS, schedule.kind)) refuse(`a kind of ${Object.keys(FACTORS).join(", ")}`);
  if ("factor" in schedule && !(schedule.factor > 0 && schedule.factor <= 1))
    refuse("a factor above 0, at most 1");
  if ("every" in schedule && !(Number.isInteger(schedule.every) && schedule.every >= 1))
    refuse("a whole number of epochs");
  if ("least" in schedule && schedule.least !== void 0 && !(schedule.least >= 0 && schedule.least <= 1))
    refuse("a least factor from 0 to 1");
}
// ../hillock/src/network/options.ts
const USUAL_RATES = {
  sgd: 0.1,
  momentum: 0.1,
  nesterov: 0.1,
  adam: 0.01,
  adamw: 0.01,
  rmsprop: 0.01,
};
function checkOptions(net, options) {
  const { epochs, optimizer = "sgd", batchSize = 32, momentum = 0.9, seed = 0 } = options;
  const learningRate = options.learningRate ?? USUAL_RATES[optimizer];
  const refuse = (name, value, expected) => {
    throw new HillockError("invalid-argument", `${name} is ${String(value)}; ${expected} is needed.`);
  };
  if (!Number.isInteger(epochs) || epochs < 1) refuse("epochs", epochs, "a whole number of at least 1");
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > net.engine.capacity)
    refuse("batchSize", batchSize, `a whole number from 1 to ${net.engine.capacity}`);
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    refuse("learningRate", learningRate, "a positive number");
  if (!(momentum >= 0 && momentum < 1)) refuse("momentum", momentum, "a number from 0 to below 1");
  if (!Number.isSafeInteger(seed)) refuse("seed", seed, "a whole number");
  const { weightDecay = 0, clipNorm, patience, schedule, measureEvery = 1 } = options;
  if (!(weightDecay >= 0 && Number.isFinite(weightDecay)))
    refuse("weightDecay", weightDecay, "a number from 0 on");
  if (clipNorm !== void 0 && !(clipNorm > 0 && Number.isFinite(clipNorm)))
    refuse("clipNorm", clipNorm, "a positive number");
  if (patience !== void 0 && !(Number.isInteger(patience) && patience >= 1))
    refuse("patience", patience, "a whole number of at least 1");
  if (patience !== void 0 && options.validation === void 0)
    refuse("validation", void 0, "data to watch the loss of, where patience is given,");
  if (schedule !== void 0) checkSchedule(schedule);
  if (!Number.isInteger(measureEvery) || measureEvery < 1)
    refuse("measureEvery", measureEvery, "a whole number of at least 1");
  if (!OPTIMIZERS.includes(optimizer)) refuse("optimizer", optimizer, `one of ${OPTIMIZERS.join(", ")}`);
  return {
    optimizer,
    batchSize,
    learningRate,
    momentum,
    seed,
  };
}
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;
/** Of RMSProp, as PyTorch has it. */
const SMOOTHING = 0.99;
function prepareOptimizer(net, seed, { learningRate, momentum, weightDecay, clipNorm }) {
  const { memory, places } = net.engine;
  new Uint8Array(
    memory.buffer,
    places.firstMoments,
    places.secondMoments + places.valueBytes - places.firstMoments,
  ).fill(0);
  const settings = new DataView(memory.buffer, places.settings);
  const floats = [
    [SETTING.learningRate, learningRate],
    [SETTING.momentum, momentum],
    [SETTING.beta1, BETA1],
    [SETTING.beta2, BETA2],
    [SETTING.epsilon, EPSILON],
    [SETTING.weightDecay, weightDecay],
    [SETTING.clipNorm, clipNorm],
    [SETTING.smoothing, SMOOTHING],
    [SETTING.clipFactor, 1],
    [SETTING.rest1, 1 - Math.fround(BETA1)],
    [SETTING.rest2, 1 - Math.fround(BETA2)],
    [SETTING.restSmoothing, 1 - Math.fround(SMOOTHING)],
  ];
  for (const [offset, value] of floats) settings.setFloat32(offset, value, true);
  settings.setUint32(SETTING.drawState, derive(seed, "random parameters").uint32(), true);
  settings.setFloat64(SETTING.beta1Power, 1, true);
  settings.setFloat64(SETTING.beta2Power, 1, true);
}
// ../hillock/src/network/memory.ts
/** The most that a WebAssembly memory can hold, in bytes. */
const MOST_MEMORY = 2 ** 32;
/**
 * Bytes of memory that a network asks for (weights, gradients, two moments, a batch of activations), and each of its
 * rows of data beside; nothing is allocated.
 */
function memoryNeeded(inputs, layers, batch) {
  const plans = layers.map(({ units, activation }, i) => ({
    inputs: i === 0 ? inputs : layers[i - 1].units,
    units,
    formula: x,
    slope: x,
    slopeOfOutput: null,
    learnable: activation.kind === "row" ? [] : activation.learnable,
    draws: [],
    saturatedBelow: -Infinity,
    saturatedAbove: Infinity,
  }));
  const outputs = layers[layers.length - 1].units;
  const { end } = layOut({
    layers: plans,
    loss: { kind: "softmaxCrossEntropy" },
    batch,
    measured: true,
  });
  return {
    network: end,
    perRow: (padded(inputs) + padded(outputs) + 1) * 4,
  };
}
// ../hillock/src/study/preparation/prepare.ts
const unscaled = (each) =>
  each.fitted?.kind === "numeric"
    ? {
        fitted: {
          ...each.fitted,
          scale: {
            unit: 1,
            mean: 0,
            spread: 1,
          },
        },
        report: {
          ...each.report,
          treatment: "as it is",
        },
      }
    : each;
const CLASSES = {
  mean: 0,
  spread: 1,
};
function fitTargetScale({ task, column }, trainRows) {
  if (task !== "regression") return CLASSES;
  const known = trainRows.map((row) => Number(column.values[row]));
  const scale = fitScale(known);
  return scale && scale.spread > 0
    ? {
        mean: scale.mean,
        spread: scale.spread,
      }
    : {
        mean: known[0] ?? 0,
        spread: 1,
      };
}
function fitColumn(table, target, column, trainRows) {
  const missing = column.values.filter((v) => v === null).length;
  if (column === target.column) {
    const treatment = missing > 0 ? `target: ${missing} rows without it left out` : "target";
    return leaveOut(column.name, missing, "target", treatment);
  }
  requireFinite(table, column);
  if (missing === 0 && new Set(column.values).size === 1)
    throw new HillockError(
      "invalid-table",
      `${table.name}, column "${column.name}": it is ${column.values[0]} in every row, so nothing can be learned from it. Remove the column.`,
    );
  const cells = trainRows.map((row) => column.values[row]);
  if (cells.every((v) => v === null))
    return leaveOut(column.name, missing, "constant", "left out: it is missing in every training row");
  return (isNumeric(column) ? fitNumbers : fitCategories)(column.name, cells, missing);
}
/**
 * Fits every predictor column on the training rows (rows of the table) and nothing else: medians, means, spreads and
 * categories come from them alone. Only the type of a column, and whether it is constant, is asked of the whole table.
 * @throws HillockError "invalid-table" where a column is the same in every row, holds a number that is not finite, or
 * no column can be learned from.
 */
function prepare(table, target, trainRows, options = {}) {
  const treat = options.standardised === false ? unscaled : (each) => each;
  const treated = table.columns.map((column) => ({
    column,
    ...treat(fitColumn(table, target, column, trainRows)),
  }));
  const encoders = treated.flatMap(({ column, fitted }) =>
    fitted
      ? [
          {
            column,
            fitted,
            encoder: encoderOf(fitted),
          },
        ]
      : [],
  );
  const features = encoders.flatMap(({ encoder }) => encoder.features);
  const report = treated.map((each) => each.report);
  const width = features.length;
  if (width === 0) {
    const others = report.filter(({ kind }) => kind !== "target");
    throw new HillockError(
      "invalid-table",
      others.length === 0
        ? `${table.name} has no column besides the target "${target.column.name}"; add one to predict it from.`
        : `${table.name}: besides the target "${target.column.name}" no column can be learned from: ${others.map(({ name, treatment }) => `${name} (${treatment})`).join(", ")}. Add a column that varies.`,
    );
  }
  return {
    features,
    width,
    fitted: encoders.map(({ fitted }) => fitted),
    report,
    targetScale: fitTargetScale(target, trainRows),
    transform: (rows) => {
      const out = new Float32Array(rows.length * width);
      for (let i = 0, at = 0; i < rows.length; i++)
        for (const { column, encoder } of encoders) {
          encoder.encode(column.values[rows[i]], out, at);
          at += encoder.features.length;
        }
      return out;
    },
  };
}

export {
  accuracyOf as _,
  bytesPerTarget as d,
  checkOptions as i,
  countRows as f,
  layerHistories as s,
  loadData as p,
  MOST_MEMORY as n,
  measure as m,
  memoryNeeded as r,
  OUTPUTS as h,
  prepare as t,
  prepareOptimizer as a,
  recordLayers as c,
  resetCounters as l,
  scheduleFactor as o,
  TABLE_RATES as g,
  usualInterval as u,
};
