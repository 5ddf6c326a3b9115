import { endianness } from "node:os";
import { basename } from "node:path";
import { r as nearest } from "./activations-VfsU12zi.js";
import { n as tableError } from "./cell-a6oqPVkS.js";
import { l as readCell } from "./checked-BrP1_TWr.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { b as derive, t as encoderOf, p as OPTIMIZERS } from "./fitted-DwmPkfMm.js";
import { n as readIdx } from "./idx-D4H5tlS3.js";
import { i as network } from "./layers-DxG7v61O.js";
import {
  n as denseLayers,
  r as inputsOf,
  a as parameterShapes,
  s as seal,
  c as unseal,
} from "./model-6HUsz2L2.js";
import {
  c as constantColumn,
  t as inferTask,
  d as leaveOut,
  r as sortClasses,
  a as splitRows,
  f as treatCategories,
  p as treatNumbers,
  h as unitOf,
} from "./target-x2kGXOSo.js";

// ../hillock/src/study/preparation/collect.ts
/** More different values than these are counted no further: memory stays bounded. */
const MOST_COUNTED = 1e3;
/** Mean and spread in one pass (Welford 1962), with least and most. */
var RunningScale = class {
  count = 0;
  mean = 0;
  least = Infinity;
  most = -Infinity;
  #squares = 0;
  add(value) {
    this.count++;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.#squares += before * (value - this.mean);
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
  }
  /** Standard deviation, of n, where so many further values were the mean. */
  spread(atMean = 0) {
    return Math.sqrt(this.#squares / (this.count + atMean));
  }
  scale() {
    return {
      mean: this.mean,
      spread: this.spread(),
    };
  }
};
/** How often each value stands, up to MOST_COUNTED different ones. */
var ValueCounts = class {
  counts = /* @__PURE__ */ new Map();
  overflow = false;
  add(value) {
    if (this.overflow) return;
    const text = String(value);
    this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
    if (this.counts.size > 1e3) {
      this.overflow = true;
      this.counts.clear();
    }
  }
};
/**
 * What preparation asks of a predictor column, gathered in one pass and in bounded memory: Welford's mean and spread,
 * and the categories. Statistics come from the training rows alone, the column's type from all rows.
 */
var ColumnCollector = class {
  name;
  missing = 0;
  numbers = 0;
  texts = 0;
  #scale = new RunningScale();
  #values = new ValueCounts();
  #missingInTraining = 0;
  constructor(name) {
    this.name = name;
  }
  add(value, training) {
    if (value === null) {
      this.missing++;
      if (training) this.#missingInTraining++;
      return;
    }
    if (typeof value === "number") this.numbers++;
    else this.texts++;
    if (!training) return;
    if (typeof value === "number") this.#scale.add(value);
    this.#values.add(value);
  }
  /** Missing numbers become the mean, since a median would need all values at once. */
  fit() {
    const { name, missing } = this;
    if (this.#scale.count === 0 && this.#values.counts.size === 0 && !this.#values.overflow)
      return leaveOut(name, missing, "constant", "left out: it is missing in every training row");
    if (this.texts > 0) {
      if (!this.#values.overflow) return treatCategories(name, this.#values.counts, missing);
      return leaveOut(
        name,
        missing,
        "identifier",
        `left out: more than ${MOST_COUNTED} different values name rows rather than describe them`,
      );
    }
    const { least, most, mean } = this.#scale;
    if (!(least < most)) return constantColumn(name, missing, mean);
    if (unitOf(least, most) !== 1)
      return leaveOut(
        name,
        missing,
        "numeric",
        "left out: its numbers are beyond 10^±150; give them in another unit",
      );
    const spread = this.#scale.spread(this.#missingInTraining);
    return treatNumbers(
      {
        kind: "numeric",
        name,
        fill: mean,
        scale: {
          unit: 1,
          mean,
          spread,
        },
      },
      missing,
      "mean",
    );
  }
};
// ../hillock/src/study/preparation/collect-target.ts
/** The target's classes, or its mean and spread in the training rows, gathered in one pass and in bounded memory. */
var TargetCollector = class {
  name;
  #table;
  count = 0;
  dropped = 0;
  numbers = 0;
  texts = 0;
  #whole = true;
  #values = new ValueCounts();
  #scale = new RunningScale();
  /** @param table its name, for messages */
  constructor(table, name) {
    this.#table = table;
    this.name = name;
  }
  add(value, training) {
    if (value === null) {
      this.dropped++;
      return;
    }
    this.count++;
    if (typeof value === "number") {
      this.numbers++;
      this.#whole &&= Number.isInteger(value);
      if (training) this.#scale.add(value);
    } else this.texts++;
    this.#values.add(value);
  }
  /** @throws HillockError "invalid-table" where the column cannot be the target of that task. */
  fit(asked) {
    const { name, count, texts } = this;
    const fail = (message) => new HillockError("invalid-table", `${this.#table}: ${message}`);
    if (count === 0) throw fail(`the target "${name}" is missing in every row. Choose another column.`);
    const { counts, overflow } = this.#values;
    if (!overflow && counts.size === 1)
      throw fail(
        `the target "${name}" is ${[...counts.keys()][0]} in every row that has it; there is nothing to learn. Choose another column.`,
      );
    const distinct = overflow ? Infinity : counts.size;
    const task =
      asked ??
      inferTask({
        text: texts > 0,
        whole: this.#whole,
        count,
        distinct,
      });
    if (task === "regression") {
      if (texts > 0)
        throw fail(`the target "${name}" has text, but a regression needs numbers. Choose a numeric column.`);
      const { mean, spread } = this.#scale.scale();
      return {
        name,
        task,
        classes: [],
        scale: {
          mean,
          spread: spread > 0 ? spread : 1,
        },
      };
    }
    if (overflow)
      throw fail(
        `the target "${name}" has more than ${MOST_COUNTED} classes, the most in a table read in pieces. Choose another column.`,
      );
    if (task === "binary" && counts.size !== 2)
      throw fail(`a binary task needs two classes; "${name}" has ${counts.size}. Use --task multiclass.`);
    return {
      name,
      task,
      classes: sortClasses(counts.keys(), texts === 0),
      scale: {
        mean: 0,
        spread: 1,
      },
    };
  }
};
/** A target's value as a label: the class's index, or the standardised number; undefined for an unknown class. */
function labeller({ task, classes, scale }) {
  if (task === "regression")
    return (value) => (typeof value === "number" ? (value - scale.mean) / scale.spread : void 0);
  const index = new Map(classes.map((name, i) => [name, i]));
  return (value) => (value === null ? void 0 : index.get(String(value)));
}
// src/models/rows-of-table.ts
/**
 * Finds each stored column in a table; further columns of the table are not looked at.
 * @throws HillockError "invalid-table" naming every column that is missing, with the nearest name there is.
 */
function bind(table, names, columns) {
  const missing = columns.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (missing.length > 0) {
    const each = missing.map((name) => {
      const near = nearest(
        name,
        names.filter((other) => !columns.some((column) => column.name === other)),
      );
      return `"${name}"${near ? ` (did you mean "${near}"?)` : ""}`;
    });
    throw tableError(
      `${table} lacks ${missing.length === 1 ? "the column" : "columns"} ${each.join(", ")}, which the model was trained on. It has: ${names.join(", ")}.`,
    );
  }
  return columns.map((column) => ({
    column,
    encoder: encoderOf(column),
    place: names.indexOf(column.name),
  }));
}
function rowEncoder(table, names, columns) {
  const bound = bind(table, names, columns);
  const width = bound.reduce((sum, { encoder }) => sum + encoder.features.length, 0);
  const unseen = /* @__PURE__ */ new Map();
  return {
    width,
    unseen,
    encode({ first, rows, place }, index, out, at) {
      out.fill(0, at, at + width);
      let next = at;
      for (const { column, encoder, place: field } of bound) {
        const where = () => `${table}, ${place(first + index)}, column "${column.name}"`;
        const cell = readCell(rows[index][field], where);
        if (column.kind === "numeric" && typeof cell === "string")
          throw new HillockError(
            "invalid-table",
            `${where()}: "${cell}" is not a number, as all of the column were in training. Correct it, or leave the field empty.`,
          );
        if (!encoder.encode(cell, out, next)) unseen.set(column.name, (unseen.get(column.name) ?? 0) + 1);
        next += encoder.features.length;
      }
    },
  };
}
// src/models/score.ts
/** Which class a row of outputs decides for: the likelier of two from one probability, else the largest. */
function decide(outputs) {
  if (outputs.length === 1) return outputs[0] >= 0.5 ? 1 : 0;
  let best = 0;
  for (let i = 1; i < outputs.length; i++) if (outputs[i] > outputs[best]) best = i;
  return best;
}
/** Counts how well predictions meet labels, a block at a time. */
var Score = class {
  #target;
  rows = 0;
  #right = 0;
  #squares = 0;
  #absolutes = 0;
  constructor(target) {
    this.#target = target;
  }
  /** @param label a class's index or a standardised number; undefined for a class that training never saw */
  add(outputs, label) {
    this.rows++;
    if (this.#target.task === "regression") {
      const error = (outputs[0] - (label ?? NaN)) * this.#target.scale.spread;
      this.#squares += error * error;
      this.#absolutes += Math.abs(error);
    } else this.#right += Number(decide(outputs) === label);
  }
  addAll(outputs, labels) {
    const width = outputs.length / labels.length;
    for (let r = 0; r < labels.length; r++) this.add(outputs.subarray(r * width, (r + 1) * width), labels[r]);
    return this;
  }
  /** Share of rows decided rightly; null for a regression. */
  get accuracy() {
    return this.#target.task === "regression" ? null : this.#right / this.rows;
  }
  toString() {
    if (this.accuracy !== null) return `accuracy ${(100 * this.accuracy).toFixed(2)} % of ${this.rows} rows`;
    const number = (x) => String(Number(x.toPrecision(4)));
    return `root mean squared error ${number(Math.sqrt(this.#squares / this.rows))}, mean absolute error ${number(this.#absolutes / this.rows)} over ${this.rows} rows`;
  }
};
// src/models/training/rows.ts
/** The random order of an epoch, whatever came before: a training that goes on needs no memory of it. */
const orderOf = (seed, epoch) => derive(seed, "order of the rows", epoch);
const SLICE_ROWS = 8192;
const breathe = () => new Promise((resolve) => void setImmediate(resolve));
/** All rows lie in the buffer. */
function rowsInMemory(data, held, { seed, batchSize }) {
  const rows = data.labels.length;
  const slice = Math.max(1, Math.floor(SLICE_ROWS / batchSize)) * batchSize;
  let filled;
  return {
    rows,
    slots: rows,
    held,
    async pass(trainer, epoch, onRows) {
      if (filled !== trainer) trainer.put(0, data);
      filled = trainer;
      const order = Uint32Array.from({ length: rows }, (_, i) => i);
      orderOf(seed, epoch).shuffle(order);
      for (let from = 0; from < rows; from += slice) {
        trainer.step(order.subarray(from, from + slice));
        onRows(Math.min(rows, from + slice));
        if (rows > slice) await breathe();
      }
    },
  };
}
// src/models/training/images.ts
/** Images with a label each, from two idx files. @throws HillockError where they do not belong together. */
async function readLabelled(images, labels) {
  const [pixels, classes] = await Promise.all([readIdx(images), readIdx(labels)]);
  if (pixels.shape.length !== 3)
    throw tableError(`${images} has ${pixels.shape.length} dimensions; images × height × width are needed.`);
  if (classes.shape.length !== 1)
    throw tableError(`${labels} has ${classes.shape.length} dimensions; labels have one.`);
  if (pixels.shape[0] !== classes.shape[0])
    throw tableError(
      `${images} has ${pixels.shape[0]} images, but ${labels} has ${classes.shape[0]} labels. Name files that belong together.`,
    );
  return {
    images: pixels,
    labels: classes.data,
  };
}
/** Pixels of these images as inputs. */
function imageInputs({ height, width, mean, spread }, { data }, which) {
  const size = height * width;
  const byPixel = Float32Array.from({ length: 256 }, (_, value) => (value - mean) / spread);
  const out = new Float32Array(which.length * size);
  for (let i = 0; i < which.length; i++)
    for (let p = 0; p < size; p++) out[i * size + p] = byPixel[data[which[i] * size + p]];
  return out;
}
function pixelScale(data, size, rows) {
  const counts = /* @__PURE__ */ new Float64Array(256);
  for (const row of rows) for (let p = row * size; p < (row + 1) * size; p++) counts[data[p]]++;
  const total = rows.length * size;
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / total;
  const spread = Math.sqrt(
    counts.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0) / total,
  );
  return {
    mean,
    spread: spread > 0 ? spread : 1,
  };
}
/** Labelled images, all in memory; their classes are the numbers that stand in the labels' file. */
async function prepareImages(path, labelPath, { share, seed }) {
  const { images, labels } = await readLabelled(path, labelPath);
  const [, height, width] = images.shape;
  if (height * width === 0) throw tableError(`${path}: its images are ${height} × ${width} pixels.`);
  const names = [...new Set(labels)].sort((a, b) => a - b).map(String);
  if (names.length < 2) throw tableError(`${labelPath} has one class; at least two are needed.`);
  const index = new Map(names.map((name, i) => [Number(name), i]));
  const classOf = Float64Array.from(labels, (label) => index.get(label) ?? 0);
  const all = [...classOf.keys()];
  const split =
    share === 0
      ? {
          train: all,
          validation: [],
        }
      : splitRows(
          {
            labels: classOf,
            task: "multiclass",
          },
          share,
          seed,
        );
  const preprocessing = {
    kind: "images",
    height,
    width,
    ...pixelScale(images.data, height * width, split.train),
  };
  const target = {
    name: basename(labelPath),
    task: names.length === 2 ? "binary" : "multiclass",
    classes: names,
    scale: {
      mean: 0,
      spread: 1,
    },
  };
  const data = (rows) => ({
    inputs: imageInputs(preprocessing, images, rows),
    labels: rows.map((row) => classOf[row]),
  });
  return {
    preprocessing,
    target,
    trainRows: split.train.length,
    heldRows: split.validation.length,
    rowsInMemory: all.length,
    notes: [],
    rows: async (batchSize) =>
      rowsInMemory(data(split.train), split.validation.length > 0 ? data(split.validation) : void 0, {
        seed,
        batchSize,
      }),
  };
}
// src/models/apply.ts
const BLOCK_ROWS = 4096;
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
/** Several numbers that are no probabilities are met by no label. */
const hasScore = (net, { task }) => task !== "regression" || net.outputs === 1;
/**
 * Runs a table through the network in blocks, in the order of its rows. Without the target's column there is no score.
 * A category that training never saw has no feature: all of its column's are zero, and it is counted.
 */
async function applyToTable({ net, preprocessing, target }, source, take) {
  if (preprocessing.kind !== "table")
    throw tableError(`The model was trained on images; ${source.name} is a table. Name an idx file.`);
  const encoder = rowEncoder(source.name, source.names, preprocessing.columns);
  const field = hasScore(net, target) ? source.names.indexOf(target.name) : -1;
  const label = labeller(target);
  const score = new Score(target);
  const unknown = /* @__PURE__ */ new Set();
  let rows = 0;
  for await (const block of source.blocks())
    for (let from = 0; from < block.rows.length; from += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, block.rows.length - from);
      const inputs = new Float32Array(count * encoder.width);
      for (let i = 0; i < count; i++) encoder.encode(block, from + i, inputs, i * encoder.width);
      const outputs = net.predict(inputs);
      for (let i = 0; field >= 0 && i < count; i++) {
        const where = () => `${source.name}, ${block.place(block.first + from + i)}, column "${target.name}"`;
        const cell = readCell(block.rows[from + i][field], where);
        if (cell === null) continue;
        const known = label(cell);
        if (known === void 0 && target.task === "regression")
          throw tableError(`${where()}: "${cell}" is not a number. Correct it, or leave the field empty.`);
        if (known === void 0 && unknown.size < 10) unknown.add(String(cell));
        score.add(outputs.subarray(i * net.outputs, (i + 1) * net.outputs), known);
      }
      await take(outputs, count);
      rows += count;
    }
  if (rows === 0) throw tableError(`${source.name} has no rows of data.`);
  const warnings = [...encoder.unseen].map(
    ([column, count]) =>
      `${column}: ${plural(count, "value")} of categories that training did not have; all of the column's features are 0 there`,
  );
  if (unknown.size > 0)
    warnings.push(
      `${target.name}: training did not have ${[...unknown].join(", ")}; such rows count as wrong`,
    );
  return {
    rows,
    score: score.rows > 0 ? score : void 0,
    warnings,
  };
}
function requireSize(path, [, height, width], how) {
  if (height !== how.height || width !== how.width)
    throw tableError(
      `${path} has images of ${height ?? 1} × ${width ?? 1} pixels; the model was trained on ${how.height} × ${how.width}.`,
    );
}
/** Runs images through the network; with labels there is a score. */
async function applyToImages({ net, preprocessing, target }, path, labelPath, take) {
  if (labelPath !== void 0 && !hasScore(net, target))
    throw tableError(
      `The model has ${net.outputs} outputs that are no probabilities: they cannot be scored. Leave the labels out.`,
    );
  if (preprocessing.kind !== "images")
    throw tableError(
      `The model was trained on a table; ${path} has images. Name a CSV, JSON or Parquet file.`,
    );
  const labelled = labelPath === void 0 ? void 0 : await readLabelled(path, labelPath);
  const images = labelled?.images ?? (await readIdx(path));
  requireSize(path, images.shape, preprocessing);
  const [rows] = images.shape;
  const label = labeller(target);
  const score = new Score(target);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const which = Array.from({ length: Math.min(BLOCK_ROWS, rows - from) }, (_, i) => from + i);
    const outputs = net.predict(imageInputs(preprocessing, images, which));
    if (labelled)
      which.forEach((row, i) => {
        const own = outputs.subarray(i * net.outputs, (i + 1) * net.outputs);
        score.add(own, label(String(labelled.labels[row])));
      });
    await take(outputs, which.length);
  }
  return {
    rows,
    score: score.rows > 0 ? score : void 0,
    warnings: [],
  };
}
// src/models/arrays.ts
/** float32, little-endian, base64: exact, and a third of the size of printed numbers. */
function encodeFloats(values) {
  const bytes = Buffer.from(values.slice().buffer);
  return (endianness() === "BE" ? bytes.swap32() : bytes).toString("base64");
}
/** @throws HillockError "invalid-model" unless there are exactly `count` finite numbers; checked before allocation. */
function decodeFloats(from, count) {
  const length = 4 * Math.ceil((count * 4) / 3);
  const text = from.text(Infinity);
  if (text.length !== length) return from.refuse(`base64 of ${count} numbers (${length} characters)`);
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== count * 4) return from.refuse(`base64 of ${count} numbers`);
  if (endianness() === "BE") bytes.swap32();
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) return from.refuse(`finite numbers (number ${bad} is ${values[bad]})`);
  return values;
}
const encodeParameters = (parameters) =>
  parameters.map(({ name, shape, data }) => ({
    name,
    shape,
    data: encodeFloats(data),
  }));
