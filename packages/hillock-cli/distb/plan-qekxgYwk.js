import { n as hiddenActivations } from "./activations-VfsU12zi.js";
import { t as runEpochs } from "./epochs-L0rYKU71.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { n as checkSize, S as chooseInitialization, x as dense, i as network } from "./fitted-DwmPkfMm.js";
import { r as memoryNeeded, h as OUTPUTS, t as prepare, u as usualInterval } from "./prepare-DnxqXG-l.js";
import { n as readTarget, a as splitRows } from "./target-x2kGXOSo.js";
import { t as verdict } from "./verdict-BXvwgQd0.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// ../hillock/src/study/statistics.ts
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL = 1.96;
/** Mean with its 95 % confidence interval; a single value cannot be told from anything: its interval is unbounded. */
function estimate(values) {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  if (n < 2)
    return {
      mean,
      low: mean,
      high: mean,
    };
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  const half = (T[n - 2] ?? NORMAL) * Math.sqrt(variance / n);
  return {
    mean,
    low: mean - half,
    high: mean + half,
  };
}
// ../hillock/src/study/compare.ts
function prepareFold({ table, validation }, target, seed) {
  const split = splitRows(target, validation, seed);
  const rowsOf = (positions) => positions.map((p) => target.rows[p]);
  const preparation = prepare(table, target, rowsOf(split.train));
  const known = split.train.map((p) => target.labels[p]);
  const mean = target.task === "regression" ? known.reduce((a, b) => a + b, 0) / known.length : 0;
  const scale =
    target.task === "regression"
      ? Math.sqrt(known.reduce((s, v) => s + (v - mean) ** 2, 0) / known.length) || 1
      : 1;
  const data = (positions) => ({
    inputs: preparation.transform(rowsOf(positions)),
    labels: positions.map((p) => (target.labels[p] - mean) / scale),
  });
  return {
    fold: {
      seed,
      train: data(split.train),
      validation: data(split.validation),
      scale,
    },
    preparation,
    split,
  };
}
const finite = (value) => (value !== void 0 && Number.isFinite(value) ? value : null);
const finiteAll = (values) => values.map(finite);
function layersOf(options, target, f) {
  const output = OUTPUTS[target.task](target.classes.length);
  return [...options.layers.map((units) => dense(units, f)), dense(output.units, output.activation)];
}
const inputsOf = ({ train }) => train.inputs.length / train.labels.length;
/** @throws HillockError "out-of-memory" where no network can be so large. */
function bytesPerTraining(options, target, fold) {
  const rows = fold.train.labels.length + fold.validation.labels.length;
  const bytes = options.activations.map((f) => {
    const layers = layersOf(options, target, f);
    const sizes = [inputsOf(fold), ...layers.map((layer) => layer.units)];
    checkSize(
      layers.map(({ units }, l) => ({
        inputs: sizes[l],
        units,
      })),
      options.batchSize,
    );
    const { network: own, perRow } = memoryNeeded(inputsOf(fold), layers, options.batchSize);
    return own + rows * perRow;
  });
  return Math.max(...bytes);
}
/** A network that one training after the other takes: those of a function differ in nothing but their weights. */
var Networks = class {
  #make;
  #spare;
  constructor(make) {
    this.#make = make;
  }
  /** Nobody else has it until it is given back. */
  take(f, inputs, seed) {
    const spare = this.#spare;
    this.#spare = void 0;
    if (spare?.f !== f || spare.net.inputs !== inputs) return this.#make(f, inputs, seed);
    spare.net.initialize(seed);
    return spare.net;
  }
  giveBack(f, net) {
    this.#spare = {
      f,
      net,
    };
  }
};
async function runOnce(options, networks, f, fold) {
  const net = networks.take(f, inputsOf(fold), fold.seed);
  const { epochs, optimizer, batchSize, learningRate, signal } = options;
  const { seed, validation } = fold;
  const settings = {
    epochs,
    optimizer,
    batchSize,
    learningRate,
    seed,
    validation,
    measureEvery: usualInterval(fold.train.labels.length * options.seeds.length),
  };
  const history = await runEpochs(
    net,
    fold.train,
    signal
      ? {
          ...settings,
          signal,
        }
      : settings,
  );
  if (history.status === "finished") networks.giveBack(f, net);
  const curves = {
    trainLoss: finiteAll(history.trainLoss),
    validationLoss: finiteAll(history.validationLoss),
    validationAccuracy: history.validationAccuracy,
    seconds: history.seconds,
  };
  return {
    activation: f.name,
    seed: fold.seed,
    status: history.status,
    epochs: history.trainLoss.length,
    seconds: history.seconds.reduce((a, b) => a + b, 0),
    trainLoss: finite(history.trainLoss.at(-1)),
    validationLoss: finite(history.validationLoss.at(-1)),
    validationAccuracy: history.validationAccuracy.at(-1) ?? null,
    curves,
    layers: history.layers,
  };
}
/** What the trainings of one function show; those that failed are told beside. */
function judge(name, own) {
  const trained = own.filter((run) => run.status !== "failed");
  const failed = own.filter((run) => run.status === "failed");
  const shown = trained.map((run) => ({
    ...run,
    status: run.status === "diverged" ? "diverged" : "finished",
    trainLoss: run.curves.trainLoss.map((loss) => loss ?? NaN),
  }));
  return [
    ...(trained.length > 0 ? [verdict(name, shown)] : []),
    ...(failed.length > 0
      ? [
          `${name}: ${failed.length} of ${own.length} trainings failed: ${failed[0].error ?? "no reason given"}`,
        ]
      : []),
  ].join(" ");
}
function rank(activations, runs) {
  const entries = activations.map((f) => {
    const own = runs.filter((run) => run.activation === f.name);
    const finished = own.filter((run) => run.status === "finished" && run.validationLoss !== null);
    const accuracies = finished.flatMap((run) =>
      run.validationAccuracy === null ? [] : [run.validationAccuracy],
    );
    return {
      activation: f.name,
      failed: own.length - finished.length,
      validationLoss: finished.length > 0 ? estimate(finished.map((run) => run.validationLoss ?? NaN)) : null,
      validationAccuracy: accuracies.length > 0 ? estimate(accuracies) : null,
      verdict: judge(f.name, own),
    };
  });
  entries.sort(
    (a, b) =>
      a.failed - b.failed || (a.validationLoss?.mean ?? Infinity) - (b.validationLoss?.mean ?? Infinity),
  );
  const best = entries[0].validationLoss;
  const single = runs.length === activations.length;
  return entries.map(({ failed, ...entry }) => ({
    ...entry,
    tiedWithBest:
      best !== null &&
      entry.validationLoss !== null &&
      failed === 0 &&
      (entry.validationLoss.low <= best.high || single),
  }));
}
/**
 * The same network, seeds and splits, once per activation function.
 * @throws HillockError where the table, the target or the settings do not fit.
 */
