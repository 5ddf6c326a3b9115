import { t as HillockError } from "./errors-D-d5hvak.js";
import { b as derive } from "./fitted-DwmPkfMm.js";

// ../hillock/src/study/preparation/scale.ts
const FAR = 1e150;
/** Squares of numbers beyond this unit leave the range of float64; 1 for all usual ones. */
const unitOf = (least, most) => {
  const largest = Math.max(-least, most);
  return largest > FAR || largest < 1 / FAR ? largest : 1;
};
/** Fits mean and spread; undefined where all values are the same, whatever rounding makes of their spread. */
function fitScale(values) {
  let least = Infinity;
  let most = -Infinity;
  for (const v of values) {
    least = Math.min(least, v);
    most = Math.max(most, v);
  }
  if (!(least < most)) return void 0;
  const unit = unitOf(least, most);
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v / unit, 0) / n;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v / unit - mean) ** 2, 0) / n);
  return {
    mean: mean * unit,
    spread: spread * unit,
    standardise: (v) => (v / unit - mean) / spread,
    stored: {
      unit,
      mean,
      spread,
    },
  };
}
/** The middle value; of an even count the mean of the two middle ones. */
function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length / 2;
  return sorted[Math.ceil(middle) - 1] / 2 + sorted[Math.floor(middle)] / 2;
}
// ../hillock/src/study/preparation/encode.ts
/** More categories than these, in more than half of the rows, are names of rows. */
const MOST_CATEGORIES = 50;
const round = (x) => String(Number(x.toPrecision(4)));
/** A column that makes no feature, and why. */
const leaveOut = (name, missing, kind, treatment) => ({
  report: {
    name,
    kind,
    missing,
    imputation: null,
    treatment,
  },
});
const constantColumn = (name, missing, value) =>
  leaveOut(
    name,
    missing,
    "constant",
    `left out: constant, ${typeof value === "number" ? round(value) : `"${value}"`} wherever a training row has it`,
  );
/** @param stand what stands in for missing values, such as "median" */
function treatNumbers(fitted, missing, stand) {
  const { name, fill, scale } = fitted;
  return {
    fitted,
    report: {
      name,
      kind: "numeric",
      missing,
      imputation: missing > 0 ? `${stand} of the training rows, ${round(fill)}` : null,
      treatment: `standardised: mean ${round(scale.mean * scale.unit)}, spread ${round(scale.spread * scale.unit)}`,
    },
  };
}
/**
 * One feature a category of the training rows. Missing values become the most frequent category; a category that no
 * training row has is all zeros.
 * @param counts how often each category stands in the training rows
 * @param missing in all rows, for the report
 */
function treatCategories(name, counts, missing) {
  const categories = [...counts.keys()].sort();
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (categories.length === 1) return constantColumn(name, missing, categories[0]);
  if (categories.length > MOST_CATEGORIES && categories.length > known / 2)
    return leaveOut(
      name,
      missing,
      "identifier",
      `left out: ${categories.length} different values in ${known} training rows name rows rather than describe them`,
    );
  const fill = categories.reduce((best, category) =>
    (counts.get(category) ?? 0) > (counts.get(best) ?? 0) ? category : best,
  );
  return {
    fitted: {
      kind: "category",
      name,
      categories,
      fill,
    },
    report: {
      name,
      kind: "category",
      missing,
      imputation: missing > 0 ? `most frequent category of the training rows, "${fill}"` : null,
      treatment: `one-hot, ${categories.length} categories`,
    },
  };
}
/**
 * Missing values become the median of the known ones, then all are standardised, the imputed ones counted.
 * @param cells the column's values in the training rows
 * @param missing in all rows, for the report
 */
function fitNumbers(name, cells, missing) {
  const fill = median(cells.filter((v) => v !== null).map(Number));
  const scale = fitScale(cells.map((value) => Number(value ?? fill)));
  return scale
    ? treatNumbers(
        {
          kind: "numeric",
          name,
          fill,
          scale: scale.stored,
        },
        missing,
        "median",
      )
    : constantColumn(name, missing, fill);
}
/** @param cells the column's values in the training rows */
function fitCategories(name, cells, missing) {
  const counts = /* @__PURE__ */ new Map();
  for (const cell of cells) if (cell !== null) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  return treatCategories(name, counts, missing);
}
// ../hillock/src/study/preparation/table.ts
const isNumeric = (column) =>
  column.values.some((v) => v !== null) && column.values.every((v) => v === null || typeof v === "number");
/** Refuses NaN and infinities, which readers of files never let through but callers of the library may. */
function requireFinite(table, column) {
  const row = column.values.findIndex((v) => typeof v === "number" && !Number.isFinite(v));
  if (row >= 0)
    throw new HillockError(
      "invalid-table",
      `${table.name}, ${table.place(row)}, column "${column.name}": the value is ${column.values[row]}. Replace it by a finite number, or by null where it is missing.`,
    );
}
// ../hillock/src/study/preparation/split.ts
/**
 * Holds a share of the rows out, of each class alike (for a regression: of all rows), at least one and never all.
 * The same target, share and seed give the same split.
 * @throws HillockError where the share is not between 0 and 1, or there are fewer than two rows (of a class).
 */