/** Parameters that have the names and shapes that are expected, in order. */
function decodeParameters(from, expected) {
  const given = from.list(expected.length);
  if (given.length !== expected.length) return from.refuse(`a list of ${expected.length} parameters`);
  return expected.map(({ name, shape }, i) => {
    given[i].field("name").oneOf([name]);
    const written = given[i].field("shape");
    if (JSON.stringify(written.value) !== JSON.stringify(shape))
      return written.refuse(`[${shape.join(",")}]`);
    const count = shape.reduce((a, b) => a * b, 1);
    return {
      name,
      shape,
      data: decodeFloats(given[i].field("data"), count),
    };
  });
}
// src/models/model-file.ts
const MOST_COLUMNS = 1e5;
const MOST_CATEGORIES = 1e6;
const MOST_LAYERS = 101;
const MOST_UNITS = 65536;
const MOST_SIDE = 65536;
const modelText = (model) =>
  seal("hillock-model", {
    ...model,
    parameters: encodeParameters(model.parameters),
  });
const positive = (from) => (from.finite() > 0 ? from.finite() : from.refuse("a number above 0"));
function distinct(from, texts) {
  return new Set(texts).size === texts.length ? texts : from.refuse("texts that all differ");
}
function readColumn(from) {
  const name = from.field("name").text();
  if (from.field("kind").oneOf(["numeric", "category"]) === "numeric") {
    const scale = from.field("scale");
    return {
      kind: "numeric",
      name,
      fill: from.field("fill").finite(),
      scale: {
        unit: positive(scale.field("unit")),
        mean: scale.field("mean").finite(),
        spread: positive(scale.field("spread")),
      },
    };
  }
  const list = from.field("categories");
  return {
    kind: "category",
    name,
    categories: distinct(
      list,
      list.list(MOST_CATEGORIES).map((each) => each.text()),
    ),
    fill: from.field("fill").text(),
  };
}
function readPreprocessing(from) {
  if (from.field("kind").oneOf(["table", "images"]) === "images")
    return {
      kind: "images",
      height: from.field("height").whole(1, MOST_SIDE),
      width: from.field("width").whole(1, MOST_SIDE),
      mean: from.field("mean").finite(),
      spread: positive(from.field("spread")),
    };
  const columns = from.field("columns").list(MOST_COLUMNS).map(readColumn);
  distinct(
    from.field("columns"),
    columns.map((column) => column.name),
  );
  return columns.length > 0
    ? {
        kind: "table",
        columns,
      }
    : from.field("columns").refuse("at least one column");
}
function readTarget(from) {
  const task = from.field("task").oneOf(["binary", "multiclass", "regression"]);
  const list = from.field("classes");
  const classes = distinct(
    list,
    list.list(MOST_UNITS).map((each) => each.text()),
  );
  if (
    task === "regression"
      ? classes.length > 0
      : classes.length < 2 || (task === "binary" && classes.length > 2)
  )
    return list.refuse(`the classes of a ${task} task`);
  const scale = from.field("scale");
  return {
    name: from.field("name").text(),
    task,
    classes,
    scale: {
      mean: scale.field("mean").finite(),
      spread: positive(scale.field("spread")),
    },
  };
}
const readSettings = (from) => ({
  epochs: from.field("epochs").whole(1, 1e9),
  batchSize: from.field("batchSize").whole(1, 65536),
  learningRate: positive(from.field("learningRate")),
  optimizer: from.field("optimizer").oneOf(OPTIMIZERS),
  seed: from.field("seed").whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  validation: from.field("validation").finite(),
  patience: from.field("patience").orNull((value) => value.whole(1, 1e9)),
});
const readResults = (from) => ({
  trainLoss: from.field("trainLoss").orNull((value) => value.finite()),
  validationLoss: from.field("validationLoss").orNull((value) => value.finite()),
  validationAccuracy: from.field("validationAccuracy").orNull((value) => value.finite()),
  epoch: from.field("epoch").whole(0, 1e9),
});
/**
 * Reads a model; every length is checked before memory is taken for it, so a file cannot ask for more than it holds.
 * @throws HillockError "invalid-model" with the place of the fault.
 */
