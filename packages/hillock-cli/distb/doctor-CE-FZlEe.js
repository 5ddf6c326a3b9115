import { join } from "node:path";
import { c as functions, i as requireHidden, W as underUnitNormal } from "./activations-VfsU12zi.js";
import { t as AbstractBar, n as barX, r as barY } from "./bar-CX5sJOf3.js";
import { o as replaceFile } from "./checked-BrP1_TWr.js";
import { t as colorsOf } from "./colors-C_gb9SvI.js";
import { n as PathTracker, t as runEpochs, r as weightsOf } from "./epochs-L0rYKU71.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import {
  r as copyRows,
  x as dense,
  d as FIGURES,
  h as isAlive,
  i as network,
  p as OPTIMIZERS,
  v as padded,
} from "./fitted-DwmPkfMm.js";
import {
  t as makeFolder,
  n as numberFlag,
  r as oneOf,
  i as refuse,
  a as usualEpochs,
  o as whole,
} from "./flags-BKHzASgC.js";
import { n as formatNumber } from "./format-SpCuEei3.js";
import {
  E as applyTransform,
  r as COLOURS,
  c as dot,
  a as draw,
  s as lineY,
  H as maybeTuple,
  t as page,
  lt as require_escape_html,
  g as ruleY,
  o as startPage,
  n as table,
} from "./html-BGa7RpMi.js";
import { t as parseLayers } from "./layers-DxG7v61O.js";
import { t as requireMemory } from "./memory-7K5_qlXB.js";
import {
  _ as accuracyOf,
  d as bytesPerTarget,
  i as checkOptions,
  f as countRows,
  s as layerHistories,
  p as loadData,
  h as OUTPUTS,
  t as prepare,
  g as TABLE_RATES,
} from "./prepare-DnxqXG-l.js";
import { t as progressBar, r as readTable } from "./progress-zMrgDYo7.js";
import { i as __toESM } from "./rolldown-runtime-DYf_mQCB.js";
import { n as readTarget, a as splitRows } from "./target-x2kGXOSo.js";
import { t as THRESHOLDS } from "./thresholds-Di1h1rhN.js";

// ../hillock/src/doctor/change.ts
const DESCRIPTIONS = {
  output: () =>
    "Let the output function and the loss follow from the task: leave the function out of --layers, and leave out --loss.",
  scale: () => "Standardise the input columns: --scale standard.",
  initialization: () =>
    "Start the weights at the size that the function asks for, and the biases at 0: leave out --init and --bias.",
  learningRate: ({ to }) => `Set the learning rate to ${to}: --learning-rate ${to}.`,
  epochs: ({ to }) => `Train for ${to} epochs: --epochs ${to}.`,
  activation: ({ to, why, layers }) =>
    `Use ${to.name} in ${layers ? `hidden layer${layers.length === 1 ? "" : "s"} ${layers.join(", ")}` : "the hidden layers"}: ${why}.`,
  optimizer: ({ to, learningRate }) => `Use ${to}: --optimizer ${to} --learning-rate ${learningRate}.`,
  clip: ({ to }) => `Clip the gradients' norm at ${to}: --clip-norm ${to}.`,
  weightDecay: ({ to, learningRate }) =>
    `Let the weights decay: --optimizer adamw --learning-rate ${learningRate} --weight-decay ${to}.`,
  without: ({ layers }) =>
    `Leave out hidden layer${layers.length === 1 ? "" : "s"} ${layers.join(", ")}: what ${layers.length === 1 ? "it does" : "they do"} is linear, and the layer above does it as well.`,
  depth: ({ to }) => `Use ${to} hidden layer${to === 1 ? "" : "s"}: the others add nothing here.`,
};
/** A change in plain words, with the flag that makes it. */
function describe(change) {
  return DESCRIPTIONS[change.kind](change);
}
const APPLY = {
  output: (regimen) => ({
    ...regimen,
    output: void 0,
    loss: void 0,
  }),
  scale: (regimen) => ({
    ...regimen,
    scale: "standard",
  }),
  initialization: (regimen) => ({
    ...regimen,
    initialization: void 0,
    bias: 0,
  }),
  learningRate: (regimen, { to }) => ({
    ...regimen,
    learningRate: to,
  }),
  epochs: (regimen, { to }) => ({
    ...regimen,
    epochs: to,
  }),
  activation: (regimen, { to, layers }) => ({
    ...regimen,
    hidden: regimen.hidden.map((layer, l) =>
      layers === void 0 || layers.includes(l)
        ? {
            units: layer.units,
            activation: to,
          }
        : layer,
    ),
  }),
  optimizer: (regimen, { to, learningRate }) => ({
    ...regimen,
    optimizer: to,
    learningRate,
  }),
  clip: (regimen, { to }) => ({
    ...regimen,
    clipNorm: to,
  }),
  weightDecay: (regimen, { to, learningRate }) => ({
    ...regimen,
    optimizer: "adamw",
    learningRate,
    weightDecay: to,
  }),
  without: (regimen, { layers }) => ({
    ...regimen,
    hidden: regimen.hidden.filter((_, l) => !layers.includes(l)),
  }),
  depth: (regimen, { to }) => ({
    ...regimen,
    hidden: regimen.hidden.slice(0, to),
  }),
};
/** Kinds that the network shows before its first step. */
const AT_START = ["output", "scale", "initialization", "activation", "depth", "without"];
const showsAtStart = ({ kind }) => AT_START.includes(kind);
function apply(regimen, change) {
  return APPLY[change.kind](regimen, change);
}
// ../hillock/src/doctor/finding.ts
const FINDINGS = [
  "wrongOutputFunction",
  "unscaledInput",
  "symmetricUnits",
  "poorInitialisation",
  "divergence",
  "explodingGradient",
  "learningRateTooHigh",
  "dyingRelu",
  "saturation",
  "vanishingGradient",
  "linearCollapse",
  "notZeroCentred",
  "lossNotFalling",
  "learningRateTooLow",
  "slowConvergence",
  "overfitting",
];
/** Findings that only the end of a training can tell. */
const AT_THE_END = ["slowConvergence", "learningRateTooLow", "lossNotFalling"];
const percent = (share) => (share > 0.99 && share < 1 ? "more than 99 %" : `${Math.round(100 * share)} %`);
const figure = (x) =>
  Number.isFinite(x) ? String(Number(x.toPrecision(2))) : x > 0 ? "infinite" : "not a number";
const median = (values) => {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[Math.floor((sorted.length - 1) / 2)];
};
/** The first and the last quarter of the epochs, at least one of them. */
const early = (values) => values.slice(0, Math.max(1, Math.ceil(values.length / 4)));
const late = (values) => values.slice(-Math.max(1, Math.ceil(values.length / 4)));
/** The epoch, from 1, from which on all values pass; one after the last where the last does not. */
function sinceWhen(values, passes) {
  let epoch = values.length;
  while (epoch > 0 && passes(values[epoch - 1])) epoch--;
  return epoch + 1;
}
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
/** How much lower a loss was in the last quarter of the epochs than in the one before, as a share of that. */
function recentFall(losses) {
  const quarter = Math.ceil(losses.length / 4);
  return 1 - mean(losses.slice(-quarter)) / mean(losses.slice(-2 * quarter, -quarter));
}
/** Numbers that a trend is read from, at most: longer curves are averaged to so many. */
const TREND_POINTS = 64;
/** Means of so many stretches of equal length, at most. */
function coarse(values, count) {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, i) =>
    mean(
      values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count)),
    ),
  );
}
/** How a loss went over the last half of the epochs, at least four of them. */
function trendOf(losses) {
  const values = coarse(losses.slice(-Math.max(4, Math.ceil(losses.length / 2))), TREND_POINTS).map(Math.log);
  const n = values.length;
  const middle = mean(values);
  let [along, spread, falls] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = i - (n - 1) / 2;
    along += x * (values[i] - middle);
    spread += x * x;
    for (let j = i + 1; j < n; j++) falls += Math.sign(values[i] - values[j]);
  }
  const rise = ((n - 1) * along) / spread;
  return {
    fall: 1 - Math.exp(rise),
    steadiness: falls / ((n * (n - 1)) / 2),
    chance: Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1))),
    end: Math.exp(middle + rise / 2),
  };
}
/** The loss over that of a constant prediction, below which there is little left to learn. */
const nearlyAll = ({ evidence }) =>
  THRESHOLDS[evidence.loss === "meanSquaredError" ? "nearlyAllSquared" : "nearlyAll"].value;
/** The loss at the end, steadied over the last quarter, as a share of what a constant prediction has. */
const remainingLoss = ({ trainLoss, evidence }) => median(late(trainLoss)) / evidence.constantLoss;
// ../hillock/src/doctor/straight.ts
const hiddenLayers = ({ evidence }) =>
  evidence.activations.slice(0, -1).flatMap((f, index) =>
    f.kind === "elementwise"
      ? [
          {
            index,
            f,
          },
        ]
      : [],
  );
const bendOf = ({ units }) => {
  const live = units.filter((unit) => unit.spread > 0);
  if (live.length === 0) return void 0;
  return live.filter((unit) => unit.bend < THRESHOLDS.linearCollapse.value).length / live.length >=
    THRESHOLDS.linearUnits.value
    ? Math.max(...live.map((unit) => unit.bend))
    : void 0;
};
/** Hidden layers that are, or behave as, straight lines over the data. */
function straightLayers(history) {
  const { before, examine } = history.evidence;
  const now = examine();
  const layers = hiddenLayers(history).map((layer) => {
    const last = now.layers[layer.index];
    return {
      ...layer,
      start: bendOf(before.layers[layer.index]),
      end: Number.isFinite(last.activationSize) ? bendOf(last) : void 0,
    };
  });
  const stillSo = layers.some(({ end }) => end !== void 0);
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const told = stillSo || learned ? "end" : "start";
  return layers.flatMap(({ index, f, start, [told]: bend }) =>
    bend === void 0
      ? []
      : [
          {
            index,
            f,
            bend,
            fromStart: start !== void 0,
            stillSo,
          },
        ],
  );
}
// ../hillock/src/doctor/collapse.ts
/** a(z) ≈ slope · z + offset for each unit, from its values at these pre-activations. */
function lineOf(f, at, reach) {
  const slope = (f(at + reach) - f(at - reach)) / (2 * reach);
  return {
    slope,
    offset: f(at) - slope * at,
  };
}
/**
 * The single linear layer that layers `from` to `to` (the latter's weights included, its function not) equal where the
 * functions between are linear over the data; `centres[l][u]` is the mean pre-activation of unit u of layer l, around
 * which its function is taken as a line.
 */
function equivalentLayer(net, from, to, centres = []) {
  if (!(from >= 0 && from <= to && to < net.layers.length))
    throw new HillockError(
      "invalid-argument",
      `Layers ${from} to ${to} are not layers of this network; it has 0 to ${net.layers.length - 1}.`,
    );
  const parameters = new Map(net.parameters().map(({ name, data }) => [name, data]));
  const read = (name) => Float64Array.from(parameters.get(name) ?? []);
  const inputs = from === 0 ? net.inputs : net.layers[from - 1].units;
  let weight = read(`${from}.weight`);
  let bias = read(`${from}.bias`);
  for (let l = from; l < to; l++) {
    const { activation: f, units } = net.layers[l];
    if (f.kind === "row")
      throw new HillockError(
        "invalid-argument",
        `${f.name} of layer ${l} acts on a whole row: it is not linear.`,
      );
    for (let u = 0; u < units; u++) {
      const { slope, offset } = lineOf(f, centres[l]?.[u] ?? 0, 0.001);
      bias[u] = bias[u] * slope + offset;
      for (let k = 0; k < inputs; k++) weight[u * inputs + k] *= slope;
    }
    const above = read(`${l + 1}.weight`);
    const count = net.layers[l + 1].units;
    const next = new Float64Array(count * inputs);
    const nextBias = read(`${l + 1}.bias`);
    for (let v = 0; v < count; v++)
      for (let u = 0; u < units; u++) {
        const w = above[v * units + u];
        nextBias[v] += w * bias[u];
        for (let k = 0; k < inputs; k++) next[v * inputs + k] += w * weight[u * inputs + k];
      }
    weight = next;
    bias = nextBias;
  }
  return {
    inputs,
    units: net.layers[to].units,
    weight: Float32Array.from(weight),
    bias: Float32Array.from(bias),
  };
}
/** The single layer for each run of layers that are, or behave as, straight lines over the data; weights as they are now. */
function collapsedLayers(net, history) {
  const straight = straightLayers(history).flatMap(({ index, stillSo }) => (stillSo ? [index] : []));
  const centres = history.evidence.examine().layers.map(({ units }) => units.map(({ centre }) => centre));
  return straight
    .filter((index) => !straight.includes(index - 1))
    .map((from) => {
      let to = from;
      while (straight.includes(to)) to++;
      return {
        from,
        to,
        layer: equivalentLayer(net, from, to, centres),
      };
    });
}
// ../hillock/src/doctor/findings/gradients.ts
/** First over last hidden layer's gradient, epoch by epoch; empty with fewer than two hidden layers. */
function gradientRatios({ layers }) {
  const hidden = layers.length - 1;
  if (hidden < 2) return [];
  const last = layers[hidden - 1].gradientNorm;
  return layers[0].gradientNorm.map((first, epoch) => first / last[epoch]);
}
/** Where a gradient shrinks or grows: geometric means over the hidden layers of what weights and slopes do to it. */
function shares({ evidence }) {
  const hidden = evidence.before.layers.slice(0, -2);
  const mean = (read) =>
    Math.exp(
      hidden.reduce((sum, layer) => sum + Math.log(Math.max(1e-30, read(layer))), 0) /
        Math.max(1, hidden.length),
    );
  return {
    weights: mean((l) => l.throughWeights),
    slope: mean((l) => l.throughSlope),
  };
}
const decomposition = (history) => {
  const { weights, slope } = shares(history);
  return `on its way through a layer a gradient is multiplied by about ${figure(weights * slope)} before training: ${figure(weights)} by the weights and ${figure(slope)} by the function's slope`;
};
const vanishingGradient = (history) => {
  const ratios = gradientRatios(history).filter((ratio) => !Number.isNaN(ratio));
  const threshold = THRESHOLDS.vanishingGradient.value;
  const measured = median(early(ratios));
  const start = startRatio(history);
  const smallest = ratios.length === 0 ? start : Math.min(measured, Number.isNaN(start) ? Infinity : start);
  if (!(smallest < threshold)) return void 0;
  if (!(measured < THRESHOLDS.vanishingEarly.value) && !(start < THRESHOLDS.vanishingStart.value))
    return void 0;
  const epoch = ratios.findIndex((ratio) => ratio < threshold);
  return {
    layer: 0,
    units: null,
    sinceEpoch: start < threshold ? 0 : epoch + 1,
    measured: smallest,
    threshold,
    cause: `The first layer's gradient is ${times(smallest)} the last hidden layer's: ${decomposition(history)}.`,
  };
};
const times = (ratio) =>
  ratio === 0
    ? "0 times"
    : ratio < 1e-6
      ? `${ratio.toExponential(0)} times`
      : ratio < 1
        ? `1/${figure(1 / ratio)} of`
        : `${figure(ratio)} times`;