function splitRows({ labels, task }, share, seed) {
  if (!(share > 0 && share < 1))
    throw new HillockError(
      "invalid-argument",
      `The share of rows to validate on is ${share}; a number between 0 and 1 is needed.`,
    );
  const groups = /* @__PURE__ */ new Map();
  for (let i = 0; i < labels.length; i++) {
    const key = task === "regression" ? 0 : labels[i];
    const members = groups.get(key);
    if (members) members.push(i);
    else groups.set(key, [i]);
  }
  if (groups.size === 0 || [...groups.values()].some((members) => members.length < 2))
    throw new HillockError(
      "invalid-table",
      "There are too few rows to train and to validate on; at least two (of each class) are needed.",
    );
  const held = new Uint8Array(labels.length);
  for (const [key, members] of groups) {
    const order = Uint32Array.from(members);
    derive(seed, "split", key).shuffle(order);
    const count = Math.min(members.length - 1, Math.max(1, Math.round(members.length * share)));
    for (const position of order.subarray(0, count)) held[position] = 1;
  }
  const train = [];
  const validation = [];
  held.forEach((out, position) => (out ? validation : train).push(position));
  return {
    train,
    validation,
  };
}
/**
 * Whether a row is held out, from its index and the seed alone: for tables that are read in passes. The share is met
 * on average; classes are not balanced.
 */
const isHeldOut = (row, share, seed) => derive(seed, "split by row", row).uniform() < share;
// ../hillock/src/study/preparation/target.ts
const MOST_CLASSES_OF_NUMBERS = 10;
const fail = (message) => new HillockError("invalid-table", message);
/** Two values are two classes; text, and few whole numbers of which each is frequent, are several; else a regression. */
function inferTask({ text, whole, count, distinct }) {
  if (distinct === 2) return "binary";
  if (text) return "multiclass";
  return whole && distinct <= MOST_CLASSES_OF_NUMBERS && count >= 5 * distinct ? "multiclass" : "regression";
}
/** Class names in label order: numbers by size, text by code unit. */
const sortClasses = (names, numeric) =>
  [...names].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
/**
 * The target column as labels, and the task that it asks for. Rows without a target are left out. Unless asked
 * otherwise: two distinct values are two classes; text, and at most ten distinct whole numbers with five rows each on
 * average, are several classes; other numbers are a regression.
 * @throws HillockError "invalid-table" where the column is unknown or cannot be the target of that task.
 */
function readTarget(table, name, asked) {
  const column = table.columns.find((c) => c.name === name);
  if (!column)
    throw fail(
      `${table.name} has no column "${name}". It has: ${table.columns.map((c) => c.name).join(", ")}.`,
    );
  if (table.rows === 0) throw fail(`${table.name} has no rows of data; at least two are needed.`);
  requireFinite(table, column);
  const rows = [];
  const values = [];
  column.values.forEach((value, row) => {
    if (value === null) return;
    rows.push(row);
    values.push(value);
  });
  if (values.length === 0)
    throw fail(`${table.name}: the target "${name}" is missing in every row. Choose another column.`);
  const dropped = table.rows - rows.length;
  const counts = /* @__PURE__ */ new Map();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const facts = {
    text: typeof values[0] === "string",
    whole: values.every((v) => Number.isInteger(v)),
    count: values.length,
    distinct: counts.size,
  };
  const task = asked ?? inferTask(facts);
  if (counts.size === 1)
    throw fail(
      `${table.name}: the target "${name}" is ${values[0]} in every row${dropped > 0 ? " that has it" : ""}; there is nothing to learn. Choose another column.`,
    );
  if (task === "regression") {
    const text = values.findIndex((v) => typeof v !== "number");
    if (text >= 0)
      throw fail(
        `${table.name}, ${table.place(rows[text])}, column "${name}": "${values[text]}" is not a number, which a regression needs. Leave --task out, or choose a numeric column.`,
      );
    return {
      column,
      task,
      classes: [],
      rows,
      labels: Float64Array.from(values, Number),
      dropped,
    };
  }
  if (task === "binary" && counts.size !== 2)
    throw fail(
      `${table.name}: a binary task needs two classes; "${name}" has ${counts.size}. Use --task multiclass.`,
    );
  const lone = [...counts].find(([, count]) => count < 2);
  if (lone) {
    const row = rows[values.findIndex((v) => String(v) === lone[0])];
    throw fail(
      `${table.name}, ${table.place(row)}, column "${name}": the class "${lone[0]}" has one example, so it cannot be both trained on and validated. Remove that row or give it more examples.`,
    );
  }
  const classes = sortClasses(counts.keys(), isNumeric(column));
  const index = new Map(classes.map((label, i) => [label, i]));
  return {
    column,
    task,
    classes,
    rows,
    labels: Float64Array.from(values, (v) => index.get(String(v)) ?? 0),
    dropped,
  };
}

export {
  constantColumn as c,
  fitCategories as l,
  fitNumbers as u,
  fitScale as m,
  inferTask as t,
  isHeldOut as i,
  isNumeric as o,
  leaveOut as d,
  readTarget as n,
  requireFinite as s,
  sortClasses as r,
  splitRows as a,
  treatCategories as f,
  treatNumbers as p,
  unitOf as h,
};