async function readModel(path) {
  const content = await unseal("hillock-model", path);
  const preprocessing = readPreprocessing(content.field("preprocessing"));
  const target = readTarget(content.field("target"));
  const list = content.field("layers");
  const layers = list.list(MOST_LAYERS).map((each) => ({
    units: each.field("units").whole(1, MOST_UNITS),
    activation: each.field("activation").text(2e3),
  }));
  const outputs = layers.at(-1)?.units;
  try {
    const dense = denseLayers(layers);
    if (outputs !== (dense.at(-1)?.activation.kind === "row" ? target.classes.length : 1))
      return list.refuse("an output for the target");
    const last = dense[dense.length - 1];
    network({
      inputs: 1,
      layers: [last],
      largestBatch: 1,
    });
    const parameters = decodeParameters(
      content.field("parameters"),
      parameterShapes(inputsOf(preprocessing), dense),
    );
    return {
      hillock: content.field("hillock").text(100),
      target,
      preprocessing,
      layers,
      parameters,
      settings: readSettings(content.field("settings")),
      results: readResults(content.field("results")),
    };
  } catch (cause) {
    if (cause instanceof HillockError && cause.code !== "invalid-model")
      throw new HillockError("invalid-model", `${path}: ${cause.message}`);
    throw cause;
  }
}

export {
  applyToImages as c,
  applyToTable as l,
  breathe as d,
  ColumnCollector as y,
  decide as h,
  decodeFloats as i,
  decodeParameters as a,
  encodeFloats as o,
  encodeParameters as s,
  labeller as v,
  modelText as t,
  orderOf as f,
  prepareImages as u,
  readModel as n,
  readSettings as r,
  rowEncoder as g,
  rowsInMemory as p,
  Score as m,
  TargetCollector as _,
};
