import { performance } from "node:perf_hooks";
import { HillockError, network, trainingThreads, VERSION } from "hillock";
import { nearest } from "../activations.ts";
import { requireApart } from "../models/apart.ts";
import { applyToImages, applyToTable } from "../models/apply.ts";
import { parseLayers } from "../models/layers.ts";
import { completeLayers, denseLayers, inputsOf, type Model } from "../models/model.ts";
import { modelText } from "../models/model-file.ts";
import { isOnnx, onnxBytes, onnxNeeds } from "../models/onnx.ts";
import { replaceFile, replaceFileOrKeep, requireWritable } from "../models/output.ts";
import { Score } from "../models/score.ts";
import {
  type Checkpoint,
  checkpointText,
  fingerprint,
  readCheckpoint,
} from "../models/training/checkpoint.ts";
import { type Fitted, fit, type TrainingState } from "../models/training/fit.ts";
import {
  bufferFlag,
  DEFAULT_LAYERS,
  opsetFlag,
  readSettingFlags,
  resumedFlags,
  type TrainFlags,
  taskFlag,
  threadsFlag,
} from "../models/training/flags.ts";
import { prepareImages } from "../models/training/images.ts";
import { requireMemory, requireSaveable } from "../models/training/memory.ts";
import type { Prepared, Split } from "../models/training/prepared.ts";
import { trainingText } from "../models/training/report.ts";
import { prepareStream } from "../models/training/streamed-table.ts";
import { prepareTable } from "../models/training/table-in-memory.ts";
import { looksLikeIdx } from "../tables/idx.ts";
import { collectTable } from "../tables/read-table.ts";
import { openTable } from "../tables/source.ts";
import { colorsOf } from "../terminal/colors.ts";
import { formatNumber } from "../terminal/format.ts";
import { progressBar } from "../terminal/progress.ts";
import { Waiting } from "../terminal/waiting.ts";
import { usualEpochs } from "./flags.ts";

/** A larger table is read in pieces. */
const STREAM_BYTES = 256 * 2 ** 20;
const CHECKPOINT_EVERY_MS = 1000;

const missing = (message: string): HillockError => new HillockError("invalid-argument", message);

/** Reads the rows, as images, a table in memory, or a table in pieces. */
async function prepareRows(
  path: string,
  flags: TrainFlags,
  split: Split,
): Promise<Prepared & { streamed: boolean }> {
  const { target } = flags;
  const task = taskFlag(flags);
  const bufferRows = bufferFlag(flags);
  if (await looksLikeIdx(path)) {
    if (target === undefined)
      throw missing(`Which labels have the images of ${path}? Add --target with their idx file.`);
    return { ...(await prepareImages(path, target, split)), streamed: false };
  }
  const source = await openTable(path);
  const { names } = source;
  if (target === undefined)
    throw missing(`Which column is to be predicted? Add --target with one of: ${names.join(", ")}.`);
  if (!names.includes(target)) {
    const near = nearest(target, names);
    throw new HillockError(
      "invalid-table",
      `${path} has no column "${target}".${near ? ` Did you mean ${near}?` : ""} It has: ${names.join(", ")}.`,
    );
  }
  const streamed = source.streams && (flags.stream === true || source.bytes > STREAM_BYTES);
  const prepared = streamed
    ? await prepareStream(source, target, task, split, bufferRows)
    : prepareTable(await collectTable(source), target, task, split);
  return { ...prepared, streamed };
}

function epochBar(epochs: number, rows: number, from: number) {
  const bar = progressBar(
    "training {bar} epoch {epoch}/{epochs} · loss {loss} · validation {held} · {eta} s left",
  );
  const shown = (loss: number | undefined): string => (loss === undefined ? "–" : formatNumber(loss));
  bar.start(epochs * rows, from * rows, { epoch: from, epochs, loss: "–", held: "–" });
  return {
    stop: () => bar.stop(),
    update: (epoch: number, done: number, loss: number | undefined, held: number | undefined) =>
      bar.update((epoch - 1) * rows + done, { epoch, epochs, loss: shown(loss), held: shown(held) }),
  };
}

/** Writes the state after an epoch, at most about once a second. */
function checkpointWriter(path: string, about: Omit<Checkpoint, "state">) {
  let last = -Infinity;
  return async (take: () => TrainingState): Promise<void> => {
    if (performance.now() - last < CHECKPOINT_EVERY_MS) return;
    await replaceFile(path, "--checkpoint", checkpointText(about, take()));
    last = performance.now();
  };
}

/** The score on a test table, or on "IMAGES,LABELS". */
async function testText(model: Model, net: ReturnType<typeof network>, test: string): Promise<string> {
  const applied = { ...model, net };
  const nothing = async (): Promise<void> => undefined;
  const [path, labels] = model.preprocessing.kind === "images" ? test.split(",") : [test];
  if (model.preprocessing.kind === "images" && labels === undefined)
    throw missing(`--test ${test}: images and labels are needed, as in IMAGES,LABELS.`);
  const { score, warnings } =
    model.preprocessing.kind === "images"
      ? await applyToImages(applied, path, labels, nothing)
      : await applyToTable(applied, await openTable(path), nothing);
  if (!score) throw missing(`--test ${test}: it has no column "${model.target.name}" to compare with.`);
  return [...warnings.map((warning) => `note: ${warning}`), `test: ${score}`].join("\n");
}

