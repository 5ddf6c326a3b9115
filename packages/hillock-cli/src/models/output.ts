import { randomUUID } from "node:crypto";
import { unlinkSync } from "node:fs";
import { access, constants, mkdtemp, open, realpath, rename, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { HillockError } from "hillock";
import { reason } from "../tables/cell.ts";

const cannot = (path: string, flag: string, cause: unknown): HillockError =>
  new HillockError(
    "invalid-argument",
    `"${path}" cannot be written: ${reason(cause)}. Choose another file with ${flag}.`,
  );

/** A device or pipe takes what is written, and nothing may be put in its place. */
async function isSpecial(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && !there.isFile();
}

/** Refuses, before any work, a file that cannot be written. */
export async function requireWritable(path: string, flag: string): Promise<void> {
  try {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Error("it is a folder");
    const folder = dirname(path);
    if (!(await stat(folder).catch(() => undefined))?.isDirectory())
      throw new Error(`there is no folder "${folder}"`);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw cannot(path, flag, cause);
  }
}

export interface Output {
  readonly write: (piece: string | Uint8Array) => Promise<void>;
  /** Puts the whole in its place. */
  readonly finish: () => Promise<void>;
  /** Leaves nothing behind; an earlier file stays. */
  readonly abandon: () => Promise<void>;
}

const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** A file written piece by piece beside its place, and put there when it is whole. */
export async function openOutput(path: string, flag: string): Promise<Output> {
  await requireWritable(path, flag);
  const special = await isSpecial(path);
  // a link stays one, and a file keeps its rights
  const place = await realpath(path).catch(() => path);
  const mode = (await stat(place).catch(() => undefined))?.mode;
  const beside = special ? path : `${place}.${process.pid}-${randomUUID().slice(0, 8)}.part`;
  const file = await open(beside, special ? "w" : "wx", mode).catch((cause: unknown) => {
    throw cannot(path, flag, cause);
  });
  const remove = (): void => {
    if (special) return;
    try {
      unlinkSync(beside);
    } catch {
      // it is gone already
    }
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    remove();
    release();
    process.kill(process.pid, signal);
  };
  const release = (): void => {
    for (const signal of ENDING) process.off(signal, interrupted);
  };
  for (const signal of ENDING) process.on(signal, interrupted);
  const abandon = async (): Promise<void> => {
    await file.close().catch(() => undefined);
    remove();
    release();
  };
  const guarded = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (cause) {
      await abandon();
      throw cannot(path, flag, cause);
    }
  };
  return {
    write: (piece) => guarded(() => file.writeFile(piece)),
    finish: () =>
      guarded(async () => {
        if (!special) await file.sync();
        await file.close();
        if (!special) await rename(beside, place);
        release();
      }),
    abandon,
  };
}

/** A text, bytes, or the way to make its pieces, which may be asked for twice. */
export type Content = string | Uint8Array | (() => Iterable<string>);
const piecesOf = (content: Content): Iterable<string | Uint8Array> =>
  typeof content === "function" ? content() : [content];

/** Replaces the file in one step; whatever goes wrong, an earlier one stays as it was. */
export async function replaceFile(path: string, flag: string, content: Content): Promise<void> {
  const output = await openOutput(path, flag);
  try {
    for (const piece of piecesOf(content)) await output.write(piece);
    await output.finish();
  } catch (cause) {
    await output.abandon();
    throw cause;
  }
}

/** As `replaceFile`; what took long to make is kept in the system's folder for temporary files where that fails. */
export async function replaceFileOrKeep(path: string, flag: string, content: Content): Promise<void> {
  try {
    await replaceFile(path, flag, content);
  } catch (cause) {
    let kept = "It could not be kept elsewhere either";
    try {
      const spare = join(await mkdtemp(join(tmpdir(), "hillock-")), basename(path));
      await writeFile(spare, piecesOf(content));
      kept = `It is kept in ${spare} instead`;
    } catch {
      // the first cause is the one to tell
    }
    throw new HillockError("invalid-argument", `${reason(cause)} ${kept}.`);
  }
}
