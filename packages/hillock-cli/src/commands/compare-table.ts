import { stat } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { type Comparison, HillockError, type Results, type Run } from "hillock";
import { available, peakMemory, size } from "../machine.ts";
import { requireApart } from "../models/apart.ts";
import { replaceFile, replaceFileOrKeep } from "../models/output.ts";
import { readTable } from "../tables/read-table.ts";
import { colorsOf } from "../terminal/colors.ts";
import { progressBar } from "../terminal/progress.ts";
import { rankingText } from "../terminal/ranking.ts";
import { Waiting } from "../terminal/waiting.ts";
import { columnsOf, wrapped } from "../terminal/width.ts";
import { contentHash } from "../trainings/packed-table.ts";
import { comparisonOf, type Plan, planOf } from "../trainings/plan.ts";
import { type Pool, runHere, runOnThreads, type TakeRun } from "../trainings/pool.ts";
import { headerOf, openRunLog, readFinished, readLogHeader, requireSame } from "../trainings/run-log.ts";
import { earlierCheckpoint, earlierResults, readSettings, type SettingFlags } from "../trainings/settings.ts";
import { makeFolder, requireFolder } from "./flags.ts";

export interface CompareFlags extends SettingFlags {
  readonly out?: string;
  readonly json?: boolean;
  readonly from?: string;
  readonly threads?: string;
  readonly queue?: string;
  readonly checkpoint?: string;
  readonly resume?: string;
}

/** Refuses, before anything is allocated, trainings that cannot lie in memory beside each other. */
function requireMemory(own: Comparison, threads: number): void {
  const needed = own.bytesPerTraining * threads;
  if (needed > available())
    throw new HillockError(
      "out-of-memory",
      `A training needs ${size(own.bytesPerTraining)}, ${threads} at a time ${size(needed)}; this machine gives ${size(available())}. Use smaller --layers, a smaller --batch-size or fewer --threads.`,
    );
}

interface ReportFiles {
  readonly folder: string;
  readonly results: string;
  readonly report: string;
}

const reportFiles = (folder: string): ReportFiles => ({
  folder,
  results: join(folder, "results.json"),
  report: join(folder, "report.html"),
});

/** Refuses, before any work, a folder that cannot be made, and what stands in the way in it. */
async function requirePlace({ folder, results, report }: ReportFiles): Promise<void> {
  await requireFolder(folder);
  for (const file of [results, report]) {
    const there = await stat(file).catch(() => undefined);
    if (there && !there.isFile())
      throw new HillockError(
        "invalid-argument",
        `"${file}" is not a file and cannot be replaced. Remove it, or choose another folder with --out.`,
      );
  }
}

type Bar = ReturnType<typeof progressBar>;

