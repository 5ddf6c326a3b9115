import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { c as functions, n as hiddenActivations, r as nearest } from "./activations-VfsU12zi.js";
import { t as reason } from "./cell-a6oqPVkS.js";
import {
  t as checked,
  o as replaceFile,
  s as replaceFileOrKeep,
  c as requireWritable,
} from "./checked-BrP1_TWr.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { p as OPTIMIZERS } from "./fitted-DwmPkfMm.js";
import {
  t as makeFolder,
  n as numberFlag,
  r as oneOf,
  a as usualEpochs,
  o as whole,
} from "./flags-BKHzASgC.js";
import { i as rankingText } from "./format-SpCuEei3.js";
import { t as available, n as peakMemory, r as size } from "./machine-BL1EJMIU.js";
import { t as comparisonOf, n as planOf } from "./plan-qekxgYwk.js";
import { n as runHere, r as runOnThreads } from "./pool-qw--vbl4.js";
import { g as TABLE_RATES } from "./prepare-DnxqXG-l.js";
import { t as progressBar, r as readTable } from "./progress-zMrgDYo7.js";
import { t as readRun, n as runText } from "./run-text-DhHj62s2.js";
import { t as VERSION } from "./version-BMRBbPxr.js";

// src/trainings/run-log.ts
const FORMAT = "hillock-comparison";
const FORMAT_VERSION = 1;
const FLAG = "--checkpoint";
const CHECKSUM = 16;
const MOST = 1e6;
const TASKS = ["binary", "multiclass", "regression"];
const sum = (text) => createHash("sha256").update(text).digest("hex").slice(0, CHECKSUM);
const line = (text) => `${sum(text)} ${text}\n`;
/** What a line says; undefined where it is damaged. */
function contents(text) {
  const rest = text.slice(17);
  return text.slice(0, CHECKSUM) === sum(rest) ? rest : void 0;
}
const refuse = (message) => new HillockError("invalid-model", message);
const shown = (value) => {
  const text = value === void 0 ? "left to the table" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
const headerOf = ({ settings, table }, path, trainings) => ({
  hillock: VERSION,
  fingerprint: createHash("sha256").update(table).digest("hex"),
  table: path,
  settings,
  trainings,
});
/** Every sound line of the file but the first. */
async function* linesOf(path) {
  let first = true;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    const rest = first ? void 0 : contents(text);
    first = false;
    if (rest !== void 0) yield rest;
  }
}
async function firstLine(path) {
  const input = createReadStream(path, { end: 2 ** 26 });
  try {
    for await (const text of createInterface({ input })) return text;
    return "";
  } finally {
    input.destroy();
  }
}
/** A checksum tells damage, not malice: what the settings say is used like flags, and must be of their kind. */
function readFields(header) {
  const settings = header.field("settings");
  const { versions = {}, task } = settings.value;
  const size = (from) => from.whole(1, MOST);
  return {
    hillock: VERSION,
    fingerprint: header.field("fingerprint").text(64),
    table: header.field("table").text(),
    trainings: header.field("trainings").whole(1, Number.MAX_SAFE_INTEGER),
    settings: {
      target: settings.field("target").text(),
      ...(task === void 0 ? {} : { task: settings.field("task").oneOf(TASKS) }),
      activations: settings
        .field("activations")
        .list(MOST)
        .map((each) => each.text()),
      layers: settings.field("layers").list(MOST).map(size),
      epochs: size(settings.field("epochs")),
      batchSize: size(settings.field("batchSize")),
      learningRate: settings.field("learningRate").finite(),
      optimizer: settings.field("optimizer").oneOf(OPTIMIZERS),
      seeds: settings
        .field("seeds")
        .list(MOST)
        .map((each) => each.whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
      validation: settings.field("validation").finite(),
      versions,
    },
  };
}
/** @throws HillockError "invalid-model" where the file is none, or of another version. */
async function readLogHeader(path) {
  const what = "checkpoint of hillock compare";
  const info = await stat(path).catch(() => void 0);
  if (!info)
    throw refuse(
      `There is no file "${path}". Check the name of the checkpoint, or start anew without --resume.`,
    );
  if (!info.isFile()) throw refuse(`"${path}" is not a file; name a ${what}.`);
  const text = await firstLine(path);
  let header;
  try {
    header = JSON.parse(text.startsWith("{") ? text : text.slice(17));
  } catch {
    throw refuse(`${path} is not a ${what}: its first line is not one that Hillock wrote.`);
  }
  if (header?.format !== FORMAT)
    throw refuse(`${path} is not a ${what}: its format is ${JSON.stringify(header?.format) ?? "not named"}.`);
  if (header.version !== FORMAT_VERSION)
    throw refuse(
      `${path} has version ${JSON.stringify(header.version)} of its format; this Hillock reads version ${FORMAT_VERSION}. Go on with the Hillock that wrote it, or start anew.`,
    );
  if (contents(text) === void 0)
    throw refuse(
      `${path} is damaged: its first line does not match its checksum. Start anew without --resume.`,
    );
  if (header.hillock !== "0.1.0")
    throw refuse(
      `${path} was written by Hillock ${header.hillock}; this is ${VERSION}, which may compute other bits. Go on with that version, or start anew.`,
    );
  return readFields(checked(path, header));
}
/** @throws HillockError where a checkpoint is not of this comparison. */
function requireSame(path, kept, now) {
  const { versions: _kept, ...before } = kept.settings;
  const { versions: _now, ...after } = now.settings;
  const given = new Map(Object.entries(after));
  for (const name of /* @__PURE__ */ new Set([...Object.keys(before), ...given.keys()])) {
    const [old, other] = [new Map(Object.entries(before)).get(name), given.get(name)];
    if (JSON.stringify(old) !== JSON.stringify(other))
      throw new HillockError(
        "invalid-argument",
        `The checkpoint ${path} is of a comparison with ${name} ${shown(old)}, not ${shown(other)}. Leave the flag out to go on, or start anew without --resume.`,
      );
  }
  if (kept.fingerprint !== now.fingerprint)
    throw refuse(
      `${path} is of a comparison on another table than ${now.table}, or the table has changed since. Start anew without --resume.`,
    );
}
/** The finished trainings in a checkpoint, by their place in the comparison's list. */
async function readFinished(path, { jobs, failed }) {
  const runs = /* @__PURE__ */ new Map();
  for await (const text of linesOf(path)) {
    const space = text.indexOf(" ");
    const index = Number(text.slice(0, space));
    if (!(index in jobs))
      throw refuse(`${path} has a training ${index}; there are ${jobs.length}. Start anew.`);
    runs.set(index, readRun(text.slice(space + 1), failed(jobs[index], "")));
  }
  return runs;
}
/** @throws HillockError where a checkpoint that is not resumed holds trainings that would be lost. */
async function requireReplaceable(path) {
  const header = await readLogHeader(path).catch(() => void 0);
  if (!header) return;
  let finished = 0;
  for await (const _ of linesOf(path)) finished++;
  if (finished > 0 && finished < header.trainings)
    throw new HillockError(
      "invalid-argument",
      `"${path}" holds ${finished} of ${header.trainings} trainings of a comparison that was cut off. Go on with --resume ${path}, or remove it.`,
    );
}
/** Opens a checkpoint, with the trainings that are finished already. */
async function openRunLog(path, header, finished, resumed) {
  await requireWritable(path, FLAG);
  const goesOn = resumed !== void 0 && resolve(path) === resolve(resumed);
  if (!goesOn) {
    await requireReplaceable(path);
    const head = line(
      JSON.stringify({
        format: FORMAT,
        version: FORMAT_VERSION,
        ...header,
      }),
    );
    await replaceFile(path, FLAG, head);
  }
  const file = await open(path, "a");
  let kept = goesOn ? finished.size : 0;
  let last = Promise.resolve();
  const append = async (text) => {
    try {
      await file.appendFile(text);
    } catch (cause) {
      throw new HillockError(
        "invalid-argument",
        `The checkpoint "${path}" cannot be written: ${reason(cause)}. The ${kept} trainings finished before are kept in it: make room and go on with --resume ${path}.`,
      );
    }
  };
  const keep = (index, run) => {
    last = last.then(() => append(line(`${index} ${runText(run)}`))).then(() => void kept++);
    return last;
  };
  if (goesOn) await append("\n");
  else for (const [index, run] of finished) await keep(index, run);
  return {
    keep,
    async close() {
      await last.catch(() => void 0);
      await file.datasync().catch(() => void 0);
      await file.close();
    },
  };
}
// src/trainings/settings.ts
/** @throws HillockError where the file is no results.json. */
async function earlierResults(path) {
  try {
    const results = JSON.parse(await readFile(path, "utf8"));
    if (!results.settings?.activations || typeof results.table !== "string")
      throw new Error("it has no settings");
    return results;
  } catch (cause) {
    throw new HillockError(
      "invalid-argument",
      `${path} is not a results.json of hillock compare: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  }
}
const earlierCheckpoint = ({ table, settings }) => ({
  table,
  target: settings.target,
  task: settings.task,
  settings,
});
const DEFAULT_OPTIMIZER = "adam";
const LARGEST = 65536;
function readTarget({ name, columns }, target) {
  const names = columns.map((column) => column.name);
  if (target === void 0)
    throw new HillockError(
      "invalid-argument",
      `Which column is to be predicted? Add --target with one of: ${names.join(", ")}.`,
    );
  if (names.includes(target)) return target;
  const near = nearest(target, names);
  throw new HillockError(
    "invalid-table",
    `${name} has no column "${target}".${near ? ` Did you mean ${near}?` : ""} It has: ${names.join(", ")}.`,
  );
}
function readActivations(list, earlier) {
  const usual = [...functions.values()]
    .filter((f) => f.kind === "elementwise" && f.role === "usual")
    .map((f) => f.name);
  return (
    list !== void 0 ? hiddenActivations(list) : (earlier ?? usual).flatMap((name) => hiddenActivations(name))
  ).map((f) => f.name);
}
/** @throws HillockError for a flag that does not fit, naming it. */
function readSettings(table, flags, earlier) {
  const target = readTarget(table, flags.target ?? earlier?.target);
  const set = earlier?.settings;
  const activations = readActivations(flags.activations, set?.activations);
  const size = (x) => whole(x) && x <= LARGEST;
  const layers = flags.layers
    ?.split(",")
    .map((part) => numberFlag("--layers", part, 0, size, "a list of whole numbers such as 32,32")) ??
    set?.layers ?? [32, 32];
  const batchSize = numberFlag(
    "--batch-size",
    flags.batchSize,
    set?.batchSize ?? 32,
    size,
    `a whole number from 1 to ${LARGEST}`,
  );
  const validation = numberFlag(
    "--validation",
    flags.validation,
    set?.validation ?? 0.2,
    (x) => x > 0 && x < 1,
    "a share between 0 and 1",
  );
  const epochs = numberFlag(
    "--epochs",
    flags.epochs,
    set?.epochs ?? usualEpochs(table.rows * (1 - validation), batchSize),
    (x) => whole(x) && x <= 1e6,
    "a whole number of at least 1",
  );
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? set?.optimizer ?? DEFAULT_OPTIMIZER;
  const learningRate = numberFlag(
    "--learning-rate",
    flags.learningRate,
    set?.learningRate ?? TABLE_RATES[optimizer],
    (x) => x > 0 && Number.isFinite(x),
    "a positive number",
  );
  const seedCount = numberFlag(
    "--seeds",
    flags.seeds,
    10,
    (x) => whole(x) && x <= 1e4,
    "a whole number of at least 1",
  );
  const seeds =
    flags.seeds === void 0 && set ? set.seeds : Array.from({ length: seedCount }, (_, i) => i + 1);
  const task = oneOf("--task", flags.task, ["binary", "multiclass", "regression"]) ?? earlier?.task;
  return {
    target,
    ...(task ? { task } : {}),
    activations,
    layers,
    epochs,
    batchSize,
    learningRate,
    optimizer,
    seeds,
    validation,
  };
}
// src/commands/compare-table.ts
/** Refuses, before anything is allocated, trainings that cannot lie in memory beside each other. */
function requireMemory(own, threads) {
  const needed = own.bytesPerTraining * threads;
  if (needed > available())
    throw new HillockError(
      "out-of-memory",
      `A training needs ${size(own.bytesPerTraining)}, ${threads} at a time ${size(needed)}; this machine gives ${size(available())}. Use smaller --layers, a smaller --batch-size or fewer --threads.`,
    );
}
/** Makes the report's folder, and refuses what stands in the way in it. */
async function reportFiles(out) {
  await makeFolder(out);
  const files = {
    results: join(out, "results.json"),
    report: join(out, "report.html"),
  };
  for (const file of Object.values(files)) {
    const there = await stat(file).catch(() => void 0);
    if (there && !there.isFile())
      throw new HillockError(
        "invalid-argument",
        `"${file}" is not a file and cannot be replaced. Remove it, or choose another folder with --out.`,
      );
  }
  return files;
}
/** Does the trainings that are wanted, here or on the queue, and shows how far they are. */
async function execute(plan, own, wanted, { pool, queue }, take) {
  if (wanted.length === 0) return;
  const total = own.jobs.length;
  const startBar = (bar, payload) => {
    bar.start(total, total - wanted.length, payload);
    return bar;
  };
  if (queue === void 0) {
    const bar = startBar(progressBar("training {bar} {value}/{total} runs · {activation} · {eta} s left"), {
      activation: plan.settings.activations[0],
    });
    const takeAndShow = async (index, run) => {
      await take(index, run);
      bar.increment({ activation: run.activation });
    };
    try {
      if (pool && wanted.length > 1) await runOnThreads(plan, own, wanted, pool, takeAndShow);
      else await runHere(own, wanted, takeAndShow);
    } finally {
      bar.stop();
    }
    return;
  }
  const { runOnQueue } = await import("./run-on-queue-DADr1j0F.js");
  const bar = progressBar("training {bar} {value}/{total} runs · {workers} · {rate} runs/s · {eta} s left");
  try {
    await runOnQueue(queue, plan, own, wanted, {
      onStart: () =>
        void startBar(bar, {
          workers: "waiting for workers",
          rate: "–",
        }),
      onProgress: (payload) => bar.update(payload),
      take: async (index, run) => {
        await take(index, run);
        bar.increment();
      },
    });
  } finally {
    bar.stop();
  }
}
/** Characters of runs' texts that are kept; two bytes each at most. */
const MOST_KEPT = 2 ** 25;
/** Runs as JSON, made as they come in: the trainings are on other threads then, and at the end nobody has to wait. */
var RunTexts = class {
  #texts = /* @__PURE__ */ new Map();
  #characters = 0;
  add(run) {
    if (this.#characters > MOST_KEPT) return;
    const text = JSON.stringify(run);
    this.#characters += text.length;
    this.#texts.set(run, text);
  }
  of(run) {
    return this.#texts.get(run) ?? JSON.stringify(run);
  }
};
/** results.json piece by piece: of many runs it is longer than a text can be. */
function* resultsText(results, texts) {
  let before = "{";
  for (const [name, value] of Object.entries(results)) {
    yield `${before}${JSON.stringify(name)}:`;
    before = ",";
    if (value !== results.runs) yield JSON.stringify(value);
    else {
      for (const [i, run] of results.runs.entries()) yield `${i === 0 ? "[" : ","}${texts.of(run)}`;
      yield "]";
    }
  }
  yield "}\n";
}
/** The page's libraries; loaded while trainings run on other threads. */
const loadPage = () => import("./page-DZYDwOcD.js");
async function writeReport(files, results, texts, page) {
  await replaceFileOrKeep(files.results, "--out", () => resultsText(results, texts));
  await replaceFile(files.report, "--out", (await page).renderReport(results));
}
/** @param pool threads for the trainings; they are done on this one, or on a queue's workers, without. */
async function compareTable(path, flags, pool) {
  const began = performance.now();
  const { queue, resume, from } = flags;
  const kept = resume === void 0 ? void 0 : await readLogHeader(resume);
  const earlier = kept ? earlierCheckpoint(kept) : from === void 0 ? void 0 : await earlierResults(from);
  const source = path ?? earlier?.table;
  if (source === void 0)
    throw new HillockError("invalid-argument", "Which table? Write hillock compare TABLE --target COLUMN.");
  const table = await readTable(source);
  const settings = {
    ...readSettings(table, flags, earlier),
    versions: { node: process.version },
  };
  const files = await reportFiles(flags.out ?? "hillock-report");
  const plan = planOf(settings, table);
  const own = comparisonOf(plan, table.place);
  requireMemory(own, Math.min(pool?.threads ?? 1, own.jobs.length));
  const header = headerOf(plan, source, own.jobs.length);
  if (kept && resume !== void 0) requireSame(resume, kept, header);
  const finished = resume === void 0 ? /* @__PURE__ */ new Map() : await readFinished(resume, own);
  const checkpoint = flags.checkpoint ?? resume;
  const log = checkpoint === void 0 ? void 0 : await openRunLog(checkpoint, header, finished, resume);
  const runs = own.jobs.map((_, index) => finished.get(index));
  const page = loadPage();
  const texts = new RunTexts();
  const wanted = [...runs.keys()].filter((index) => runs[index] === void 0);
  try {
    await execute(
      plan,
      own,
      wanted,
      {
        pool,
        queue,
      },
      async (index, run) => {
        if (run.status !== "failed") await log?.keep(index, run);
        runs[index] = run;
        if (queue === void 0) texts.add(run);
      },
    );
  } finally {
    await log?.close();
  }
  const results = own.assemble(runs.filter((run) => run !== void 0));
  await writeReport(files, results, texts, page);
  if (flags.json) for (const text of resultsText(results, texts)) process.stdout.write(text);
  else {
    const seconds = ((performance.now() - began) / 1e3).toFixed(1);
    const done = finished.size > 0 ? `${finished.size} of them done before; ` : "";
    console.log(
      `${rankingText(results)}\n\n${runs.length} trainings of ${settings.epochs} epochs in ${seconds} s; ${done}peak memory ${peakMemory()}. Report: ${files.report}`,
    );
  }
}

export { compareTable };