function comparison(options) {
  const { activations, seeds } = options;
  if (activations.length === 0)
    throw new HillockError(
      "invalid-argument",
      "There is no activation function to compare; name at least one.",
    );
  const target = readTarget(options.table, options.target, options.task);
  const folds = /* @__PURE__ */ new Map();
  const foldOf = (index) => {
    const fold = folds.get(index) ?? prepareFold(options, target, seeds[index]);
    folds.set(index, fold);
    return fold;
  };
  const first = foldOf(0);
  const networks = new Networks((f, inputs, seed) =>
    network({
      inputs,
      layers: layersOf(options, target, f),
      seed,
      largestBatch: options.batchSize,
    }),
  );
  return {
    jobs: activations.flatMap((_, activation) =>
      seeds.map((_seed, seed) => ({
        activation,
        seed,
      })),
    ),
    run: (job) => runOnce(options, networks, activations[job.activation], foldOf(job.seed).fold),
    failed: ({ activation, seed }, message) => ({
      activation: activations[activation].name,
      seed: seeds[seed],
      status: "failed",
      error: message,
      epochs: 0,
      seconds: 0,
      trainLoss: null,
      validationLoss: null,
      validationAccuracy: null,
      curves: {
        trainLoss: [],
        validationLoss: [],
        validationAccuracy: [],
        seconds: [],
      },
      layers: [],
    }),
    bytesPerTraining: bytesPerTraining(options, target, first.fold),
    assemble: (runs) => {
      if (runs.every((run) => run.status === "failed"))
        throw new HillockError(
          "invalid-argument",
          `None of the ${runs.length} trainings could be done. The first failed with: ${runs[0]?.error ?? "no reason given"}`,
        );
      const ranking = rank(activations, runs);
      const { layers, epochs, batchSize, learningRate, optimizer, validation } = options;
      return {
        hillock: VERSION,
        table: options.table.name,
        target: options.target,
        task: target.task,
        classes: target.classes,
        settings: {
          task: target.task,
          activations: activations.map((f) => f.name),
          layers,
          epochs,
          batchSize,
          learningRate,
          optimizer,
          seeds,
          validation,
          initialization: Object.fromEntries(activations.map((f) => [f.name, chooseInitialization(f)])),
        },
        splits: {
          train: first.split.train.length,
          validation: first.split.validation.length,
        },
        columns: first.preparation.report,
        versions: options.versions ?? {},
        runs,
        ranking,
        recommended: ranking[0].activation,
      };
    },
  };
}
// src/trainings/packed-table.ts
/**
 * A table as bytes: the length of a header (32 bits), the header as JSON, then each column, 8 bytes aligned. Numbers
 * are float64, NaN where missing; texts are 32-bit indices into the header's list, the largest where missing. All
 * little-endian.
 */