function startRatio({ evidence }) {
  const layers = evidence.before.layers;
  if (layers.length < 3) return NaN;
  return layers[0].gradientSize / layers[layers.length - 2].gradientSize;
}
const explodingGradient = (history) => {
  const ratios = gradientRatios(history);
  const threshold = THRESHOLDS.explodingGradient.value;
  const start = startRatio(history);
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const windows = [start, median(early(ratios)), learned ? 0 : median(late(ratios))];
  const measured = Math.max(0, ...windows.filter((ratio) => !Number.isNaN(ratio)));
  const atStart = THRESHOLDS.explodingStart.value;
  if (!(measured > threshold || start > atStart)) return void 0;
  const epoch = ratios.findIndex((ratio) => ratio > threshold);
  return {
    layer: 0,
    units: null,
    sinceEpoch: start > atStart ? 0 : Math.max(1, epoch + 1),
    measured,
    threshold: measured > threshold ? threshold : atStart,
    cause: `The first layer's gradient is ${times(measured)} the last hidden layer's: ${decomposition(history)}.`,
  };
};
const divergence = ({ status, trainLoss, evidence }) => {
  const threshold = THRESHOLDS.divergence.value;
  const last = trainLoss.at(-1) ?? evidence.before.loss;
  const end = trainLoss.length > 0 ? median(late(trainLoss)) : last;
  const measured = (status === "diverged" ? last : end) / evidence.constantLoss;
  const risen = end > evidence.before.loss * THRESHOLDS.lossRisen.value;
  if (status !== "diverged" && !(measured > threshold && risen)) return void 0;
  const limit = threshold * evidence.constantLoss;
  const epoch = sinceWhen(trainLoss, (loss) => !(loss <= limit));
  const what = Number.isFinite(last)
    ? `The loss is ${figure(end)}, ${figure(measured)} times that of a constant prediction`
    : `The loss is no longer a number since epoch ${Math.min(epoch, trainLoss.length)}`;
  return {
    layer: null,
    units: null,
    sinceEpoch: Math.min(epoch, trainLoss.length),
    measured,
    threshold,
    cause: `${what}: each step overshoots, and the next gradient is larger.`,
  };
};
// ../hillock/src/doctor/rate.ts
/** How many times the usual learning rate this one is. */
const rateOverUsual = ({ evidence }) => evidence.learningRate / TABLE_RATES[evidence.optimizer];
/** Hidden layers up to which the usual learning rate is the usual one; then it falls as one over the depth. */
const USUAL_DEPTH = 2;
/** The way of a training in steps of the usual size: fewer than it made where its learning rate is below the usual. */
function usualSteps(history) {
  const { rows, batchSize, activations } = history.evidence;
  const depth = Math.max(1, (activations.length - 1) / USUAL_DEPTH);
  return history.trainLoss.length * Math.ceil(rows / batchSize) * Math.min(1, rateOverUsual(history) * depth);
}
// ../hillock/src/doctor/findings/progress.ts
/** Share of epochs, after the first, in which the loss rose by a tenth or more. */
function swings(losses) {
  const rises = losses.slice(1).filter((loss, t) => loss > losses[t] * (1 + THRESHOLDS.swingSize.value));
  return losses.length > 1 ? rises.length / (losses.length - 1) : 0;
}
/** How far the weights moved in their wildest epoch for each of its steps, as a share of their size: at least that far a step. */
function largestStep({ evidence }) {
  const { path, rows, batchSize } = evidence;
  return {
    size: path.step.reduce((a, b) => Math.max(a, b), 0) / Math.ceil(rows / batchSize),
    epoch: path.step.indexOf(path.step.reduce((a, b) => Math.max(a, b), 0)) + 1,
  };
}
const learningRateTooHigh = (history) => {
  const { trainLoss, evidence, status } = history;
  if (trainLoss.length === 0) return void 0;
  const remaining = remainingLoss(history);
  const diverged = status === "diverged" || !(remaining <= THRESHOLDS.divergence.value);
  if (!diverged && remaining < nearlyAll(history)) return void 0;
  const { size, epoch } = largestStep(history);
  const swinging = swings(trainLoss);
  const move = median(late(evidence.path.step));
  const restless = swinging >= THRESHOLDS.swings.value && move > THRESHOLDS.updateRestless.value;
  const threshold = THRESHOLDS.updateSize.value;
  if (!(size > threshold) && !(restless && remaining >= THRESHOLDS.learned.value)) return void 0;
  const end = diverged
    ? "and the loss went up instead of down"
    : `and the loss is still ${figure(remaining)} times that of a constant prediction, rising in ${percent(swinging)} of epochs`;
  return {
    layer: null,
    units: null,
    sinceEpoch: epoch,
    measured: size > threshold ? size : move,
    threshold: size > threshold ? threshold : THRESHOLDS.updateRestless.value,
    cause:
      size > threshold
        ? `In epoch ${epoch} each step moved the weights by ${percentOrFigure(size)} of their size or more, ${end}: the steps jump over the valley. The learning rate is ${evidence.learningRate}.`
        : `At the end each epoch still moves the weights by ${percentOrFigure(move)} of their size, ${end}: the steps jump to and fro over the valley. The learning rate is ${evidence.learningRate}.`,
  };
};
const percentOrFigure = (share) => (Number.isFinite(share) ? percent(share) : "more than all");
/** From the loss before training, where the first epoch moved the weights: that is of few rows; else from the first epoch's. */
function fallOf({ trainLoss, evidence }) {
  const start =
    evidence.path.step[0] > THRESHOLDS.littleMoved.value
      ? Math.max(evidence.before.loss, trainLoss[0])
      : trainLoss[0];
  return 1 - median(late(trainLoss)) / start;
}
const lossNotFalling = (history) => {
  const threshold = THRESHOLDS.lossNotFalling.value;
  if (history.trainLoss.length === 0) return void 0;
  const remaining = remainingLoss(history);
  const fall = fallOf(history);
  if (history.status === "diverged" || remaining < THRESHOLDS.learned.value) return void 0;
  if (fall >= threshold && remaining < 1 - threshold) return void 0;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    measured: Math.min(fall, 1 - remaining),
    threshold,
    cause: `After ${history.trainLoss.length} epochs the training loss is ${percent(remaining)} of that of a prediction that is the same for every row: the network has learned nothing from the inputs.`,
  };
};
const learningRateTooLow = (history) => {
  const { evidence, trainLoss, status } = history;
  const { distance, length, start } = evidence.path;
  const moved = distance / start;
  const straight = length > 0 ? distance / length : 1;
  if (status === "diverged" || remainingLoss(history) < nearlyAll(history)) return void 0;
  const tiny = rateOverUsual(history) < THRESHOLDS.tinyRate.value;
  const threshold = THRESHOLDS[tiny ? "littleMovedTiny" : "littleMoved"].value;
  if (!(moved > 0 && moved < threshold)) return void 0;
  if (!tiny && straight < THRESHOLDS.straightness.value) return void 0;
  return {
    layer: null,
    units: null,
    sinceEpoch: 1,
    measured: moved,
    threshold,
    cause: `In ${trainLoss.length} epochs the weights moved by only ${percent(moved)} of their size, ${straight < THRESHOLDS.straightness.value ? "" : "straight on "}(${percent(straight)} of the way is distance): the steps are too small for the way. The learning rate is ${evidence.learningRate}${tiny ? `, ${figure(rateOverUsual(history))} times what is usual` : ""}.`,
  };
};
/** Training loss over held-out loss at the end. */
const BY_HEART = 0.6;
/** The best accuracy that three epochs in a row had, and the first epoch of all that had it, from 0. */
function bestAccuracy(accuracy) {
  const steadied = accuracy.map((_, t) => Math.min(...accuracy.slice(Math.max(0, t - 1), t + 2)));
  const best = steadied.reduce((a, b) => Math.max(a, b), 0);
  return {
    accuracy: best,
    epoch: steadied.indexOf(best),
  };
}
const overfitting = (history) => {
  const { trainLoss, validationLoss, validationAccuracy, evidence, status } = history;
  if (validationLoss.length < 4 || status === "diverged") return void 0;
  const constant = evidence.constantLoss;
  const lowest = Math.min(...validationLoss);
  const lowestAt = validationLoss.indexOf(lowest);
  const end = median(late(validationLoss));
  const learned = median(late(trainLoss));
  if (!(learned < THRESHOLDS.learned.value * constant)) return void 0;
  const risen = (end - lowest) / constant;
  const gap = (end - learned) / constant;
  const squared = evidence.loss === "meanSquaredError";
  const best = bestAccuracy(validationAccuracy);
  const fall = best.accuracy - median(late(validationAccuracy));
  const since = (epoch) => 1 - learned / trainLoss[epoch];
  const decisions =
    evidence.heldOutRows * THRESHOLDS.accuracyFall.value < 1 ? "overfittingFewRows" : "overfitting";
  const limit = THRESHOLDS[squared ? "overfittingSquared" : decisions].value;
  const widest = THRESHOLDS[squared ? "overfittingSquaredGap" : "overfittingGap"].value;
  const byRise = risen > limit && since(lowestAt) >= THRESHOLDS.unlearned.value;
  const byAccuracy =
    fall >= THRESHOLDS.accuracyFall.value &&
    risen > THRESHOLDS.overfittingDecided.value &&
    since(best.epoch) > 0;
  const byGap = gap > widest && learned < BY_HEART * end;
  if (!byRise && !byAccuracy && !byGap) return void 0;
  const [measured, threshold] = byRise
    ? [risen, limit]
    : byAccuracy
      ? [fall, THRESHOLDS.accuracyFall.value]
      : [gap, widest];
  const accuracy =
    byAccuracy && fall > 0
      ? ` Held-out accuracy was ${percent(best.accuracy)} at epoch ${best.epoch + 1} and is ${percent(best.accuracy - fall)}.`
      : "";
  return {
    layer: null,
    units: null,
    sinceEpoch: (byAccuracy && !byRise ? best.epoch : lowestAt) + 1,
    measured,
    threshold,
    cause: `The held-out loss was lowest at epoch ${lowestAt + 1} (${figure(lowest)}) and is ${figure(end)} at the end, while the training loss went on falling to ${figure(learned)}: the network learns the rows by heart.${accuracy}`,
  };
};
// ../hillock/src/doctor/findings/slow-convergence.ts
const last = (losses) => losses[losses.length - 1];
/** So many times what counts as little to learn is much. */
const MUCH = 1.7;
/** A loss this near to that of a constant prediction has to fall to count as on its way. */
const NOTHING = 0.998;
const UNDER_WAY = 0.03;
/** What the loss would fall by in a training four times as long, if each doubling brought what the last one did. */
const gainOf = ({ training, history }) =>
  (training.end / history.evidence.constantLoss) * (1 - (1 - Math.max(0, training.fall)) ** 2);
const fellBy = (loss, { fall }) =>
  `the ${loss} loss still fell by ${percent(fall)} in the last half of the epochs`;
/** A short way, of which nobody has to show that it leads on: the loss falls, and it is no learning by heart. */
function stoppedShort(course) {
  const { history, training, other, alike, remaining } = course;
  if (other.steadiness < -2.6 * other.chance) return void 0;
  const way = usualSteps(history);
  const threshold = THRESHOLDS.shortTraining.value;
  if (!(way < threshold && alike >= THRESHOLDS.alike.value)) return void 0;
  if (!(training.steadiness >= THRESHOLDS.steadinessShort.value)) return void 0;
  const gains = history.evidence.loss === "meanSquaredError" && gainOf(course) >= THRESHOLDS.gain.value;
  if (!(remaining >= nearlyAll(history) || gains)) return void 0;
  return {
    measured: way,
    threshold,
    what: `${fellBy("training", training)}, and the way was that of ${figure(way)} steps of the usual size only`,
  };
}
/** A long way of which weights and losses show that it leads on. */
function stillFalling(course) {
  const { history, held, remaining, training, other, alike } = course;
  const little = nearlyAll(history);
  if (remaining < little || history.trainLoss.length < 4) return void 0;
  const least = THRESHOLDS.slowConvergence.value;
  const much = remaining >= MUCH * little;
  const lowestHeld = Math.min(...held);
  const lowest = last(held) <= 1.03 * lowestHeld || late(held).includes(lowestHeld);
  const fallsToo = other.fall >= least || (training.fall >= THRESHOLDS.steep.value && lowest);
  const helps = remaining >= THRESHOLDS.learned.value || (fallsToo && alike >= THRESHOLDS.alike.value);
  const sameWay = THRESHOLDS[much ? "sameWay" : "sameWayNearEnd"].value;
  if (helps && median(late(history.evidence.path.cosine)) >= sameWay)
    return {
      measured: training.fall,
      threshold: least,
      what: fellBy("training", training),
    };
  const steady =
    other.fall >= THRESHOLDS.steadyFall.value &&
    other.steadiness >= THRESHOLDS.steadiness.value &&
    training.steadiness >= THRESHOLDS.steadinessTraining.value;
  return much && steady
    ? {
        measured: other.fall,
        threshold: THRESHOLDS.steadyFall.value,
        what: fellBy("held-out", other),
      }
    : void 0;
}
/** Whether held-out decisions are as good as all right: no loss matters any more. */
const allRight = ({ validationAccuracy }) =>
  Math.min(median(late(validationAccuracy)), last(validationAccuracy)) >= THRESHOLDS.allRight.value;
