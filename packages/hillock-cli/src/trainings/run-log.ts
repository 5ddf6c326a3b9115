import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Comparison, HillockError, type Run, VERSION } from "hillock";
import * as v from "valibot";
import { replaceFile, requireWritable } from "../models/output.ts";
import { object, readAs, task, text, whole } from "../models/schema.ts";
import { reason } from "../tables/cell.ts";
import type { Plan, PlanSettings } from "./plan.ts";
import { readRun, runText } from "./run-text.ts";
import { COMPARISON_SETTINGS } from "./stored-settings.ts";

/*
 * The checkpoint of a comparison: a line that says of which, then a line for each finished training. Every line begins
 * with a checksum of the rest, so that one which was cut off is known as such, and its training is done again.
 */

const FORMAT = "hillock-comparison";
const FORMAT_VERSION = 1;
const FLAG = "--checkpoint";
const CHECKSUM = 16;

const sum = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, CHECKSUM);
const line = (text: string): string => `${sum(text)} ${text}\n`;
/** What a line says; undefined where it is damaged. */
function contents(text: string): string | undefined {
  const rest = text.slice(CHECKSUM + 1);
  return text.slice(0, CHECKSUM) === sum(rest) ? rest : undefined;
}

const refuse = (message: string): HillockError => new HillockError("invalid-model", message);

const shown = (value: unknown): string => {
  const text = value === undefined ? "left to the table" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

export interface LogHeader {
  readonly hillock: string;
  /** Of the table's contents. */
  readonly fingerprint: string;
  /** The table's path. */
  readonly table: string;
  readonly settings: PlanSettings;
  readonly trainings: number;
}

export const headerOf = ({ settings, table }: Plan, path: string, trainings: number): LogHeader => ({
  hillock: VERSION,
  fingerprint: createHash("sha256").update(table).digest("hex"),
  table: path,
  settings,
  trainings,
});

/** Every sound line of the file but the first. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let first = true;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const rest = first ? undefined : contents(text);
    first = false;
    if (rest !== undefined) yield rest;
  }
}

async function firstLine(path: string): Promise<string> {
  const input = createReadStream(path, { end: 2 ** 26 });
  try {
    for await (const text of createInterface({ input })) return text;
    return "";
  } finally {
    input.destroy();
  }
}

// a checksum tells damage, not malice
const HEADER = object({
  fingerprint: text(64),
  table: text(),
  trainings: whole(1, Number.MAX_SAFE_INTEGER),
  settings: object({
    ...COMPARISON_SETTINGS.entries,
    target: text(),
    task: v.exactOptional(task),
    versions: v.optional(v.record(text(), text()), {}),
  }),
});

/** @throws HillockError "invalid-model" where the file is none, or of another version. */
export async function readLogHeader(path: string): Promise<LogHeader> {
  const what = "checkpoint of hillock compare";
  const info = await stat(path).catch(() => undefined);
  if (!info)
    throw refuse(
      `There is no file "${path}". Check the name of the checkpoint, or start anew without --resume.`,
    );
  if (!info.isFile()) throw refuse(`"${path}" is not a file; name a ${what}.`);
  const first = await firstLine(path);
  let header: (Partial<LogHeader> & { format?: unknown; version?: unknown }) | undefined;
  try {
    header = JSON.parse(first.startsWith("{") ? first : first.slice(CHECKSUM + 1)) as typeof header;
  } catch {
    throw refuse(`${path} is not a ${what}: its first line is not one that Hillock wrote.`);
  }
  if (header?.format !== FORMAT)
    throw refuse(`${path} is not a ${what}: its format is ${JSON.stringify(header?.format) ?? "not named"}.`);
  if (header.version !== FORMAT_VERSION)
    throw refuse(
      `${path} has version ${JSON.stringify(header.version)} of its format; this Hillock reads version ${FORMAT_VERSION}. Go on with the Hillock that wrote it, or start anew.`,
    );
  if (contents(first) === undefined)
    throw refuse(
      `${path} is damaged: its first line does not match its checksum. Start anew without --resume.`,
    );
  if (header.hillock !== VERSION)
    throw refuse(
      `${path} was written by Hillock ${header.hillock}; this is ${VERSION}, which may compute other bits. Go on with that version, or start anew.`,
    );
  return { hillock: VERSION, ...readAs(HEADER, header, { file: path }) };
}

/** @throws HillockError where a checkpoint is not of this comparison. */
export function requireSame(path: string, kept: LogHeader, now: LogHeader): void {
  const { versions: _kept, ...before } = kept.settings;
  const { versions: _now, ...after } = now.settings;
  const given = new Map<string, unknown>(Object.entries(after));
  for (const name of new Set([...Object.keys(before), ...given.keys()])) {
    const [old, other] = [new Map<string, unknown>(Object.entries(before)).get(name), given.get(name)];
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
export async function readFinished(path: string, { jobs, failed }: Comparison): Promise<Map<number, Run>> {
  const runs = new Map<number, Run>();
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
async function requireReplaceable(path: string): Promise<void> {
  const header = await readLogHeader(path).catch(() => undefined);
  if (!header) return;
  let finished = 0;
  for await (const _ of linesOf(path)) finished++;
  if (finished > 0 && finished < header.trainings)
    throw new HillockError(
      "invalid-argument",
      `"${path}" holds ${finished} of ${header.trainings} trainings of a comparison that was cut off. Go on with --resume ${path}, or remove it.`,
    );
}

export interface RunLog {
  /** Keeps a finished training. @throws HillockError where the disk is full; what was kept before stays. */
  readonly keep: (index: number, run: Run) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a checkpoint, with the trainings that are finished already. */
export async function openRunLog(
  path: string,
  header: LogHeader,
  finished: ReadonlyMap<number, Run>,
  resumed: string | undefined,
): Promise<RunLog> {
  await requireWritable(path, FLAG);
  const goesOn = resumed !== undefined && resolve(path) === resolve(resumed);
  if (!goesOn) {
    await requireReplaceable(path);
    const head = line(JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, ...header }));
    await replaceFile(path, FLAG, head);
  }
  const file: FileHandle = await open(path, "a");
  let kept = goesOn ? finished.size : 0;
  let last: Promise<void> = Promise.resolve();
  const append = async (text: string): Promise<void> => {
    try {
      await file.appendFile(text);
    } catch (cause) {
      throw new HillockError(
        "invalid-argument",
        `The checkpoint "${path}" cannot be written: ${reason(cause)}. The ${kept} trainings finished before are kept in it: make room and go on with --resume ${path}.`,
      );
    }
  };
  const keep = (index: number, run: Run): Promise<void> => {
    // one line after the other
    last = last.then(() => append(line(`${index} ${runText(run)}`))).then(() => void kept++);
    return last;
  };
  // ends a line that was cut off
  if (goesOn) await append("\n");
  else for (const [index, run] of finished) await keep(index, run);
  return {
    keep,
    async close() {
      await last.catch(() => undefined);
      await file.datasync().catch(() => undefined);
      await file.close();
    },
  };
}
