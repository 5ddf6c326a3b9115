import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { functions, HillockError, OPTIMIZERS, type Results, TABLE_RATES } from "hillock";
import writeFileAtomic from "write-file-atomic";
import { hiddenActivations, nearest } from "../activations.ts";
import { renderReport } from "../report/page.ts";
import { readTable } from "../tables/read-table.ts";
import { rankingText } from "../terminal/format.ts";
import { progressBar } from "../terminal/progress.ts";
import { portable } from "../trainings/plan.ts";
import { compareOnThreads } from "../trainings/pool.ts";
import { makeFolder, numberFlag, oneOf, usualEpochs, whole } from "./flags.ts";

export interface CompareFlags {
  readonly target?: string;
  readonly task?: string;
  readonly activations?: string;
  readonly layers?: string;
  readonly epochs?: string;
  readonly batchSize?: string;
  readonly learningRate?: string;
  readonly optimizer?: string;
  readonly seeds?: string;
  readonly validation?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly from?: string;
  readonly threads?: string;
}

async function previous(path: string): Promise<Results> {
  try {
    const results = JSON.parse(await readFile(path, "utf8")) as Results;
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

const DEFAULT_OPTIMIZER = "adam";

export async function runCompare(path: string | undefined, flags: CompareFlags): Promise<void> {
  const began = performance.now();
  const before = flags.from === undefined ? undefined : await previous(flags.from);
  const source = path ?? before?.table;
  if (source === undefined)
    throw new HillockError("invalid-argument", "Which table? Write hillock compare TABLE --target COLUMN.");
  const table = await readTable(source);
  const target = flags.target ?? before?.target;
  const names = table.columns.map((column) => column.name);
  if (target === undefined)
    throw new HillockError(
      "invalid-argument",
      `Which column is to be predicted? Add --target with one of: ${names.join(", ")}.`,
    );
  if (!names.includes(target)) {
    const near = nearest(target, names);
    throw new HillockError(
      "invalid-table",
      `${source} has no column "${target}".${near ? ` Did you mean ${near}?` : ""} It has: ${names.join(", ")}.`,
    );
  }
  const set = before?.settings;
  const elementwise = [...functions.values()]
    .filter((f) => f.kind === "elementwise" && f.role === "usual")
    .map((f) => f.name);
  const activations =
    flags.activations !== undefined
      ? hiddenActivations(flags.activations)
      : (set?.activations ?? elementwise).flatMap((name) => hiddenActivations(name));
  const layers =
    flags.layers === undefined
      ? (set?.layers ?? [32, 32])
      : flags.layers
          .split(",")
          .map((part) =>
            numberFlag(
              "--layers",
              part,
              0,
              (x) => whole(x) && x <= 65_536,
              "a list of whole numbers such as 32,32",
            ),
          );
  const batchSize = numberFlag(
    "--batch-size",
    flags.batchSize,
    set?.batchSize ?? 32,
    (x) => whole(x) && x <= 65_536,
    "a whole number from 1 to 65536",
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
    (x) => whole(x) && x <= 10_000,
    "a whole number of at least 1",
  );
  const seeds =
    flags.seeds === undefined && set ? set.seeds : Array.from({ length: seedCount }, (_, i) => i + 1);
  const task = oneOf("--task", flags.task, ["binary", "multiclass", "regression"]) ?? before?.task;
  const threads = numberFlag(
    "--threads",
    flags.threads,
    availableParallelism(),
    (x) => whole(x) && x <= 1024,
    "a whole number from 1 to 1024",
  );
  const out = flags.out ?? "hillock-report";
  await makeFolder(out);

  const files = { results: join(out, "results.json"), report: join(out, "report.html") };
  for (const file of Object.values(files)) {
    const there = await stat(file).catch(() => undefined);
    if (there && !there.isFile()) {
      throw new HillockError(
        "invalid-argument",
        `"${file}" is not a file and cannot be replaced. Remove it, or choose another folder with --out.`,
      );
    }
  }

  const bar = progressBar("training {bar} {value}/{total} runs · {activation} · {eta} s left");
  bar.start(activations.length * seeds.length, 0, { activation: activations[0]?.name ?? "" });
  let results: Results;
  try {
    results = await compareOnThreads(
      {
        table: portable(table),
        target,
        activations: activations.map((f) => f.name),
        layers,
        epochs,
        batchSize,
        learningRate,
        optimizer,
        seeds,
        validation,
        ...(task ? { task } : {}),
        versions: { node: process.version },
      },
      Math.min(threads, activations.length * seeds.length),
      table.place,
      (done, activation) => bar.update(done, { activation }),
    );
  } finally {
    bar.stop();
  }
  try {
    await writeFileAtomic(files.report, renderReport(results));
    await writeFileAtomic(files.results, `${JSON.stringify(results)}\n`);
  } catch (cause) {
    throw new HillockError(
      "invalid-argument",
      `The report cannot be written to "${out}": ${cause instanceof Error ? cause.message : String(cause)}. Choose another folder with --out.`,
    );
  }
  if (flags.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${rankingText(results)}\n\n${activations.length * seeds.length} trainings of ${epochs} epochs in ${seconds} s. Report: ${files.report}`,
    );
  }
}