const slowConvergence = (history) => {
  const { trainLoss, validationLoss, status, evidence } = history;
  if (status === "diverged" || trainLoss.length < 2 || allRight(history)) return void 0;
  const held = validationLoss.length > 0 ? validationLoss : trainLoss;
  const remaining = (last(trainLoss) + last(held)) / 2 / evidence.constantLoss;
  if (last(trainLoss) < 0.4 * nearlyAll(history) * evidence.constantLoss) return void 0;
  const [training, other] = [trendOf(trainLoss), trendOf(held)];
  const least = remaining < NOTHING ? THRESHOLDS.slowConvergence.value : UNDER_WAY;
  if (!(training.fall >= least)) return void 0;
  const course = {
    history,
    held,
    remaining,
    training,
    other,
    alike: training.end / other.end,
  };
  const sign = stoppedShort(course) ?? stillFalling(course);
  return (
    sign && {
      layer: null,
      units: null,
      sinceEpoch: trainLoss.length - Math.ceil(trainLoss.length / 2),
      measured: sign.measured,
      threshold: sign.threshold,
      cause: `${sign.what[0].toUpperCase()}${sign.what.slice(1)}, and the loss is ${percent(remaining)} of a constant prediction's: training stopped on the way.`,
    }
  );
};
// ../hillock/src/doctor/findings/start.ts
const poorInitialisation = ({ evidence }) => {
  const low = THRESHOLDS.weightScaleLow.value;
  const high = THRESHOLDS.weightScaleHigh.value;
  const found = evidence.before.layers.slice(0, -1).flatMap((own, layer) => {
    if (own.biasSize > THRESHOLDS.biasScale.value)
      return [
        {
          layer,
          measured: own.biasSize,
          threshold: THRESHOLDS.biasScale.value,
          size: Infinity,
          what: `the biases of layer ${layer} start at a size of ${figure(own.biasSize)}`,
        },
      ];
    const growth = evidence.fanIn[layer] * own.weightSize ** 2;
    const measured = Math.sqrt(growth);
    if (measured >= low && measured <= high) return [];
    const threshold = measured < low ? low : high;
    return [
      {
        layer,
        measured,
        threshold,
        size: Math.abs(Math.log(measured / threshold)),
        what: `the weights of layer ${layer} ${measured < low ? "shrink" : "blow up"} a signal to ${figure(measured)} times its size`,
      },
    ];
  });
  if (found.length === 0) return void 0;
  const most = found.reduce((a, b) => (b.size > a.size ? b : a));
  return {
    layer: most.layer,
    layers: found.map(({ layer }) => layer),
    units: null,
    sinceEpoch: 0,
    measured: most.measured,
    threshold: most.threshold,
    cause: `Before training ${most.what}${found.length > 1 ? `, and ${found.length - 1} other layers likewise` : ""}: signals and gradients shrink or grow layer by layer.`,
  };
};
const unscaledInput = ({ evidence }) => {
  const high = THRESHOLDS.inputScaleHigh.value;
  const low = THRESHOLDS.inputScaleLow.value;
  const sizes = evidence.inputs.map(({ mean, spread }) => Math.hypot(mean, spread));
  const large = sizes.flatMap((size, column) => (size > high ? [column] : []));
  const greatest = Math.max(...sizes);
  if (large.length === 0 && greatest >= low) return void 0;
  const units = large.length > 0 ? large : sizes.map((_, column) => column);
  const worst = evidence.inputs[sizes.indexOf(greatest)];
  return {
    layer: 0,
    units,
    sinceEpoch: 0,
    measured: greatest,
    threshold: large.length > 0 ? high : low,
    cause:
      large.length > 0
        ? `${large.length} of ${sizes.length} input columns are not scaled: the largest runs from ${figure(worst.least)} to ${figure(worst.greatest)}. Its weights get gradients ${figure(greatest)} times those of a standardised column, so no learning rate suits all.`
        : `The input columns are all tiny (size ${figure(greatest)}): the first layer's weights hardly get a gradient.`,
  };
};
/** Whether the outputs can be what the loss asks for; by range, not by name. */
function outputFault(output, loss, units, targets, decisions) {
  const [low, high] = output.range;
  if (units === 1 && output.kind === "row")
    return {
      measured: 1,
      threshold: 2,
      cause: `The output, ${output.name} over one unit, is the same whatever comes in: it normalises a row, and the row has one element.`,
    };
  if (loss === "softmaxCrossEntropy") return void 0;
  if (loss === "binaryCrossEntropy") {
    if (low >= 0 && high <= 1) return void 0;
    return {
      measured: low < 0 ? low : high,
      threshold: low < 0 ? 0 : 1,
      cause: `The output function ${output.name} runs from ${figure(low)} to ${figure(high)}; a probability lies from 0 to 1, and the loss has no slope outside.`,
    };
  }
  const [least, greatest] = targets;
  if (decisions && (units > 1 || (low >= 0 && high <= 1)))
    return {
      measured: 0,
      threshold: 1,
      cause: `The targets are decisions, 0 or 1, and the loss is a squared error over ${output.name}: ${Number.isFinite(low) && Number.isFinite(high) ? "where an output is sure and wrong, its slope and with it the gradient is 0, instead of 1 as with cross-entropy" : "its outputs are no probabilities, and a sure decision is punished as an error"}.`,
    };
  if (least >= low && greatest <= high) return void 0;
  return {
    measured: least < low ? least : greatest,
    threshold: least < low ? low : high,
    cause: `The output function ${output.name} runs from ${figure(low)} to ${figure(high)}; the targets run from ${figure(least)} to ${figure(greatest)}, which it cannot reach.`,
  };
}
const wrongOutputFunction = ({ evidence }) => {
  const layer = evidence.activations.length - 1;
  const fault = outputFault(
    evidence.activations[layer],
    evidence.loss,
    evidence.units[layer],
    evidence.targets,
    evidence.decisions,
  );
  return (
    fault && {
      layer,
      units: null,
      sinceEpoch: 0,
      ...fault,
    }
  );
};
// ../hillock/src/doctor/findings/units.ts
/** A half-line of inputs on which nothing is learned, and no bound on the other side: rectifiers, whatever their name. */
const canDie = (f) => f.tails.deadBelow > -Infinity || f.tails.deadAbove < Infinity;
/** Times of death that are told one by one, at most. */
const DEATHS_TOLD = 6;
/** "7 from epoch 1 on, 2 from epoch 12 on": how many units are dead since when. */
function deathsText(deaths) {
  const counts = /* @__PURE__ */ new Map();
  for (const epoch of [...deaths].sort((a, b) => a - b)) counts.set(epoch, (counts.get(epoch) ?? 0) + 1);
  const told = [...counts].slice(0, DEATHS_TOLD);
  const rest = deaths.length - told.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...told.map(([epoch, count]) => `${count} from ${epoch === 0 ? "the start" : `epoch ${epoch}`} on`),
    ...(rest > 0 ? [`${rest} later`] : []),
  ].join(", ");
}
const worst = (found) =>
  found.reduce((most, each) => (most && most.measured >= each.measured ? most : each), void 0);