const MISSING = 4294967295;
const align = (bytes) => Math.ceil(bytes / 8) * 8;
const bytesOf = ({ texts }, rows) => align(rows * (texts ? 4 : 8));
function headerOf({ name, values }) {
  const texts = /* @__PURE__ */ new Set();
  for (const value of values) if (typeof value === "string") texts.add(value);
  return {
    name,
    texts: texts.size > 0 ? [...texts] : null,
  };
}
function packTable({ name, rows, columns }) {
  const header = {
    name,
    rows,
    columns: columns.map(headerOf),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = align(4 + text.length);
  const bytes = new Uint8Array(header.columns.reduce((sum, column) => sum + bytesOf(column, rows), start));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = start;
  header.columns.forEach((column, c) => {
    const { values } = columns[c];
    const index = new Map(column.texts?.map((each, i) => [each, i]));
    for (let row = 0; row < rows; row++) {
      const value = values[row];
      if (column.texts)
        view.setUint32(at + 4 * row, value === null ? MISSING : (index.get(String(value)) ?? MISSING), true);
      else view.setFloat64(at + 8 * row, typeof value === "number" ? value : NaN, true);
    }
    at += bytesOf(column, rows);
  });
  return bytes;
}
const damaged = (what) => new HillockError("invalid-table", `A table that was sent is damaged: ${what}.`);
function readHeader(bytes, length) {
  let header;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length)));
  } catch {
    throw damaged("its header is not JSON");
  }
  const { name, rows, columns } = header ?? {};
  if (
    !(
      typeof name === "string" &&
      Number.isSafeInteger(rows) &&
      Number(rows) >= 0 &&
      Array.isArray(columns) &&
      columns.every(
        (column) =>
          typeof column?.name === "string" &&
          (column.texts === null ||
            (Array.isArray(column.texts) && column.texts.every((text) => typeof text === "string"))),
      )
    )
  )
    throw damaged("its header lacks a name, rows or columns");
  return header;
}
/** @throws HillockError "invalid-table" where the bytes are no table; every length is checked before memory is taken. */
function unpackTable(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 4 ? NaN : view.getUint32(0, true);
  if (!(length <= bytes.length - 4)) throw damaged(`it has ${bytes.length} bytes`);
  const { name, rows, columns } = readHeader(bytes, length);
  const expected = columns.reduce((sum, column) => sum + bytesOf(column, rows), align(4 + length));
  if (expected !== bytes.length) throw damaged(`it has ${bytes.length} bytes where ${expected} are needed`);
  let at = align(4 + length);
  return {
    name,
    rows,
    columns: columns.map((column) => {
      const start = at;
      at += bytesOf(column, rows);
      const { texts } = column;
      const read = (row) => {
        if (!texts) {
          const number = view.getFloat64(start + 8 * row, true);
          return Number.isNaN(number) ? null : number;
        }
        const index = view.getUint32(start + 4 * row, true);
        if (index === MISSING) return null;
        if (index >= texts.length)
          throw damaged(`column "${column.name}" has a text ${index} that is not there`);
        return texts[index];
      };
      return {
        name: column.name,
        values: Array.from({ length: rows }, (_, row) => read(row)),
      };
    }),
  };
}
// src/trainings/plan.ts
function planOf(settings, table) {
  const packed = packTable(table);
  const shared = new Uint8Array(new SharedArrayBuffer(packed.length));
  shared.set(packed);
  return {
    name: table.name,
    settings,
    table: shared,
  };
}
/** The comparison that a plan asks for; `place` says where a row stands in the file, for messages. */
const comparisonOf = ({ settings, table }, place = (row) => `row ${row + 1}`) =>
  comparison({
    ...settings,
    table: {
      ...unpackTable(table),
      place,
    },
    activations: settings.activations.flatMap((name) => hiddenActivations(name)),
  });

export { comparisonOf as t, planOf as n };