/** Trains one network on one table, reports, and keeps the model. */
export async function runTrain(path: string | undefined, asked: TrainFlags): Promise<void> {
  const before = asked.resume === undefined ? undefined : await readCheckpoint(asked.resume);
  const { flags } =
    before && asked.resume !== undefined ? resumedFlags(asked.resume, before, asked) : { flags: asked };
  const given = readSettingFlags(flags);
  const threads = threadsFlag(flags);
  const opset = opsetFlag(flags);
  const written = flags.layers ?? DEFAULT_LAYERS;
  const list = parseLayers(written);
  const table = path ?? before?.request.table;
  if (table === undefined) throw missing("Which table? Write hillock train TABLE --target COLUMN.");
  const checkpoint = flags.checkpoint ?? flags.resume;
  await requireApart(
    [
      ["--save", flags.save],
      ["--checkpoint", checkpoint],
    ],
    [table, flags.target, ...(flags.test?.split(",") ?? []), flags.test],
  );
  if (flags.save !== undefined) await requireWritable(flags.save, "--save");
  if (checkpoint !== undefined) await requireWritable(checkpoint, "--checkpoint");

  const waiting = new Waiting();
  const split = { share: given.validation, seed: given.seed };
  const prepared = await waiting.during(`reading ${table}`, () => prepareRows(table, flags, split));
  const { preprocessing, target } = prepared;
  const settings = { ...given, epochs: given.epochs ?? usualEpochs(prepared.trainRows, given.batchSize) };
  const layers = completeLayers(list, target);
  const dense = denseLayers(layers);
  const inputs = inputsOf(preprocessing);
  requireMemory(inputs, dense, settings.batchSize, prepared.rowsInMemory);
  if (flags.save !== undefined || checkpoint !== undefined) requireSaveable(inputs, dense);

  const named = flags.target ?? target.name;
  const files = preprocessing.kind === "images" ? [table, named] : [table];
  const print = checkpoint === undefined ? "" : await fingerprint(files);
  if (before && before.hillock !== VERSION)
    throw new HillockError(
      "invalid-model",
      `${asked.resume} was written by Hillock ${before.hillock}; this is ${VERSION}, which may compute other bits. Go on with that version, or start anew.`,
    );
  if (before && before.fingerprint !== print)
    throw new HillockError(
      "invalid-model",
      `${asked.resume} is of a training on another table than ${table}, or the table has changed since. Start anew without --resume.`,
    );
  const resume = before?.state(inputs, dense);
  const net = network({ inputs, layers: dense, seed: settings.seed, largestBatch: settings.batchSize });
  // what cannot be written with --opset shows before the training
  if (opset.opset !== undefined) onnxBytes({ preprocessing, target }, net, opset);
  const rows = await waiting.during(`preparing ${table}`, () => prepared.rows(settings.batchSize));
  const request = {
    table,
    target: named,
    layers: written,
    task: flags.task === undefined ? null : target.task,
    stream: prepared.streamed ? ("yes" as const) : ("no" as const),
    buffer: bufferFlag(flags),
  };
  const pool = await trainingThreads(net, threads);
  const bar = epochBar(settings.epochs, prepared.trainRows, resume?.epoch ?? 0);
  let fitted: Fitted;
  try {
    fitted = await fit(net, rows, settings, {
      ...(resume ? { resume } : {}),
      ...(checkpoint === undefined
        ? {}
        : {
            onEpoch: checkpointWriter(checkpoint, {
              hillock: VERSION,
              request,
              settings,
              fingerprint: print,
            }),
          }),
      onProgress: ({ epoch, rows: done, trainLoss, validationLoss }) =>
        bar.update(epoch, done, trainLoss, validationLoss),
    });
  } finally {
    bar.stop();
    pool.close();
  }
  const { held } = rows;
  const epoch = fitted.best?.epoch ?? fitted.epoch;
  const finite = (value: number | undefined): number | null =>
    value !== undefined && Number.isFinite(value) ? value : null;
  const model: Model = {
    hillock: VERSION,
    target,
    preprocessing,
    layers,
    parameters: net.parameters(),
    settings,
    results: {
      trainLoss: finite(fitted.trainLoss[epoch - 1]),
      validationLoss: finite(fitted.validationLoss[epoch - 1]),
      validationAccuracy: held
        ? new Score(target).addAll(net.predict(held.inputs), held.labels).accuracy
        : null,
      epoch,
    },
  };
  // saved before anything else can fail
  const file = flags.save !== undefined && isOnnx(flags.save) ? onnxBytes(model, net, opset) : undefined;
  if (flags.save !== undefined) await replaceFileOrKeep(flags.save, "--save", file ?? modelText(model));
  console.log(trainingText(model, fitted, prepared));
  if (pool.count < threads)
    console.log(
      `note: trained on ${pool.count === 1 ? "1 thread" : `${pool.count} threads`} of ${threads}; with more, a network of this size would train more slowly.`,
    );
  if (flags.test !== undefined) console.log(await testText(model, net, flags.test));
  if (flags.save !== undefined)
    console.log(
      `Model: ${flags.save}${file ? ` (${onnxNeeds(file)})` : ""}. Predict with ${colorsOf(process.stdout).bold(`hillock predict ${flags.save} TABLE`)}`,
    );
}