/** Units without a slope on any example of an epoch. */
function dead(history, index) {
  const alive = history.evidence.alive[index];
  const atStart = history.evidence.before.layers[index].units.map((unit) => unit.flat === 1);
  const last = alive.at(-1);
  const units = placesOf(last ? Array.from(last, (bit) => bit === 0) : atStart);
  const deadAt = history.layers[index].deadShare;
  return {
    units,
    measured: deadAt.length > 0 ? median(late(deadAt)) : units.length / atStart.length,
    deaths: units.map((u) => (alive.length === 0 ? 0 : sinceWhen(alive, (epoch) => epoch[u] === 0))),
  };
}
/** Units as good as dead: without a slope on any examined example, before training and at the end. */
function asGoodAsDead({ evidence: { before, examine } }, index) {
  const now = examine();
  const units = placesOf(
    before.layers[index].units.map(({ flat }, u) => flat === 1 && now.layers[index].units[u].flat === 1),
  );
  return {
    units,
    measured: units.length / before.layers[index].units.length,
    deaths: units.map(() => 0),
    examined: now.rows,
  };
}
const placesOf = (marks) => marks.flatMap((mark, u) => (mark ? [u] : []));
const dyingRelu = (history) => {
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const threshold = THRESHOLDS[learned ? "dyingReluLearned" : "dyingRelu"].value;
  const found = hiddenLayers(history)
    .filter(({ f }) => canDie(f))
    .flatMap((layer) => {
      const own = [dead(history, layer.index), ...(learned ? [] : [asGoodAsDead(history, layer.index)])].find(
        ({ measured }) => measured >= threshold,
      );
      return own
        ? [
            {
              ...layer,
              ...own,
            },
          ]
        : [];
    });
  const most = worst(found);
  if (!most) return void 0;
  const { index, f, units, deaths, measured, examined } = most;
  const { deadBelow, deadAbove } = f.tails;
  const side = deadBelow > -Infinity ? `below ${figure(deadBelow)}` : `above ${figure(deadAbove)}`;
  const examples = examined === void 0 ? "every example" : `all ${examined} examples that were looked at`;
  const alive = history.evidence.alive[index];
  const revived = alive
    .slice(1)
    .reduce((sum, now, t) => sum + now.filter((bit, u) => bit === 1 && alive[t][u] === 0).length, 0);
  const others = found.length > 1 ? ` The same holds for ${found.length - 1} other layers.` : "";
  return {
    layer: index,
    layers: found.map((each) => each.index),
    units,
    sinceEpoch: deaths.length > 0 ? Math.min(...deaths) : 0,
    measured,
    threshold,
    cause: `${units.length} of ${history.evidence.units[index]} units of layer ${index} are dead: their pre-activations lie ${side} for ${examples}, where the slope of ${f.name} is 0, so no gradient reaches their weights (${deathsText(deaths)}; units came alive again ${revived} time${revived === 1 ? "" : "s"}).${others}`,
  };
};
const saturation = (history) => {
  const threshold = THRESHOLDS.saturation.value;
  const learned = remainingLoss(history) < THRESHOLDS.learned.value;
  const found = hiddenLayers(history)
    .map(({ index, f }) => {
      const shares = history.layers[index].saturatedShare;
      const before = history.evidence.before.layers[index].units;
      const start = before.reduce((sum, { low, high }) => sum + low + high, 0) / before.length;
      return {
        index,
        f,
        measured: Math.max(start, median(early(shares)), learned ? 0 : median(late(shares))) || 0,
        start,
        shares,
        before,
      };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return void 0;
  const now = history.evidence.examine().layers[most.index].units;
  const units = now.flatMap(({ low, high }, u) => (low + high >= threshold ? [u] : []));
  const mean = (read) => now.reduce((sum, unit) => sum + read(unit), 0) / now.length;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units,
    sinceEpoch: most.start >= threshold ? 0 : sinceWhen(most.shares, (share) => share >= threshold),
    measured: most.measured,
    threshold,
    cause: `Layer ${most.index} is saturated in ${percent(most.measured)} of cases (at the end ${percent(mean((u) => u.low))} at the low end, ${percent(mean((u) => u.high))} at the high end), where ${most.f.name} is nearly flat: little gradient comes through.${found.length > 1 ? ` ${found.length - 1} other layers are, too.` : ""}`,
  };
};
const notZeroCentred = (history) => {
  const threshold = THRESHOLDS.notZeroCentred.value;
  const found = hiddenLayers(history)
    .map(({ index, f }) => {
      const { activationMean, activationSpread } = history.layers[index];
      const ratios = activationMean.map((mean, t) => Math.abs(mean) / Math.hypot(mean, activationSpread[t]));
      const { units, activationSize } = history.evidence.before.layers[index];
      const start = Math.abs(units.reduce((sum, { mean }) => sum + mean, 0) / units.length) / activationSize;
      return {
        index,
        f,
        measured: Math.max(...[start, median(early(ratios))].filter((ratio) => !Number.isNaN(ratio)), 0),
        start,
        ratios,
      };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return void 0;
  const { before, examine } = history.evidence;
  const above = [before, examine()]
    .map(({ layers: seen }) => seen[most.index + 1])
    .reduce((a, b) => (b.sameSignExamples >= a.sameSignExamples ? b : a));
  if (!(above.sameSignExamples >= THRESHOLDS.sameSign.value)) return void 0;
  const { path } = history.evidence;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units: null,
    sinceEpoch: most.start >= threshold ? 0 : Math.max(1, most.ratios.findIndex((r) => r >= threshold) + 1),
    measured: most.measured,
    threshold,
    cause: `The outputs of layer ${most.index} (${most.f.name}) are far from zero-centred: |mean| is ${figure(most.measured)} of their size. For ${percent(above.sameSignExamples)} of examples all weight gradients of a unit above share a sign, and for ${percent(above.sameSignBatches)} of units in a whole batch. The weights went ${figure(path.length / path.distance)} times as far as they came; successive epochs' movements have a cosine of ${figure(median(path.cosine) || 0)}.`,
  };
};
/** "layers 0 to 2 are one linear layer of 3 units over 4 inputs", for each run of straight layers and the one above. */
function runsText({ evidence: { units, fanIn } }, straight) {
  const straightAt = (l) => straight.some(({ index }) => index === l);
  return straight
    .filter(({ index }) => !straightAt(index - 1))
    .map(({ index: from }) => {
      let to = from;
      while (straightAt(to)) to++;
      return `layers ${from} to ${to} are one linear layer of ${units[to]} units over ${fanIn[from]} inputs`;
    })
    .join(", ");
}
const linearCollapse = (history) => {
  const collapsed = straightLayers(history);
  if (collapsed.length === 0) return void 0;
  const names = [...new Set(collapsed.map(({ f }) => f.name))].join(", ");
  const list = collapsed.map(({ index }) => index).join(", ");
  return {
    layer: collapsed[0].index,
    layers: collapsed.map(({ index }) => index),
    units: null,
    sinceEpoch: collapsed.some(({ fromStart }) => fromStart) ? 0 : history.trainLoss.length,
    measured: Math.max(...collapsed.map(({ bend }) => bend)),
    threshold: THRESHOLDS.linearCollapse.value,
    cause: `Layer${collapsed.length > 1 ? "s" : ""} ${list} (${names}) ${collapsed.length > 1 ? "behave" : "behaves"} as linear over the data: with the weights above, ${runsText(history, collapsed)}, and the depth adds nothing.`,
  };
};
const symmetricUnits = (history) => {
  const threshold = THRESHOLDS.symmetricUnits.value;
  const found = hiddenLayers(history)
    .map(({ index }) => {
      const own = history.evidence.before.layers[index];
      return {
        index,
        measured: own.units.length > 1 ? own.twins / own.units.length : 0,
        units: own.units.map((_, u) => u),
        twins: own.twins,
      };
    })
    .filter(({ measured }) => measured >= threshold);
  const most = worst(found);
  if (!most) return void 0;
  return {
    layer: most.index,
    layers: found.map(({ index }) => index),
    units: most.units,
    sinceEpoch: 0,
    measured: most.measured,
    threshold,
    cause: `${most.twins} of ${most.units.length} units of layer ${most.index} start with the same weights as another: they compute the same, get the same gradient, and stay the same. The layer is as good as one unit.`,
  };
};
// ../hillock/src/doctor/prescribe.ts
const usualRate = (optimizer) => TABLE_RATES[optimizer];
const known = /* @__PURE__ */ new WeakMap();
function traitsOf(f) {
  const before = known.get(f);
  if (before) return before;
  const [mean, square] = [underUnitNormal(f), f.meanSquare];
  const [slope, slopeSquare] = [underUnitNormal(f.derivative), underUnitNormal((z) => f.derivative(z) ** 2)];
  const variance = square - mean * mean;
  const traits = {
    f,
    offCentre: Math.abs(mean) / Math.sqrt(square),
    gradientGain: Math.sqrt(slopeSquare / square),
    straight: variance > 0 ? (slope * slope) / variance : 1,
  };
  known.set(f, traits);
  return traits;
}
/** With a slope far out on at least one side and nowhere exactly 0 for good: fit for deep networks by properties. */
const fits = (f) =>
  !f.range.every(Number.isFinite) &&
  f.tails.deadBelow === -Infinity &&
  f.tails.deadAbove === Infinity &&
  Math.abs(f(20)) < 50 &&
  Math.abs(f(-20)) < 50;
let ranked;
/** The catalogue's functions that bend, pass gradients well and are zero-centred, the best first. */
function goodFunctions() {
  ranked ??= [...functions.values()]
    .flatMap((f) =>
      f.kind === "elementwise" && f.role === "usual" && f.learnable.length === 0 && fits(f)
        ? [traitsOf(f)]
        : [],
    )
    .filter(({ straight }) => straight < 0.98)
    .sort((a, b) => badness(a) - badness(b));
  return ranked;
}
const badness = ({ offCentre, gradientGain }) => offCentre + Math.abs(Math.log(gradientGain));
function changeFunction(used) {
  return goodFunctions()
    .filter(({ f }) => !used.includes(f.name))
    .slice(0, 2)
    .map(({ f, offCentre, gradientGain }) => ({
      kind: "activation",
      to: f,
      why: `under a unit normal its outputs are ${offCentre < 0.1 ? "zero-centred" : `off centre by ${figure(offCentre)} of their size`}, a gradient keeps ${figure(gradientGain)} of its size in a layer, and its slope is nowhere 0 for good`,
    }));
}
const rounded = (rate) => Number(rate.toPrecision(2));
const rate = (to) => ({
  kind: "learningRate",
  to: rounded(to),
});
/** A learning rate within this factor of the usual one is not what is wrong. */
const FAR = 2;
/** The usual learning rate, then less and less; nothing where the one at hand is not above it. */
const lower = (history) =>
  rateOverUsual(history) > FAR
    ? [rate(usualRate(history.evidence.optimizer)), rate(usualRate(history.evidence.optimizer) / 10)]
    : [];
/** A tenth, and a hundredth: where steps of the usual size are too large. */
const lowest = ({ evidence }) => [rate(evidence.learningRate / 10), rate(evidence.learningRate / 100)];
/** The usual learning rate where the one at hand is below it. */
const higher = (history) =>
  rateOverUsual(history) < 1 / FAR ? [rate(usualRate(history.evidence.optimizer))] : [];
const used = ({ evidence }) => evidence.activations.map((f) => f.name);
const otherFunction = (history) => changeFunction(used(history));
/** Straight layers bent as the others are, or by another function, or left out. */
function bend(history) {
  const layers = straightLayers(history).map(({ index }) => index);
  const others = asTheOthers(history);
  const functions = otherFunction(history);
  const [first, ...rest] = others.length > 0 ? others : functions;
  return [
    first,
    {
      kind: "without",
      layers,
    },
    ...(others.length > 0 ? functions : rest),
  ];
}
/** The function of the bent layers for the straight ones, where there are both. */
function asTheOthers(history) {
  const straight = straightLayers(history).map(({ index }) => index);
  const other = hiddenLayers(history).find(
    ({ index, f }) => !straight.includes(index) && traitsOf(f).straight < 0.98,
  );
  if (straight.length === 0 || other === void 0) return [];
  return [
    {
      kind: "activation",
      to: other.f,
      why: "as in the other hidden layers, so that the depth adds something",
      layers: straight,
    },
  ];
}
const initialization = { kind: "initialization" };
const scale = { kind: "scale" };
const adam = ({ evidence }) =>
  evidence.optimizer === "adam"
    ? []
    : [
        {
          kind: "optimizer",
          to: "adam",
          learningRate: usualRate("adam"),
        },
      ];
const LEAST_LONGER = 4;
const shallow = {
  kind: "depth",
  to: 2,
};
/** As long as the loss needs to come near its end if it goes on falling as it does; four to five times as long. */
function longer(history) {
  const epochs = Math.max(1, history.trainLoss.length);
  const fall = Math.min(0.99, Math.max(1e-6, recentFall(history.trainLoss)));
  const quarters = Math.log(nearlyAll(history) / 3 / remainingLoss(history)) / Math.log(1 - fall);
  const times = Number.isFinite(quarters) ? 1 + quarters / 4 : LEAST_LONGER;
  return {
    kind: "epochs",
    to: Math.ceil(Math.min(10, Math.max(LEAST_LONGER, times)) * epochs),
  };
}
/** A little beyond the lowest held-out loss, where it is flat; or before it. */
const shorter = ({ sinceEpoch }, { trainLoss }) =>
  [Math.ceil(1.3 * sinceEpoch), Math.ceil(sinceEpoch / 2)]
    .filter((to) => to >= 1 && to < trainLoss.length)
    .map((to) => ({
      kind: "epochs",
      to,
    }));
const clip = {
  kind: "clip",
  to: 1,
};
const decay = (to) => ({
  kind: "weightDecay",
  to,
  learningRate: usualRate("adamw"),
});
/** What may mend each finding, the cheapest change first: settings before functions, functions before depth. */
const PRESCRIBERS = {
  wrongOutputFunction: () => [{ kind: "output" }],
  unscaledInput: () => [scale],
  symmetricUnits: () => [initialization],
  poorInitialisation: () => [initialization],
  divergence: (_s, history) => [
    ...lower(history),
    initialization,
    scale,
    clip,
    ...adam(history),
    ...lowest(history),
    ...otherFunction(history),
  ],
  explodingGradient: (_s, history) => [
    initialization,
    ...lower(history),
    clip,
    ...adam(history),
    ...otherFunction(history),
    ...lowest(history),
    shallow,
  ],
  learningRateTooHigh: (_s, history) => [...lower(history), ...lowest(history), ...adam(history)],
  dyingRelu: (_s, history) => [
    initialization,
    ...lower(history),
    ...otherFunction(history),
    ...lowest(history),
  ],
  saturation: (_s, history) => [
    initialization,
    scale,
    ...lower(history),
    ...otherFunction(history),
    ...lowest(history),
  ],
  vanishingGradient: (_s, history) => [initialization, ...otherFunction(history), shallow],
  linearCollapse: (_s, history) => [initialization, ...bend(history), ...higher(history)],
  notZeroCentred: (_s, history) => [initialization, ...otherFunction(history)],
  lossNotFalling: (_s, history) => [
    ...lower(history),
    ...higher(history),
    initialization,
    ...adam(history),
    ...otherFunction(history),
    shallow,
  ],
  learningRateTooLow: (_s, history) => [
    ...higher(history),
    ...adam(history),
    rate(10 * history.evidence.learningRate),
  ],
  slowConvergence: (_s, history) => [
    ...lower(history),
    ...higher(history),
    ...adam(history),
    longer(history),
    rate(3 * history.evidence.learningRate),
  ],
  overfitting: (symptom, history) => [...shorter(symptom, history), decay(1), decay(3), decay(0.3)],
};
/** Column sizes that standardising would hardly change. */
const SCALED = {
  least: 0.2,
  greatest: 5,
};
/** Whether a change would change anything. */
const matters = (change, { evidence, trainLoss }) => {
  if (change.kind === "initialization") return evidence.startChosen;
  if (change.kind === "scale")
    return (
      evidence.inputs.some(({ mean, spread }) => Math.hypot(mean, spread) > SCALED.greatest) ||
      evidence.inputs.every(({ mean, spread }) => Math.hypot(mean, spread) < SCALED.least)
    );
  if (change.kind === "depth") return evidence.activations.length - 1 > change.to;
  if (change.kind === "without") return change.layers.length > 0;
  if (change.kind === "epochs") return change.to !== trainLoss.length;
  return true;
};
/** Share of a unit normal at which f has next to no slope. */
const flatShare = (f) =>
  underUnitNormal((z) =>
    Number(z < f.tails.saturatedBelow || z > f.tails.saturatedAbove || f.derivative(z) === 0),
  );
/** Faults that a function has under a unit normal already, so that no start mends them. */
const OWN_FAULTS = {
  dyingRelu: (f) => flatShare(f) > THRESHOLDS.dyingReluLearned.value,
  saturation: (f) => flatShare(f) > THRESHOLDS.saturation.value,
  notZeroCentred: (f) => traitsOf(f).offCentre > THRESHOLDS.notZeroCentred.value,
  linearCollapse: (f) => traitsOf(f).straight > 1 - THRESHOLDS.linearCollapse.value,
};
function isOwnFault(name, { layer }, { evidence }) {
  const f = layer === null ? void 0 : evidence.activations[layer];
  return f?.kind === "elementwise" && (OWN_FAULTS[name]?.(f) ?? false);
}
/** The changes that may mend a finding, the cheapest first; never empty. */
function changesFor(name, symptom, history) {
  const changes = PRESCRIBERS[name](symptom, history).filter((change) => matters(change, history));
  if (changes.length === 0) return otherFunction(history);
  if (!changes.includes(initialization) || !isOwnFault(name, symptom, history)) return changes;
  return [...changes.filter((change) => change !== initialization), initialization];
}
// ../hillock/src/doctor/diagnose.ts
const RULES = {
  wrongOutputFunction,
  unscaledInput,
  symmetricUnits,
  poorInitialisation,
  divergence,
  explodingGradient,
  learningRateTooHigh,
  dyingRelu,
  saturation,
  vanishingGradient,
  linearCollapse,
  notZeroCentred,
  lossNotFalling,
  learningRateTooLow,
  slowConvergence,
  overfitting,
};
/** What curves tell comes before what units tell: that costs more. */
const CHEAPEST_FIRST = [...FINDINGS].reverse();
/** Whether nothing is wrong: as `diagnose`, and cheaper. */
const isHealthy = (history) => CHEAPEST_FIRST.every((name) => RULES[name](history) === void 0);
/**
 * What is wrong with a training, causes before effects; empty where it is healthy.
 * @throws HillockError "invalid-argument" where the network was made without measurements.
 */
function diagnose(history) {
  if (history.trainLoss.length > 0 && history.layers.every(({ deadShare }) => deadShare.length === 0))
    throw new HillockError(
      "invalid-argument",
      "The network was made with measurements: false, so there is nothing to diagnose; leave that out.",
    );
  return FINDINGS.flatMap((name) => {
    const symptom = RULES[name](history);
    if (!symptom) return [];
    const changes = changesFor(name, symptom, history);
    return [
      {
        name,
        ...symptom,
        prescription: describe(changes[0]),
        changes,
      },
    ];
  });
}
// ../hillock/src/network/evidence/examine.ts
const size = (values) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return Math.sqrt(sum / Math.max(1, values.length));
};
function examineUnit(f, view, rows, unit) {
  const { units, preActivation, activation } = view;
  let [low, high, flat] = [0, 0, 0];
  let [meanZ, meanA] = [0, 0];
  for (let r = 0; r < rows; r++) {
    const z = preActivation[r * units + unit];
    meanZ += z / rows;
    meanA += activation[r * units + unit] / rows;
    if (f.kind === "row") continue;
    low += Number(z < f.tails.saturatedBelow) / rows;
    high += Number(z > f.tails.saturatedAbove) / rows;
    flat += Number(f.derivative(z) === 0) / rows;
  }
  let [zz, za, aa] = [0, 0, 0];
  for (let r = 0; r < rows; r++) {
    const dz = preActivation[r * units + unit] - meanZ;
    const da = activation[r * units + unit] - meanA;
    zz += dz * dz;
    za += dz * da;
    aa += da * da;
  }
  const bend = aa > 0 && zz > 0 ? Math.max(0, 1 - (za * za) / (zz * aa)) : 0;
  return {
    centre: meanZ,
    mean: meanA,
    spread: Math.sqrt(aa / rows),
    low,
    high,
    flat,
    bend,
  };
}
/** Root mean square of Wᵀ·dz of the layer above, over examples and this layer's units. */
function arrivingGradient(above, rows) {
  let sum = 0;
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < above.inputs; k++) {
      let g = 0;
      for (let u = 0; u < above.units; u++)
        g += above.weight[u * above.inputs + k] * above.gradient[r * above.units + u];
      sum += g * g;
    }
  return Math.sqrt(sum / (rows * above.inputs));
}
/** Weights nearer to each other than this share of their size are the same. */
const SAME = 1e-5;
function countTwins({ units, inputs, weight, bias }) {
  const tolerance = SAME * Math.max(size(weight), size(bias));
  const same = (a, b) => {
    if (Math.abs(bias[a] - bias[b]) > tolerance) return false;
    for (let k = 0; k < inputs; k++)
      if (Math.abs(weight[a * inputs + k] - weight[b * inputs + k]) > tolerance) return false;
    return true;
  };
  let twins = 0;
  for (let a = 0; a < units; a++)
    for (let b = 0; b < units; b++) {
      if (a === b || !same(a, b)) continue;
      twins++;
      break;
    }
  return twins;
}
/** Share of the rows of a matrix in which all numbers that are not 0 have the same sign. */
function sameSignShare(matrix, columns) {
  const rows = matrix.length / columns;
  let shared = 0;
  for (let r = 0; r < rows; r++) {
    let [positive, negative] = [0, 0];
    for (let c = 0; c < columns; c++) {
      positive += Number(matrix[r * columns + c] > 0);
      negative += Number(matrix[r * columns + c] < 0);
    }
    shared += Number(positive + negative > 0 && (positive === 0 || negative === 0));
  }
  return rows > 0 ? shared / rows : 0;
}
function meanSlope(f, z) {
  if (f.kind === "row") return 1;
  let sum = 0;
  for (const each of z) sum += Math.abs(f.derivative(each));
  return sum / z.length;
}
/** Every layer's figures from what one batch left behind. */
function examine(view, activations) {
  const { rows } = view;
  const layers = view.layers.map((own, l) => {
    const f = activations[l];
    const incoming = l === 0 ? view.inputs : view.layers[l - 1].activation;
    const above = view.layers[l + 1];
    const gradientSize = size(own.gradient);
    const arriving = above ? arrivingGradient(above, rows) : gradientSize;
    const aboveSize = above ? size(above.gradient) : gradientSize;
    return {
      inputSize: size(incoming),
      preActivationSize: size(own.preActivation),
      activationSize: size(own.activation),
      gradientSize,
      weightSize: size(own.weight),
      biasSize: size(own.bias),
      slope: meanSlope(f, own.preActivation),
      throughWeights: aboveSize > 0 ? arriving / aboveSize : 0,
      throughSlope: arriving > 0 ? gradientSize / arriving : 0,
      units: Array.from({ length: own.units }, (_, u) => examineUnit(f, own, rows, u)),
      twins: countTwins(own),
      sameSignExamples: own.inputs > 1 ? sameSignShare(incoming, own.inputs) : 0,
      sameSignBatches: own.inputs > 1 ? sameSignShare(own.weightGradient, own.inputs) : 0,
    };
  });
  return {
    rows,
    loss: view.loss,
    layers,
  };
}
// ../hillock/src/network/evidence/inspect.ts
function keepBatch(net, data, rows) {
  const { buffer } = net.engine.memory;
  return {
    rows,
    inputs: new Uint8Array(buffer, data.inputs, rows * padded(net.inputs) * 4).slice(),
    targets: new Uint8Array(buffer, data.targets, rows * data.targetBytes).slice(),
  };
}
/**
 * Forward and backward through the compiled step for one batch, and a look at everything it left in memory. Weights
 * stay as they are; the epoch's counters do not.
 */