/** Does the trainings that are wanted, here or on the queue, and shows how far they are. */
async function execute(
  plan: Plan,
  own: Comparison,
  wanted: readonly number[],
  { pool, queue }: { readonly pool: Pool | undefined; readonly queue: string | undefined },
  take: TakeRun,
): Promise<void> {
  if (wanted.length === 0) return;
  const total = own.jobs.length;
  const startBar = (bar: Bar, payload: object): Bar => {
    bar.start(total, total - wanted.length, payload);
    return bar;
  };
  if (queue === undefined) {
    const bar = startBar(progressBar("training {bar} {value}/{total} runs · {eta} s left · {activation}"), {
      activation: plan.settings.activations[0],
    });
    const takeAndShow: TakeRun = async (index, run) => {
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
  // the libraries of the queue are loaded only here
  const { runOnQueue } = await import("../queue/run-on-queue.ts");
  const bar = progressBar("training {bar} {value}/{total} runs · {eta} s left · {workers} · {rate} runs/s");
  try {
    await runOnQueue(queue, plan, own, wanted, {
      onStart: () => void startBar(bar, { workers: "waiting for workers", rate: "–" }),
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
class RunTexts {
  readonly #texts = new Map<Run, string>();
  #characters = 0;

  add(run: Run): void {
    if (this.#characters > MOST_KEPT) return;
    const text = JSON.stringify(run);
    this.#characters += text.length;
    this.#texts.set(run, text);
  }

  of(run: Run): string {
    return this.#texts.get(run) ?? JSON.stringify(run);
  }
}

/** results.json piece by piece: of many runs it is longer than a text can be. */
function* resultsText(results: Results, texts: RunTexts): Generator<string> {
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
const loadPage = () => import("../report/page.ts");

async function writeReport(
  files: ReportFiles,
  results: Results,
  texts: RunTexts,
  page: ReturnType<typeof loadPage>,
): Promise<void> {
  // where there can be none any more, the results are kept elsewhere
  await makeFolder(files.folder).catch(() => undefined);
  // what took long to make comes first
  await replaceFileOrKeep(files.results, "--out", () => resultsText(results, texts));
  await replaceFile(files.report, "--out", (await page).renderReport(results));
}

/** Says that a repeated run has other rows than the one it repeats. */
function warnOfOtherTable(source: string, from: string, hashes: readonly [string | undefined, string]): void {
  const [before, now] = hashes;
  if (before === undefined || before === now) return;
  const text = `${source} holds other rows or columns than when ${from} was written: this repeats its settings, not its results.`;
  console.error(wrapped(`${colorsOf(process.stderr).yellow("warning:")} ${text}`, columnsOf(process.stderr)));
}

/** @param pool threads for the trainings; they are done on this one, or on a queue's workers, without. */
export async function compareTable(
  path: string | undefined,
  flags: CompareFlags,
  pool: Pool | undefined,
): Promise<void> {
  const began = performance.now();
  const { queue, resume, from } = flags;
  const kept = resume === undefined ? undefined : await readLogHeader(resume);
  const earlier = kept
    ? earlierCheckpoint(kept)
    : from === undefined
      ? undefined
      : await earlierResults(from);
  const source = path ?? earlier?.table;
  if (source === undefined)
    throw new HillockError("invalid-argument", "Which table? Write hillock compare TABLE --target COLUMN.");
  const waiting = new Waiting();
  const table = await waiting.during(`reading ${source}`, () => readTable(source));
  const settings = { ...readSettings(table, flags, earlier), versions: { node: process.version } };
  const files = reportFiles(flags.out ?? "hillock-report");
  const checkpoint = flags.checkpoint ?? resume;
  // a run may be repeated in its own folder
  await requireApart(
    [
      ["--out", files.report],
      ["--checkpoint", checkpoint],
    ],
    [source, from],
  );
  await requireApart([["--out", files.results]], [source, checkpoint]);
  await requirePlace(files);
  const signal = { aborted: false };
  const { plan, tableHash, own } = await waiting.during(`preparing ${source}`, () => {
    const made = planOf(settings, table);
    return {
      plan: made,
      tableHash: contentHash(made.table),
      own: comparisonOf(made, { place: table.place, signal }),
    };
  });
  if (from !== undefined) warnOfOtherTable(source, from, [earlier?.tableHash, tableHash]);
  requireMemory(own, Math.min(pool?.threads ?? 1, own.jobs.length));

  const header = headerOf(plan, source, own.jobs.length);
  if (kept && resume !== undefined) requireSame(resume, kept, header);
  const finished = resume === undefined ? new Map<number, Run>() : await readFinished(resume, own);
  const log = checkpoint === undefined ? undefined : await openRunLog(checkpoint, header, finished, resume);
  const runs = own.jobs.map((_, index) => finished.get(index));
  const page = loadPage();
  const texts = new RunTexts();
  const wanted = [...runs.keys()].filter((index) => runs[index] === undefined);
  try {
    await execute(plan, own, wanted, { pool, queue }, async (index, run) => {
      // one that failed is tried again where the run goes on
      if (run.status !== "failed") await log?.keep(index, run);
      runs[index] = run;
      // of a queue's runs there may be so many that memory counts
      if (queue === undefined) texts.add(run);
    });
  } finally {
    // after an error, what this thread trains must not go on
    signal.aborted = true;
    await log?.close();
  }
  const results = { ...own.assemble(runs.filter((run) => run !== undefined)), tableHash };
  await writeReport(files, results, texts, page);
  if (flags.json) for (const text of resultsText(results, texts)) process.stdout.write(text);
  else {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const done = finished.size > 0 ? `${finished.size} of them done before; ` : "";
    const told = `${runs.length} trainings of ${settings.epochs} epochs in ${seconds} s; ${done}peak memory ${peakMemory()}. Report: ${files.report}`;
    console.log(`${rankingText(results)}\n\n${wrapped(told, columnsOf(process.stdout))}`);
  }
}