function inspectBatch(net, batch) {
  const { rows } = batch;
  const { memory, places, run } = net.engine;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(batch.inputs, places.batch);
  bytes.set(batch.targets, places.targets);
  const dense = (address, columns) => {
    const stride = padded(columns);
    const out = new Float32Array(rows * columns);
    copyRows(
      new Float32Array(memory.buffer, address, rows * stride),
      stride,
      0,
      out,
      columns,
      0,
      rows,
      columns,
    );
    return out;
  };
  run.predict(rows);
  const preActivations = net.layers.map(({ units }, l) => dense(places.layers[l].preActivation, units));
  const loss = new DataView(memory.buffer, places.loss);
  loss.setFloat64(0, 0, true);
  run.gradients(rows);
  const transposed = (address, inputs, units) => {
    const from = new Float32Array(memory.buffer, address, padded(inputs) * padded(units));
    const out = new Float32Array(units * inputs);
    for (let u = 0; u < units; u++)
      for (let k = 0; k < inputs; k++) out[u * inputs + k] = from[k * padded(units) + u];
    return out;
  };
  return {
    rows,
    loss: loss.getFloat64(0, true) / rows,
    inputs: dense(places.batch, net.inputs),
    layers: net.layers.map(({ units }, l) => {
      const at = places.layers[l];
      const inputs = l === 0 ? net.inputs : net.layers[l - 1].units;
      return {
        inputs,
        units,
        preActivation: preActivations[l],
        activation: dense(at.activation, units),
        gradient: dense(at.gradient, units),
        weight: transposed(at.weight, inputs, units),
        weightGradient: transposed(at.weightGradient, inputs, units),
        bias: new Float32Array(memory.buffer, at.bias, units).slice(),
      };
    }),
  };
}
// ../hillock/src/network/evidence/evidence.ts
const ALIVE = FIGURES.indexOf("alive");
/** Rows that an examination looks at, at most; fewer where the network's largest batch is smaller. */
const EXAMINED_ROWS = 64;
/** Row by row, as the numbers lie in memory. */
function columnsOf(inputs, columns) {
  const rows = inputs.length / columns;
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const least = new Float64Array(columns).fill(Infinity);
  const greatest = new Float64Array(columns).fill(-Infinity);
  for (let r = 0, i = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, i++) {
      const value = inputs[i];
      mean[c] += value;
      if (value < least[c]) least[c] = value;
      if (value > greatest[c]) greatest[c] = value;
    }
  for (let c = 0; c < columns; c++) mean[c] /= rows;
  for (let r = 0, i = 0; r < rows; r++)
    for (let c = 0; c < columns; c++, i++) squares[c] += (inputs[i] - mean[c]) ** 2;
  return Array.from(mean, (each, c) => ({
    mean: each,
    spread: Math.sqrt(squares[c] / rows),
    least: least[c],
    greatest: greatest[c],
  }));
}
const CONSTANT_LOSSES = {
  softmaxCrossEntropy: (labels) => {
    const counts = /* @__PURE__ */ new Map();
    for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
    return entropy([...counts.values()].map((count) => count / labels.length));
  },
  binaryCrossEntropy: (labels) => {
    let sum = 0;
    for (let i = 0; i < labels.length; i++) sum += labels[i];
    const share = sum / labels.length;
    return entropy([share, 1 - share]);
  },
  meanSquaredError: (labels, outputs) => {
    return (
      columnsOf(Float32Array.from(labels), outputs).reduce((sum, { spread }) => sum + spread ** 2, 0) /
      outputs
    );
  },
};
const entropy = (shares) => -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
function targetRange(labels) {
  let [least, greatest] = [Infinity, -Infinity];
  for (let i = 0; i < labels.length; i++) {
    least = Math.min(least, labels[i]);
    greatest = Math.max(greatest, labels[i]);
  }
  return [least, greatest];
}
function areDecisions(loss, labels, outputs) {
  if (loss === "softmaxCrossEntropy") return true;
  for (let start = 0; start < labels.length; start += outputs) {
    let sum = 0;
    for (let i = start; i < start + outputs; i++) {
      if (labels[i] !== 0 && labels[i] !== 1) return false;
      sum += labels[i];
    }
    if (outputs > 1 && sum !== 1) return false;
  }
  return true;
}
function once(make) {
  let made;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
/** What `look` finds with other weights than the network's own, which are back afterwards. */
function withWeights(net, weights, look) {
  const own = weightsOf(net).slice();
  weightsOf(net).set(weights);
  try {
    return look();
  } finally {
    weightsOf(net).set(own);
  }
}
/** Gathers the evidence of one training: `epoch` after each epoch, before its counters are reset. */
var Observer = class {
  evidence;
  #net;
  #alive;
  #allAlive;
  #path;
  constructor(net, data, loaded, options) {
    this.#net = net;
    this.#alive = net.layers.map(() => []);
    this.#allAlive = net.layers.map(({ units }) => new Uint8Array(units).fill(1));
    this.#path = new PathTracker(net);
    const activations = net.layers.map((layer) => layer.activation);
    const batch = keepBatch(net, loaded, Math.min(EXAMINED_ROWS, net.engine.capacity, loaded.rows));
    const look = () => examine(inspectBatch(net, batch), activations);
    const start = weightsOf(net).slice();
    const before = once(() => withWeights(net, start, look));
    const constantLoss = once(() => CONSTANT_LOSSES[net.loss](data.labels, net.outputs));
    const inputs = once(() => columnsOf(data.inputs, net.inputs));
    const targets = once(() => targetRange(data.labels));
    const decisions = once(() => areDecisions(net.loss, data.labels, net.outputs));
    this.evidence = {
      loss: net.loss,
      activations,
      units: net.layers.map((layer) => layer.units),
      fanIn: [net.inputs, ...net.layers.slice(0, -1).map((layer) => layer.units)],
      get constantLoss() {
        return constantLoss();
      },
      get inputs() {
        return inputs();
      },
      get targets() {
        return targets();
      },
      get decisions() {
        return decisions();
      },
      startChosen: net.layers.some(({ initialization, bias }) => initialization !== void 0 || bias !== 0),
      ...options,
      rows: loaded.rows,
      get before() {
        return before();
      },
      examine: look,
      alive: this.#alive,
      path: this.#path.path,
    };
  }
  epoch() {
    this.#alive.forEach((epochs, l) => {
      epochs.push(this.#aliveNow(l, epochs.at(-1)));
    });
    this.#path.epoch();
  }
  /** Most epochs are like the one before: they share what it left. */
  #aliveNow(layer, last) {
    const { engine } = this.#net;
    const { words, doubles } = engine.views();
    const { alive, figures } = engine.places.layers[layer];
    const all = this.#allAlive[layer];
    if (doubles[figures / 8 + ALIVE] === all.length) return all;
    const first = alive / 4;
    if (last) {
      let u = 0;
      while (u < all.length && last[u] === Number(isAlive(words[first + u]))) u++;
      if (u === all.length) return last;
    }
    return all.map((_, u) => Number(isAlive(words[first + u])));
  }
};
// ../hillock/src/network/train.ts
function observerOf(net, data, options, loaded) {
  const { optimizer, batchSize, learningRate } = checkOptions(net, options);
  const settings = {
    optimizer,
    learningRate,
    batchSize,
    heldOutRows: (options.validation?.inputs.length ?? 0) / net.inputs,
  };
  return new Observer(
    net,
    data,
    {
      ...loaded,
      targetBytes: bytesPerTarget(net),
    },
    settings,
  );
}
/** What a training would start from: a history of no epochs. */
function observe(net, data, options) {
  checkOptions(net, options);
  const rows = countRows(net, data, "training");
  const perRow = padded(net.inputs) * 4 + bytesPerTarget(net);
  const { evidence } = observerOf(
    net,
    data,
    options,
    loadData(net, data, rows, net.engine.reserve(rows * perRow + 16)),
  );
  return {
    status: "finished",
    trainLoss: [],
    validationLoss: [],
    validationAccuracy: [],
    seconds: [],
    layers: layerHistories(net),
    evidence,
  };
}
/**
 * Backpropagation over mini-batches, w ← w − α·gradient and its kin. The same seeds give the same bits.
 * @throws HillockError for data or options that do not fit, and "aborted" where the signal says so.
 */
async function train(net, data, options) {
  const { onEpoch } = options;
  let observer;
  const evidenceOf = () => {
    if (observer === void 0) throw new Error("Evidence is asked for before the training begins.");
    return observer.evidence;
  };
  return {
    ...(await runEpochs(net, data, options, {
      begin(loaded) {
        observer = observerOf(net, data, options, loaded);
      },
      counted() {
        if (net.engine.measured) observer?.epoch();
      },
      ended: ({ course: soFar, epoch, trainLoss, validationLoss }) =>
        onEpoch?.({
          epoch,
          trainLoss,
          validationLoss,
          history: {
            ...soFar,
            evidence: evidenceOf(),
          },
        }),
    })),
    evidence: evidenceOf(),
  };
}
// ../hillock/src/doctor/regimen.ts
const SCALINGS = {
  none: () => ({
    shift: 0,
    factor: 1,
  }),
  standard: (column) => {
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    const spread = Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / column.length);
    return {
      shift: mean,
      factor: spread > 0 ? 1 / spread : 1,
    };
  },
  minmax: (column) => {
    const least = column.reduce((a, b) => Math.min(a, b), Infinity);
    const greatest = column.reduce((a, b) => Math.max(a, b), -Infinity);
    return {
      shift: least,
      factor: greatest > least ? 1 / (greatest - least) : 1,
    };
  },
};
function fitScales(kind, inputs, columns) {
  const rows = inputs.length / columns;
  return Array.from({ length: columns }, (_, c) =>
    SCALINGS[kind](Float64Array.from({ length: rows }, (_row, r) => inputs[r * columns + c])),
  );
}
const scaled = (inputs, scales) =>
  inputs.map((value, i) => {
    const { shift, factor } = scales[i % scales.length];
    return (value - shift) * factor;
  });
/** Labels as the loss takes them: a class's index for a row of units with a row function, one-hot for other functions. */
function labelsFor(loss, task, units, labels) {
  if (task !== "multiclass" || loss === "softmaxCrossEntropy") return labels;
  const targets = new Float32Array(labels.length * units);
  for (let r = 0; r < labels.length; r++) targets[r * units + labels[r]] = 1;
  return targets;
}
/** The network of a regimen, and the data as it sees them. */
function make(regimen, data) {
  const usual = OUTPUTS[regimen.task](data.classes);
  const activation = regimen.output ?? usual.activation;
  const loss =
    regimen.loss === "squaredError" || (regimen.task === "multiclass" && activation.kind !== "row")
      ? "meanSquaredError"
      : usual.loss;
  const start = regimen.initialization === void 0 ? {} : { initialization: regimen.initialization };
  const net = network({
    inputs: data.columns,
    layers: [
      ...regimen.hidden.map(({ units, activation: f }) =>
        dense(units, f, {
          ...start,
          bias: regimen.bias,
        }),
      ),
      dense(usual.units, activation, start),
    ],
    seed: regimen.seed,
    loss,
    largestBatch: regimen.batchSize,
  });
  const scales = fitScales(regimen.scale, data.train.inputs, data.columns);
  const see = (inputs) => scaled(inputs, scales);
  const seen = ({ inputs, labels }) => ({
    inputs: see(inputs),
    labels: labelsFor(loss, regimen.task, usual.units, labels),
  });
  return {
    net,
    train: seen(data.train),
    validation: seen(data.validation),
    see,
  };
}
/** Accuracy, or for a regression the share of the variance that is explained. */
function scoreOf(task, outputs, labels) {
  const accuracy = accuracyOf(task, outputs, labels);
  if (accuracy !== null) return accuracy;
  let [mean, error, variance] = [0, 0, 0];
  for (let r = 0; r < labels.length; r++) mean += labels[r] / labels.length;
  for (let r = 0; r < labels.length; r++) {
    error += (outputs[r] - labels[r]) ** 2;
    variance += (labels[r] - mean) ** 2;
  }
  return Number.isFinite(error) ? 1 - error / variance : Number.NEGATIVE_INFINITY;
}
/** The held-out score after each epoch, from what the training recorded; empty for classes with a squared error. */
function scoresAfterEpochs({ task }, history, { labels }) {
  if (task !== "regression") return [...history.validationAccuracy];
  let [mean, variance] = [0, 0];
  for (let r = 0; r < labels.length; r++) mean += labels[r] / labels.length;
  for (let r = 0; r < labels.length; r++) variance += (labels[r] - mean) ** 2 / labels.length;
  return history.validationLoss.map((loss) => 1 - loss / variance);
}
const settingsOf = ({ optimizer, learningRate, weightDecay, clipNorm, batchSize, seed, epochs }) => ({
  optimizer,
  learningRate,
  weightDecay,
  ...(clipNorm === void 0 ? {} : { clipNorm }),
  batchSize,
  seed,
  epochs,
});
/** A look at the network before its first step: a history of no epochs. */
function lookAtStart(regimen, data) {
  const { net, train: rows } = make(regimen, data);
  return observe(net, rows, settingsOf(regimen));
}
/** Trains as the regimen says; what is interrupted is an outcome as far as it went. */
async function run(regimen, data, options = {}) {
  const { net, train: rows, validation, see } = make(regimen, data);
  const scoreOn = ({ inputs, labels }) => scoreOf(regimen.task, net.predict(see(inputs)), labels);
  const latest = {
    history: void 0,
    enough: false,
  };
  const history = await train(net, rows, {
    ...settingsOf(regimen),
    validation,
    onEpoch: ({ epoch, history: soFar }) => {
      latest.history = soFar;
      options.onEpoch?.(epoch, soFar);
      latest.enough = options.enough?.(epoch, soFar) ?? false;
    },
    signal: {
      get aborted() {
        return latest.enough || options.signal?.aborted === true;
      },
    },
  }).catch((error) => {
    if (!(error instanceof HillockError && error.code === "aborted")) throw error;
    return latest.history ?? observe(net, rows, settingsOf(regimen));
  });
  return {
    regimen: latest.enough
      ? {
          ...regimen,
          epochs: history.trainLoss.length,
        }
      : regimen,
    network: net,
    history,
    scores: scoresAfterEpochs(regimen, history, data.validation),
    score: scoreOf(regimen.task, net.predict(validation.inputs), data.validation.labels),
    scoreOn,
  };
}
// ../hillock/src/doctor/retraining.ts
/**
 * How long to train where another number of epochs is prescribed: a training of N epochs is how each longer one starts,
 * so one training tries all numbers up to its own.
 */
function spanAround(to, { epochs }, affordable) {
  if (to > epochs)
    return {
      from: 2 * epochs,
      most: affordable,
    };
  return {
    from: Math.ceil(to / 2),
    most: Math.min(Math.ceil(2.5 * to), epochs - 1, affordable),
  };
}
/** Weight decay makes networks learn in fewer epochs, too: any number from a sixth on. */
const spanWithin = ({ epochs }, affordable) => ({
  from: Math.ceil(epochs / 6),
  most: Math.min(epochs, affordable),
});
/** Looks, in a training that is longer or shorter than the first, so many times in as many epochs as the span starts with. */
const LOOKS = 8;
/** Ends a training as soon as, at two looks, nothing is found and the score is no lower than the first training's. */
function whenHealthy(first, data, { from }) {
  const every = Math.max(1, Math.floor(from / LOOKS));
  let healthy = 0;
  return (epoch, history) => {
    if (epoch < from || epoch % every !== 0) return false;
    healthy =
      (scoresAfterEpochs(first.regimen, history, data.validation).at(-1) ?? first.score) >= first.score &&
      isHealthy(history)
        ? healthy + 1
        : 0;
    return healthy === 2;
  };
}
/** Breaks a training off at its half where a change has neither mended what it was made against nor left less to mend. */
function whenHopeless(against, { epochs }, findings) {
  const half = Math.ceil(epochs / 2);
  return (epoch, history) => {
    if (epoch !== half || epoch === epochs || AT_THE_END.includes(against)) return false;
    const own = diagnose(history);
    return own.length >= findings && own.some(({ name }) => name === against);
  };
}
// ../hillock/src/doctor/pick.ts
/** Settings that were tried already. */
var Tried = class {
  #keys = /* @__PURE__ */ new Set();
  add(regimen) {
    this.#keys.add(keyOf(regimen));
  }
  has(regimen) {
    return this.#keys.has(keyOf(regimen));
  }
};
const keyOf = (regimen) =>
  JSON.stringify({
    ...regimen,
    output: regimen.output?.name ?? null,
    hidden: regimen.hidden.map(({ units, activation }) => [units, activation.name, activation.parameters]),
  });
function spanOf(change, from, next, { left, longest }) {
  if (change.kind === "weightDecay") return spanWithin(next, left);
  if (change.kind !== "epochs") return void 0;
  return spanAround(change.to, from, change.to > from.epochs ? longest : left);
}
/** The cheapest change, of the first finding that has one left, to settings that were not tried yet and can be afforded. */
function nextPick(findings, regimen, tried, purse, suits = () => true) {
  const since = [0, 1].flatMap((late) =>
    findings.filter(({ sinceEpoch }) => Math.min(1, sinceEpoch) === late),
  );
  for (const { name, changes } of since)
    for (const change of changes) {
      const next = apply(regimen, change);
      const span = spanOf(change, regimen, next, purse);
      const affordable = span ? span.from <= span.most : next.epochs <= purse.left;
      if (suits(change) && affordable && !tried.has(next))
        return {
          change,
          against: name,
          regimen: next,
          ...(span && { span }),
        };
    }
}
/** A training that is healthy and scores too little, stopped where it last scored enough. */
function stoppedEarlier({ regimen, scores }, enough, tried, { left }) {
  const to = scores.slice(0, -1).findLastIndex((score) => score >= enough) + 1;
  const change = {
    kind: "epochs",
    to,
  };
  const next = apply(regimen, change);
  return to < 1 || to > left || tried.has(next)
    ? void 0
    : {
        change,
        against: "overfitting",
        regimen: next,
      };
}
/** Where nothing is found any more: what trains most networks well, and finer steps. */
function furtherPick(regimen, tried, { left }) {
  return [
    {
      kind: "optimizer",
      to: "adam",
      learningRate: TABLE_RATES.adam,
    },
    {
      kind: "learningRate",
      to: Number((regimen.learningRate / 3).toPrecision(2)),
    },
  ]
    .map((change) => ({
      change,
      against: "slowConvergence",
      regimen: apply(regimen, change),
    }))
    .find((pick) => pick.regimen.epochs <= left && !tried.has(pick.regimen));
}
/** The change that was tried, with the number of epochs that it turned out to need. */
function changesMade({ change, regimen, span }, made) {
  if (!span || made.epochs === regimen.epochs) return [change];
  const length = {
    kind: "epochs",
    to: made.epochs,
  };
  return change.kind === "epochs" ? [length] : [change, length];
}
// ../hillock/src/doctor/repair.ts
const has = (findings, name) => findings.some((finding) => finding.name === name);
/**
 * Tries the prescriptions of a sick training's findings, one change at a time, by training again from the same seed. What
 * shows before the first step is mended first, all of it, and then trained once. A change is kept where its finding goes;
 * a training that is as sick at its half is broken off, and one of another length ends where nothing is found any more.
 * The best training is taken, where it leaves fewer findings and does not lower the held-out score; undefined where none
 * does.
 */
async function repair(first, data, options = {}) {
  const findings = diagnose(first.history);
  return findings.length === 0 ? void 0 : new Search(first, findings, data, options).repair();
}
var Search = class {
  #first;
  #data;
  #options;
  #unchanged;
  #tried = new Tried();
  #trials = [];
  #left;
  /** Epochs of a training that is longer than the first. */
  #longest;
  #best;
  constructor(first, findings, data, options) {
    this.#first = first;
    this.#data = data;
    this.#options = options;
    this.#unchanged = {
      regimen: first.regimen,
      findings,
      changes: [],
    };
    this.#tried.add(first.regimen);
    this.#left = (options.budget ?? 2) * first.regimen.epochs;
    this.#longest = 10 * first.regimen.epochs;
  }
  async repair() {
    let state = this.#mendStart();
    let pick = state === this.#unchanged ? this.#next(state) : void 0;
    while (pick || state.regimen !== this.#first.regimen) {
      const attempt = await this.#attempt(pick?.regimen ?? state.regimen, pick);
      if (!attempt) break;
      const { outcome, findings, brokenOff } = attempt;
      const improved = !brokenOff && this.#isBetter(attempt);
      const between = pick?.span !== void 0 && !attempt.longer && findings.length > 0;
      const kept = !brokenOff && !between && (!pick || improved || !has(findings, pick.against));
      const changes = [...state.changes, ...(pick ? this.#note(pick, attempt, kept) : [])];
      const reached = {
        regimen: outcome.regimen,
        findings,
        changes,
      };
      if (improved)
        this.#best = {
          outcome,
          state: reached,
        };
      if (improved && findings.length === 0) break;
      if (kept) state = reached;
      if (state.findings.length > 0) pick = this.#next(state);
      else [state, pick] = this.#beyondHealth(state, pick, kept ? outcome : void 0);
      if (!pick) break;
    }
    if (!this.#best) return void 0;
    const { outcome, state: chosen } = this.#best;
    const trials = this.#trials.map((trial, i) => ({
      ...trial,
      kept: chosen.changes.includes(i),
    }));
    return {
      outcome,
      findings: chosen.findings,
      trials,
    };
  }
  get #purse() {
    return {
      left: this.#left,
      longest: this.#longest,
    };
  }
  /** Mends all that shows before the first step. */
  #mendStart() {
    let state = this.#unchanged;
    let atStart = diagnose(lookAtStart(state.regimen, this.#data));
    for (;;) {
      const pick = nextPick(atStart, state.regimen, this.#tried, this.#purse, showsAtStart);
      if (!pick) return state;
      this.#tried.add(pick.regimen);
      const mended = diagnose(lookAtStart(pick.regimen, this.#data));
      const kept = !has(mended, pick.against);
      const number = this.#log(pick, pick.change, 0, kept);
      if (!kept) continue;
      state = {
        ...state,
        regimen: pick.regimen,
        changes: [...state.changes, number],
      };
      atStart = mended;
    }
  }
  /** Trains; undefined where that cannot be afforded, or was interrupted: what is half done proves nothing. */
  async #attempt(asked, pick) {
    const { signal, onRun } = this.#options;
    const span = pick?.span;
    const regimen = span
      ? {
          ...asked,
          epochs: span.most,
        }
      : asked;
    const longer = regimen.epochs > this.#first.regimen.epochs;
    if (signal?.aborted || regimen.epochs > (longer ? this.#longest : this.#left)) return void 0;
    this.#tried.add(asked);
    onRun?.(regimen);
    const left = (this.#best?.state ?? this.#unchanged).findings.length;
    const isHealthy = span && whenHealthy(this.#first, this.#data, span);
    const isHopeless =
      pick && pick.change.kind !== "epochs" ? whenHopeless(pick.against, regimen, left) : void 0;
    let brokenOff = false;
    const outcome = await run(regimen, this.#data, {
      ...this.#options,
      enough: (epoch, history) => {
        brokenOff = isHopeless?.(epoch, history) ?? false;
        return brokenOff || (isHealthy?.(epoch, history) ?? false);
      },
    });
    if (signal?.aborted) return void 0;
    if (longer) this.#longest = 0;
    else this.#left -= outcome.history.trainLoss.length;
    return {
      outcome,
      findings: diagnose(outcome.history),
      longer,
      brokenOff,
    };
  }
  #isBetter({ outcome, findings }) {
    const best = this.#best;
    const least = (best?.state ?? this.#unchanged).findings.length;
    return findings.length < least
      ? outcome.score >= this.#first.score
      : findings.length === least && outcome.score > (best?.outcome ?? this.#first).score;
  }
  #next(from) {
    return nextPick(from.findings, from.regimen, this.#tried, this.#purse);
  }
  /** Healthy, and yet it scores less than the sick one did: less of the same, another way, or finer steps. */
  #beyondHealth(state, pick, outcome) {
    const earlier = outcome && stoppedEarlier(outcome, this.#first.score, this.#tried, this.#purse);
    if (earlier) return [state, earlier];
    const begin = this.#best?.state ?? this.#unchanged;
    const other =
      state.changes.some((i) => this.#trials[i].change.kind === "activation") ||
      (pick !== void 0 && AT_THE_END.includes(pick.against))
        ? this.#next(begin)
        : void 0;
    return other ? [begin, other] : [state, furtherPick(state.regimen, this.#tried, this.#purse)];
  }
  #note(pick, { outcome: { regimen, history }, brokenOff }, kept) {
    return (brokenOff ? [pick.change] : changesMade(pick, regimen)).map((change, i) =>
      this.#log(pick, change, i === 0 ? history.trainLoss.length : 0, kept),
    );
  }
  #log({ against }, change, epochs, kept) {
    const trial = {
      change,
      description: describe(change),
      against,
      epochs,
      kept,
    };
    this.#options.onTrial?.(trial);
    return this.#trials.push(trial) - 1;
  }
};
// ../hillock/src/study/case.ts
/**
 * A table as a doctor's case: numbers as they are (the regimen scales them), categories one-hot, missing values filled in
 * from the training rows. A regression's target is standardised unless all of it lies from 0 to 1.
 */
function prepareCase(options) {
  const target = readTarget(options.table, options.target, options.task);
  const split = splitRows(target, options.validation, options.seed);
  const rowsOf = (positions) => positions.map((p) => target.rows[p]);
  const preparation = prepare(options.table, target, rowsOf(split.train), { standardised: false });
  const { mean, spread } = target.labels.every((label) => label >= 0 && label <= 1)
    ? {
        mean: 0,
        spread: 1,
      }
    : preparation.targetScale;
  const examples = (positions) => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / spread),
  });
  return {
    data: {
      columns: preparation.width,
      classes: Math.max(1, target.classes.length),
      train: examples(split.train),
      validation: examples(split.validation),
    },
    task: target.task,
    features: preparation.features,
    classes: target.classes,
    columns: preparation.report,
  };
}
// src/terminal/doctor.ts
var import_escape_html = /* @__PURE__ */ __toESM(require_escape_html(), 1);
/** "accuracy 93.1 %", or the share of the variance explained. */
const scoreText = ({ score, regimen }) =>
  regimen.task === "regression"
    ? `explained variance ${formatNumber(score)}`
    : `accuracy ${(100 * score).toFixed(1)} %`;
/** "layer 0", "layer 1, output": as the findings count them. */
const placeText = ({ layer, sinceEpoch }) =>
  [
    ...(layer === null ? [] : [`layer ${layer}`]),
    sinceEpoch === 0 ? "before training" : `since epoch ${sinceEpoch}`,
  ].join(", ");
/** What to change, in one sentence: the first line of every answer. */
function firstLine({ findings, mended }) {
  if (findings.length === 0) return "Nothing is wrong with this training.";
  const kept = mended?.trials.filter((trial) => trial.kept) ?? [];
  if (mended && kept.length > 0) return `Change this: ${kept.map((trial) => trial.description).join(" ")}`;
  return `Change this first: ${findings[0].prescription}`;
}
/** Findings, prescriptions, and before and after, for a terminal. */
function doctorText(answer, pc = colorsOf(process.stdout)) {
  const { first, findings, mended, command, asked, interrupted } = answer;
  const lines = [pc.bold(firstLine(answer))];
  if (interrupted)
    lines.push(`(stopped after ${first.history.trainLoss.length} epochs; diagnosed as far as it went)`);
  for (const finding of findings)
    lines.push(
      "",
      `${pc.red("●")} ${pc.bold(finding.name)}  ${pc.dim(`${placeText(finding)}; ${formatNumber(finding.measured)}, threshold ${formatNumber(finding.threshold)}`)}`,
      `  ${finding.cause}`,
      `  ${pc.green("→")} ${finding.prescription}`,
    );
  lines.push("", `As it is: held-out ${scoreText(first)} after ${first.history.trainLoss.length} epochs.`);
  if (mended) {
    const left = mended.findings.map((finding) => finding.name).join(", ");
    lines.push(
      `Repaired: held-out ${scoreText(mended.outcome)}; ${left === "" ? "no finding is left" : `left: ${left}`}.`,
      `  ${command}`,
    );
  } else if (asked && findings.length > 0) lines.push("No change that was tried made it better.");
  else if (findings.length > 0) lines.push("Add --repair to try the changes.");
  return lines.join("\n");
}
// ../../node_modules/@observablehq/plot/src/marks/cell.js
const defaults = { ariaLabel: "cell" };
var Cell = class extends AbstractBar {
  constructor(data, { x, y, ...options } = {}) {
    super(
      data,
      {
        x: {
          value: x,
          scale: "x",
          type: "band",
          optional: true,
        },
        y: {
          value: y,
          scale: "y",
          type: "band",
          optional: true,
        },
      },
      options,
      defaults,
    );
  }
  _transform(selection, mark) {
    selection.call(applyTransform, mark, {}, 0, 0);
  }
};
function cell(data, { x, y, ...options } = {}) {
  [x, y] = maybeTuple(x, y);
  return new Cell(data, {
    ...options,
    x,
    y,
  });
}
// src/report/doctor-figures.ts
const MOST_EPOCHS = 60;
const MOST_UNITS = 64;
const sampled = (length) => {
  const step = Math.max(1, Math.ceil(length / MOST_EPOCHS));
  return Array.from({ length }, (_, i) => i).filter((i) => i % step === 0);
};
const MOST_DECADES = 6;
/** Powers of ten for a logarithmic axis; a number of ticks where it has too few. */
function decades(values) {
  const exponents = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (exponents.length === 0) return 3;
  const least = Math.ceil(exponents.reduce((a, b) => Math.min(a, b)));
  const greatest = Math.floor(exponents.reduce((a, b) => Math.max(a, b)));
  if (greatest - least < 1) return 3;
  const step = Math.ceil((greatest - least + 1) / MOST_DECADES);
  return Array.from(
    { length: Math.floor((greatest - least) / step) + 1 },
    (_, i) => 10 ** (least + i * step),
  );
}
/** "vanishingGradient" → "Vanishing gradient". */
const titleOf = (name) => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace("relu", "ReLU");
  return words[0].toUpperCase() + words.slice(1);
};
/** Layers as columns, findings as marks on them: full where it is worst, hollow where it holds too. */
function findingMap(outcome, findings) {
  const last = outcome.history.layers.length - 1;
  const layers = Array.from({ length: last + 1 }, (_, l) => l);
  const rows = FINDINGS.flatMap((name) => findings.filter((finding) => finding.name === name)).map(
    ({ name, layer, layers: concerned = [] }) => {
      const cells = layers.map((l) => {
        const mark = layer === null ? "all" : l === layer ? "worst" : concerned.includes(l) ? "too" : "";
        const text = {
          all: "the whole network",
          worst: "worst here",
          too: "here too",
          "": "",
        }[mark];
        return `<td${mark === "" ? "" : ` title="layer ${l}: ${text}"`}>${mark === "" ? "" : `<i class="${mark}"></i>`}</td>`;
      });
      return `<tr><th><a href="#${name}">${titleOf(name)}</a></th>${cells.join("")}</tr>`;
    },
  );
  return `<div class="scroll"><table class="map"><thead><tr><th>layer</th>${layers.map((l) => `<th>${l === last ? "out" : l}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}
/** ∂loss/∂z by layer and epoch, as colours. */
function gradientHeat(outcome, title, domain) {
  const { layers } = outcome.history;
  const epochs = sampled(layers[0].gradientNorm.length);
  const data = layers.flatMap(({ gradientNorm }, layer) =>
    epochs
      .map((epoch) => ({
        layer,
        epoch: epoch + 1,
        norm: gradientNorm[epoch],
      }))
      .filter(({ norm }) => norm > 0 && Number.isFinite(norm)),
  );
  return draw(title, {
    width: 440,
    height: 60 + Math.max(14, Math.min(26, 300 / layers.length)) * layers.length,
    x: {
      type: "band",
      domain: epochs.map((e) => e + 1),
      label: "epoch",
      padding: 0,
      ticks: epochs.filter((_, i) => i % Math.ceil(epochs.length / 6) === 0).map((e) => e + 1),
    },
    y: {
      type: "band",
      domain: layers.map((_, l) => l),
      label: "layer",
      padding: 0.06,
    },
    color: {
      type: "log",
      scheme: "viridis",
      ...(domain ? { domain } : {}),
    },
    marks: [
      cell(data, {
        x: "epoch",
        y: "layer",
        fill: "norm",
        inset: -0.25,
      }),
    ],
  });
}
/** The range of all gradient norms of some outcomes, so that their colours compare. */
function gradientRange(outcomes) {
  const norms = outcomes.flatMap(({ history }) =>
    history.layers.flatMap((l) => l.gradientNorm.filter((n) => n > 0 && Number.isFinite(n))),
  );
  if (norms.length === 0) return void 0;
  const least = norms.reduce((a, b) => Math.min(a, b));
  const greatest = norms.reduce((a, b) => Math.max(a, b));
  return least < greatest ? [least, greatest] : void 0;
}
const STATES = {
  alive: COLOURS[2],
  saturated: COLOURS[4],
  dead: COLOURS[1],
};
/** Every hidden unit a square, layers as columns: alive, saturated for half of the examples, or dead for all. */
function unitGrid(outcome) {
  return `<div class="units">${
    outcome.history.evidence
      .examine()
      .layers.slice(0, -1)
      .map(({ units }, layer) => {
        const squares = units.slice(0, MOST_UNITS).map(({ flat, low, high }, unit) => {
          const state = flat === 1 ? "dead" : low + high >= 0.5 ? "saturated" : "alive";
          return `<i class="${state}" title="layer ${layer}, unit ${unit}: ${state}"></i>`;
        });
        const more = units.length > MOST_UNITS ? `<small>+${units.length - MOST_UNITS}</small>` : "";
        return `<div><b>${layer}</b><span>${squares.join("")}</span>${more}</div>`;
      })
      .join("") || "No hidden layer."
  }</div>`;
}
const losses$1 = ({ history }) =>
  [...history.trainLoss, ...history.validationLoss].filter((loss) => loss > 0 && Number.isFinite(loss));
/** The range of the losses of some outcomes, so that their curves compare. */
function lossRange(outcomes) {
  const all = outcomes.flatMap(losses$1);
  if (all.length === 0) return void 0;
  const greatest = all.reduce((a, b) => Math.max(a, b));
  const least = Math.max(
    all.reduce((a, b) => Math.min(a, b)),
    greatest / 0xe8d4a51000,
  );
  return least < greatest ? [least, greatest] : void 0;
}
/** Training and held-out loss over epochs, on a logarithmic scale. */
function lossCurves(outcome, title, domain) {
  const { trainLoss, validationLoss } = outcome.history;
  const data = [
    ...sampled(trainLoss.length).map((e) => ({
      epoch: e + 1,
      loss: trainLoss[e],
      of: "training",
    })),
    ...sampled(validationLoss.length).map((e) => ({
      epoch: e + 1,
      loss: validationLoss[e],
      of: "held-out",
    })),
  ].filter(({ loss }) => Number.isFinite(loss) && loss > 0);
  return draw(title, {
    width: 440,
    height: 240,
    marginLeft: 55,
    x: {
      label: "epoch",
      ticks: 6,
    },
    y: {
      type: "log",
      grid: true,
      label: "loss",
      ticks: decades(domain ?? data.map(({ loss }) => loss)),
      tickFormat: "~g",
      ...(domain ? { domain } : {}),
    },
    color: {
      domain: ["training", "held-out"],
      range: [COLOURS[0], COLOURS[1]],
    },
    marks: [
      lineY(data, {
        x: "epoch",
        y: "loss",
        stroke: "of",
        z: "of",
        strokeWidth: 1.8,
        clip: true,
      }),
      ...(trainLoss.length === 1
        ? [
            dot(data, {
              x: "epoch",
              y: "loss",
              fill: "of",
            }),
          ]
        : []),
    ],
  });
}
/** What the colours of a heat map mean. */
const heatKey = ([least, greatest], text) =>
  `<div class="ramp"><span>${(0, import_escape_html.default)(text(least))}</span><i></i><span>${(0, import_escape_html.default)(text(greatest))}</span></div>`;
// src/report/doctor-pictures.ts
const WIDTH = 340;
const HEIGHT = 150;
/** Names under bars, at most. */
const MOST_NAMES = 12;
const usable = (value) => Number.isFinite(value);
/** One bar a layer, column or kind, and the threshold as a line. */
function bars(title, values, threshold, label, log = false) {
  const shown = values.filter(({ value }) => usable(value) && (!log || value > 0));
  if (shown.length === 0) return "";
  const lines = threshold !== void 0 && usable(threshold) && (!log || threshold > 0) ? [threshold] : [];
  const least = Math.min(...shown.map(({ value }) => value), ...lines);
  return draw(title, {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 52,
    x: {
      type: "band",
      domain: values.map(({ name }) => name),
      label: null,
      ticks: values.flatMap(({ name }, i) => (i % Math.ceil(values.length / MOST_NAMES) === 0 ? [name] : [])),
    },
    y: {
      label,
      grid: true,
      ...(log
        ? {
            type: "log",
            tickFormat: ".0~e",
            ticks: decades([...shown.map(({ value }) => value), ...lines]),
          }
        : {
            tickFormat: "~g",
            ticks: 4,
          }),
    },
    marks: [
      barY(shown, {
        x: "name",
        ...(log
          ? {
              y1: least / 2,
              y2: "value",
            }
          : { y: "value" }),
        fill: COLOURS[0],
      }),
      ruleY(lines, {
        stroke: COLOURS[1],
        strokeDasharray: "4 3",
      }),
    ],
  });
}
/** Curves over epochs, and the threshold as a line. */
function curves(title, series, threshold, label, log = false) {
  const data = series.flatMap(({ name, values }) =>
    sampled(values.length)
      .map((e) => ({
        name,
        epoch: e + 1,
        value: values[e],
      }))
      .filter(({ value }) => usable(value) && (!log || value > 0)),
  );
  if (data.length === 0) return "";
  return draw(title, {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 52,
    x: {
      label: "epoch",
      ticks: 5,
    },
    y: {
      label,
      grid: true,
      ...(log
        ? {
            type: "log",
            ticks: decades(data.map(({ value }) => value)),
          }
        : { ticks: 4 }),
      tickFormat: "~g",
    },
    color: {
      domain: series.map(({ name }) => name),
      range: [COLOURS[0], COLOURS[4]],
    },
    marks: [
      ...(data.length === series.length
        ? [
            dot(data, {
              x: "epoch",
              y: "value",
              fill: "name",
            }),
          ]
        : [
            lineY(data, {
              x: "epoch",
              y: "value",
              stroke: "name",
              z: "name",
              strokeWidth: 1.8,
            }),
          ]),
      ...(threshold !== void 0 && usable(threshold) && (!log || threshold > 0)
        ? [
            ruleY([threshold], {
              stroke: COLOURS[1],
              strokeDasharray: "4 3",
            }),
          ]
        : []),
    ],
  });
}
const byLayer = (values) =>
  values.map((value, l) => ({
    name: String(l),
    value,
  }));
const ratio = (mean, spread) => Math.abs(mean) / Math.hypot(mean, spread);
const gradients = ({ history }) =>
  bars(
    "Gradient norm by layer before training",
    byLayer(history.evidence.before.layers.map(({ gradientSize }) => gradientSize)),
    void 0,
    "gradient norm at the start, by layer",
    true,
  );
const losses = ({ history }) =>
  curves(
    "Loss by epoch",
    [
      {
        name: "training",
        values: history.trainLoss,
      },
      {
        name: "held-out",
        values: history.validationLoss,
      },
    ],
    history.evidence.constantLoss,
    "loss; dashed: a constant prediction's",
    true,
  );
const steps = ({ history }) =>
  curves(
    "Movement of the weights by epoch",
    [
      {
        name: "movement",
        values: history.evidence.path.step,
      },
    ],
    void 0,
    "movement over the weights' size",
    true,
  );
/** A picture for each finding: the figure that it rests on, and its threshold. */
const PICTURES = {
  vanishingGradient: gradients,
  explodingGradient: gradients,
  divergence: losses,
  lossNotFalling: losses,
  slowConvergence: losses,
  overfitting: losses,
  learningRateTooHigh: steps,
  learningRateTooLow: steps,
  dyingRelu: ({ history }, { layer, threshold }) =>
    curves(
      "Dead units by epoch",
      [
        {
          name: "dead",
          values: history.layers[layer ?? 0].deadShare,
        },
      ],
      threshold,
      `share of dead units in layer ${layer}`,
    ),
  saturation: ({ history }, { layer, threshold }) =>
    curves(
      "Saturation by epoch",
      [
        {
          name: "saturated",
          values: history.layers[layer ?? 0].saturatedShare,
        },
      ],
      threshold,
      `saturated share in layer ${layer}`,
    ),
  notZeroCentred: ({ history }, { layer, threshold }) => {
    const { activationMean, activationSpread } = history.layers[layer ?? 0];
    return curves(
      "Outputs' mean over their size",
      [
        {
          name: "off centre",
          values: activationMean.map((mean, epoch) => ratio(mean, activationSpread[epoch])),
        },
      ],
      threshold,
      `|mean| over size, layer ${layer}`,
    );
  },
  linearCollapse: ({ history }, { threshold }) =>
    bars(
      "Bend of each layer",
      byLayer(
        history.evidence
          .examine()
          .layers.slice(0, -1)
          .map(({ units }) => Math.max(1e-12, ...units.map(({ bend }) => bend))),
      ),
      threshold,
      "share that no line explains, by layer",
      true,
    ),
  symmetricUnits: ({ history }, { threshold }) =>
    bars(
      "Twins by layer",
      byLayer(
        history.evidence.before.layers.map(({ twins, units }) =>
          units.length > 1 ? twins / units.length : 0,
        ),
      ),
      threshold,
      "share of units with a twin, by layer",
    ),
  poorInitialisation: ({ history }, { layer, threshold, measured }) => {
    const { before, fanIn } = history.evidence;
    return before.layers[layer ?? 0].biasSize === measured
      ? bars(
          "Biases by layer",
          byLayer(before.layers.map(({ biasSize }) => biasSize)),
          threshold,
          "size of the biases at the start, by layer",
        )
      : bars(
          "Growth through each layer's weights",
          byLayer(before.layers.map(({ weightSize }, l) => Math.sqrt(fanIn[l]) * weightSize)),
          threshold,
          "growth through the weights, by layer",
          true,
        );
  },
  unscaledInput: ({ history }, { threshold }) =>
    bars(
      "Size of the input columns",
      history.evidence.inputs.map(({ mean, spread }, c) => ({
        name: String(c),
        value: Math.hypot(mean, spread),
      })),
      threshold,
      "size, by input column",
      true,
    ),
  wrongOutputFunction: ({ history }) => {
    const { activations, targets } = history.evidence;
    const { range, name } = activations[activations.length - 1];
    const shown = (x) => Math.max(targets[0] - 2, Math.min(targets[1] + 2, x));
    const rows = [
      {
        name: "targets",
        low: targets[0],
        high: targets[1],
      },
      {
        name,
        low: shown(range[0]),
        high: shown(range[1]),
      },
    ];
    return draw("Range of the output function and of the targets", {
      width: WIDTH,
      height: 110,
      marginLeft: 100,
      x: {
        label: "from … to",
        grid: true,
        ticks: 5,
      },
      y: {
        type: "band",
        domain: rows.map((row) => row.name),
        label: null,
      },
      marks: [
        barX(rows, {
          x1: "low",
          x2: "high",
          y: "name",
          fill: "name",
          inset: 8,
        }),
      ],
      color: {
        domain: rows.map((row) => row.name),
        range: [COLOURS[2], COLOURS[1]],
      },
    });
  },
};
/** Empty where there is nothing to draw. */
const pictureOf = (outcome, finding) => PICTURES[finding.name](outcome, finding);
// src/report/doctor-page.ts
const STYLE = `
h1.answer { font-size: 1.55rem; line-height: 1.35; font-weight: 650; margin: 0 0 .4rem }
h1.answer span { display: block; font-size: 1.02rem; font-weight: 400; margin-top: .35rem }
.scores { display: flex; flex-wrap: wrap; gap: .8rem; align-items: stretch; margin: 1.2rem 0 }
.scores > div { padding: .6rem 1.1rem; border-radius: .6rem; background: color-mix(in srgb, currentColor 7%, transparent) }
.scores b { display: block; font-size: 1.7rem; font-variant-numeric: tabular-nums } .scores .better { outline: 2px solid ${COLOURS[2]} }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .8rem 1rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 8%, transparent) }
.map { width: auto } .map td, .map thead th { text-align: center; padding: .3rem; min-width: 1.35rem; border-left: 1px solid color-mix(in srgb, currentColor 10%, transparent) }
.map thead th { font-weight: 400; opacity: .75 } .map tbody th { font-weight: 500; white-space: nowrap; padding-right: 1rem } .map a { color: inherit }
.map i { display: inline-block; width: .85rem; height: .85rem; border-radius: 50%; vertical-align: middle; box-sizing: border-box; background: ${COLOURS[1]} }
.map i.too { background: none; border: 2.5px solid ${COLOURS[1]} } .map i.all { border-radius: 2px; opacity: .55; width: 1rem; height: .5rem }
.pair { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem } .pair > div { flex: 1 1 320px; max-width: 460px; min-width: 0 }
.finding { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: 1rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
.finding > div:first-child { flex: 3 1 330px } .finding > div + div { flex: 2 1 280px; max-width: 360px } .finding h3 { margin: 0 0 .2rem } .finding p { margin: .5rem 0 }
.do { border-left: 4px solid ${COLOURS[2]}; padding-left: .8rem }
.units { display: flex; flex-wrap: wrap; gap: .5rem .7rem } .units b { display: block; font-weight: 400; font-size: .8rem; opacity: .75 }
.units span { display: grid; grid-auto-flow: column; grid-template-rows: repeat(8, 11px); gap: 2px } .units i { width: 11px; height: 11px; border-radius: 2px }
.units small { opacity: .75 } ${Object.entries(STATES)
  .map(([state, colour]) => `.units .${state} { background: ${colour} }`)
  .join(" ")}
.ramp { display: flex; gap: .6rem; align-items: center; font-size: .85rem } .ramp i { width: 10rem; height: .7rem; border-radius: 2px; background: linear-gradient(90deg, #440154, #414487, #2a788e, #22a884, #7ad151, #fde725) }
@media (max-width: 480px) { .map tbody th { white-space: normal; font-size: .85rem; padding-right: .4rem } .map td, .map thead th { padding: .25rem .1rem } }`;
const key = (entries) =>
  `<div>${entries.map(([name, colour]) => `<span class="key"><i style="background:${colour}"></i>${(0, import_escape_html.default)(name)}</span>`).join("")}</div>`;
/** The answer as a headline, its reason in smaller letters. */
function headline(text) {
  const cut = /^(.{20,}?)(: (?!-)|\. )(.+)$/s.exec(text);
  const [first, rest] = cut ? [`${cut[1]}.`, cut[3]] : [text, ""];
  return `<h1 class="answer">${(0, import_escape_html.default)(first)}${rest === "" ? "" : `<span>${(0, import_escape_html.default)(rest[0].toUpperCase() + rest.slice(1))}</span>`}</h1>`;
}
function describeFinding(first, finding) {
  const { name, measured, threshold, cause, prescription } = finding;
  const facts = `${placeText(finding)} · measured ${formatNumber(measured)}, threshold ${formatNumber(threshold)}`;
  return `<section class="finding" id="${name}"><div><h3>${titleOf(name)}</h3><div class="quiet">${(0, import_escape_html.default)(facts)} · <code>${name}</code></div>
<p>${(0, import_escape_html.default)(cause)}</p><p class="do">${(0, import_escape_html.default)(prescription)}</p></div><div>${pictureOf(first, finding)}</div></section>`;
}
function scores(first, findings, mended) {
  const count = (found) =>
    found.length === 0 ? "nothing found" : `${found.length} finding${found.length === 1 ? "" : "s"}`;
  const card = (title, outcome, found, better) =>
    `<div${better ? ' class="better"' : ""}><span class="quiet">${title}</span><b>${(0, import_escape_html.default)(scoreText(outcome))}</b><span class="quiet">held out, after ${outcome.history.trainLoss.length} epochs · ${count(found)}</span></div>`;
  return `<div class="scores">${card(mended ? "before" : "as it is", first, findings, false)}${mended ? card("after", mended.outcome, mended.findings, true) : ""}</div>`;
}
const MOST_COLUMNS = 12;
const MOST_ROWS = 24;
/** The weights of the layer that some linear layers are together, where a page can hold them. */
function singleLayer({ from, to, layer: { inputs, units, weight, bias } }) {
  const title = `<h2>Layers ${from} to ${to} as one</h2><p>${units} unit${units === 1 ? "" : "s"} over ${inputs} input${inputs === 1 ? "" : "s"}: weights and bias of the single linear layer that computes the same.</p>`;
  if (inputs > MOST_COLUMNS || units > MOST_ROWS)
    return `${title}<p class="quiet">In equivalent-layers.json.</p>`;
  const head = ["unit", ...Array.from({ length: inputs }, (_, k) => `input ${k}`), "bias"];
  const rows = Array.from({ length: units }, (_, u) => [
    String(u),
    ...Array.from(weight.subarray(u * inputs, (u + 1) * inputs), formatNumber),
    formatNumber(bias[u]),
  ]);
  return `${title}${table(head, rows)}`;
}
/** The diagnosis as one page: what to change first, then the evidence, before and after side by side. */
function renderDoctorReport(report) {
  const { table: source, target, first, findings, mended, command, collapsed } = report;
  startPage();
  const outcomes = mended ? [first, mended.outcome] : [first];
  const pair = (title, caption, legend, figure) => {
    const parts = outcomes.map((outcome, i) => {
      const name = outcomes.length === 1 ? "" : i === 0 ? "before" : "after";
      return `<div>${name === "" ? "" : `<strong>${name}</strong>`}${figure(outcome, name === "" ? title : `${title}, ${name}`)}</div>`;
    });
    return `<h2>${(0, import_escape_html.default)(title)}</h2><figure>${legend}<div class="pair">${parts.join("")}</div><figcaption>${(0, import_escape_html.default)(caption)}</figcaption></figure>`;
  };
  const norms = gradientRange(outcomes);
  const range = lossRange(outcomes);
  const figures = () => [
    pair(
      "Gradient norm by layer and epoch",
      `${mended ? "Both with the same colours. " : ""}A layer much darker than the last hardly learns.`,
      norms ? heatKey(norms, formatNumber) : "",
      (outcome, name) => gradientHeat(outcome, name, norms),
    ),
    pair(
      "Units at the end",
      "Each square a unit of a hidden layer, the first 64 of each.",
      key(Object.entries(STATES)),
      unitGrid,
    ),
    pair(
      "Loss",
      `Mean over the epoch's rows, on ${mended ? "the same" : "a"} logarithmic scale.`,
      key([
        ["training", COLOURS[0]],
        ["held-out", COLOURS[1]],
      ]),
      (outcome, name) => lossCurves(outcome, name, range),
    ),
  ];
  const tried = mended
    ? `<h2>What was tried</h2>${table(
        ["change", "against", "epochs to see", ""],
        mended.trials.map((t) => [
          t.description,
          titleOf(t.against),
          t.epochs === 0 ? "none" : String(t.epochs),
          t.kept ? "kept" : "taken back",
        ]),
      )}`
    : "";
  return page(
    `Hillock doctor: ${target}`,
    `${headline(
      firstLine({
        findings,
        mended,
      }),
    )}
<p class="quiet">${(0, import_escape_html.default)(source)} · target “${(0, import_escape_html.default)(target)}”</p>
${scores(first, findings, mended)}
${command === void 0 ? "" : `<p>To train like this:</p><pre>${(0, import_escape_html.default)(command)}</pre>`}
${findings.length > 0 ? `<h2>Where it is wrong</h2><figure>${findingMap(first, findings)}<figcaption>Layers as columns. A full mark is the worst layer, a hollow one has it too, a bar is of the whole network.</figcaption></figure>` : ""}
${first.history.trainLoss.length > 0 ? figures().join("\n") : ""}
${findings.length > 0 ? `<h2>Findings</h2>${findings.map((finding) => describeFinding(first, finding)).join("\n")}` : ""}
${collapsed.map(singleLayer).join("")}
${tried}`,
    STYLE,
  );
}
// src/commands/doctor.ts
/** The exit code that says: something was found. */
const FOUND = 3;
const INTERRUPTED = 130;
function initializationOf(text) {
  if (text === void 0) return void 0;
  const expected = "glorot, he, lecun, zeros, normal:SD or constant:V";
  const [kind, value] = text.split(":");
  const number = value === void 0 || value.trim() === "" ? NaN : Number(value);
  if (kind === "normal" && number >= 0 && Number.isFinite(number)) return { normal: number };
  if (kind === "constant" && Number.isFinite(number)) return { constant: number };
  const named = ["glorot", "he", "lecun", "zeros"].find((each) => each === text);
  if (!named) throw refuse("--init", text, expected);
  return named;
}
const initializationText = (kind) =>
  typeof kind === "string" ? kind : "normal" in kind ? `normal:${kind.normal}` : `constant:${kind.constant}`;
const quote = (text) => (/^[\w./:,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
const functionText = (f) => {
  const values = f.kind === "elementwise" && functions.has(f.name) ? Object.entries(f.parameters) : [];
  return values.length > 0
    ? `${f.name}(${values.map(([key, v]) => `${key}=${String(v)}`).join(",")})`
    : f.name;
};
const layersText = ({ hidden, output, task }) =>
  [
    ...hidden.map(({ units, activation }) => `${units}:${functionText(activation)}`),
    ...(output || hidden.length === 0 ? [functionText(output ?? OUTPUTS[task](2).activation)] : []),
  ].join(",");
/** The command line that trains as this regimen does. */
function commandOf(table, target, validation, regimen) {
  const { initialization, bias } = regimen;
  return [
    "hillock doctor",
    quote(table),
    `--target ${quote(target)}`,
    `--task ${regimen.task}`,
    `--layers ${quote(layersText(regimen))}`,
    ...(regimen.loss === void 0 ? [] : [`--loss ${regimen.loss}`]),
    ...(initialization === void 0 ? [] : [`--init ${initializationText(initialization)}`]),
    ...(bias === 0 ? [] : [`--bias ${bias}`]),
    `--scale ${regimen.scale}`,
    `--optimizer ${regimen.optimizer}`,
    `--learning-rate ${regimen.learningRate}`,
    ...(regimen.clipNorm === void 0 ? [] : [`--clip-norm ${regimen.clipNorm}`]),
    ...(regimen.weightDecay === 0 ? [] : [`--weight-decay ${regimen.weightDecay}`]),
    `--epochs ${regimen.epochs}`,
    `--batch-size ${regimen.batchSize}`,
    `--validation ${validation}`,
    `--seed ${regimen.seed}`,
  ].join(" ");
}
const finite = (x) => (x !== void 0 && Number.isFinite(x) ? x : null);
const summary = ({ history, score, regimen }) => ({
  epochs: history.trainLoss.length,
  trainLoss: finite(history.trainLoss.at(-1)),
  validationLoss: finite(history.validationLoss.at(-1)),
  validationAccuracy: regimen.task === "regression" ? null : score,
  explainedVariance: regimen.task === "regression" ? finite(score) : null,
});
const told = ({ name, layer, units, sinceEpoch, measured, threshold, cause, prescription }) => ({
  name,
  layer,
  units,
  sinceEpoch,
  measured: finite(measured),
  threshold,
  cause,
  prescription,
});
/** The single layers as JSON: weights as rows of units. */
const equivalentText = (collapsed) =>
  `${JSON.stringify(
    collapsed.map(({ from, to, layer: { inputs, units, weight, bias } }) => ({
      from,
      to,
      inputs,
      units,
      weight: Array.from({ length: units }, (_, u) =>
        Array.from(weight.subarray(u * inputs, (u + 1) * inputs)),
      ),
      bias: Array.from(bias),
    })),
  )}\n`;
async function runDoctor(path, flags) {
  const table = await readTable(path);
  if (flags.target === void 0)
    throw new HillockError(
      "invalid-argument",
      `Which column is to be predicted? Add --target with one of: ${table.columns.map((c) => c.name).join(", ")}.`,
    );
  const task = oneOf("--task", flags.task, ["binary", "multiclass", "regression"]);
  const seed = numberFlag("--seed", flags.seed, 1, (x) => Number.isSafeInteger(x), "a whole number");
  const validation = numberFlag(
    "--validation",
    flags.validation,
    0.2,
    (x) => x > 0 && x < 1,
    "a share between 0 and 1",
  );
  const { hidden, output } = parseLayers(flags.layers ?? "32,32");
  const layers = {
    hidden: hidden.map(({ units, activation, written }) => ({
      units,
      activation: requireHidden(activation, written),
    })),
    output: output?.activation,
  };
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? "adam";
  const batchSize = numberFlag(
    "--batch-size",
    flags.batchSize,
    32,
    (x) => whole(x) && x <= 65536,
    "a whole number from 1 to 65536",
  );
  const prepared = prepareCase({
    table,
    target: flags.target,
    validation,
    seed,
    ...(task ? { task } : {}),
  });
  const regimen = {
    task: prepared.task,
    ...layers,
    loss: oneOf("--loss", flags.loss, ["squaredError"]),
    initialization: initializationOf(flags.init),
    bias: numberFlag("--bias", flags.bias, 0, Number.isFinite, "a number"),
    scale: oneOf("--scale", flags.scale, ["none", "standard", "minmax"]) ?? "standard",
    optimizer,
    learningRate: numberFlag(
      "--learning-rate",
      flags.learningRate,
      TABLE_RATES[optimizer],
      (x) => x > 0 && Number.isFinite(x),
      "a positive number",
    ),
    weightDecay: numberFlag(
      "--weight-decay",
      flags.weightDecay,
      0,
      (x) => x >= 0 && Number.isFinite(x),
      "a number from 0 on",
    ),
    clipNorm:
      flags.clipNorm === void 0
        ? void 0
        : numberFlag(
            "--clip-norm",
            flags.clipNorm,
            1,
            (x) => x > 0 && Number.isFinite(x),
            "a positive number",
          ),
    epochs: numberFlag(
      "--epochs",
      flags.epochs,
      usualEpochs(prepared.data.train.labels.length, batchSize),
      (x) => whole(x) && x <= 1e6,
      "a whole number of at least 1",
    ),
    batchSize,
    seed,
  };
  const { columns, classes, train, validation: held } = prepared.data;
  const last = OUTPUTS[regimen.task](classes);
  requireMemory(
    columns,
    [
      ...regimen.hidden.map(({ units, activation }) => dense(units, activation)),
      dense(last.units, regimen.output ?? last.activation),
    ],
    batchSize,
    train.labels.length + held.labels.length,
  );
  const out = flags.out ?? "hillock-report";
  await makeFolder(out);
  const signal = { aborted: false };
  const stop = () => {
    signal.aborted = true;
  };
  process.once("SIGINT", stop);
  const bar = progressBar("{work} {bar} epoch {value}/{total}");
  bar.start(regimen.epochs, 0, { work: "training" });
  let first;
  let mended;
  try {
    const options = {
      signal,
      onEpoch: (epoch) => bar.update(epoch),
    };
    first = await run(regimen, prepared.data, options);
    const onRun = ({ epochs }) => bar.start(epochs, 0, { work: "repairing" });
    if (flags.repair && !signal.aborted)
      mended = await repair(first, prepared.data, {
        ...options,
        onRun,
      });
  } finally {
    bar.stop();
    process.off("SIGINT", stop);
  }
  const findings = diagnose(first.history);
  const command = mended && commandOf(path, flags.target, validation, mended.outcome.regimen);
  const collapsed = findings.some(({ name }) => name === "linearCollapse")
    ? collapsedLayers(first.network, first.history)
    : [];
  const report = join(out, "report.html");
  const page = renderDoctorReport({
    table: path,
    target: flags.target,
    first,
    findings,
    mended,
    command,
    collapsed,
  });
  await replaceFile(report, "--out", page);
  const equivalent = join(out, "equivalent-layers.json");
  if (collapsed.length > 0) await replaceFile(equivalent, "--out", equivalentText(collapsed));
  if (flags.json) {
    const repaired = mended
      ? {
          findings: mended.findings.map(told),
          command,
          before: summary(first),
          after: summary(mended.outcome),
        }
      : null;
    process.stdout.write(
      `${JSON.stringify({
        findings: findings.map(told),
        repaired,
      })}\n`,
    );
  } else {
    const asked = flags.repair === true;
    console.log(
      doctorText({
        first,
        findings,
        mended,
        command,
        asked,
        interrupted: signal.aborted,
      }),
    );
    console.log(`\nReport: ${report}`);
    if (collapsed.length > 0) console.log(`The single linear layer, for what is one: ${equivalent}`);
  }
  process.exitCode = signal.aborted ? INTERRUPTED : findings.length > 0 ? FOUND : 0;
}

export { runDoctor };
