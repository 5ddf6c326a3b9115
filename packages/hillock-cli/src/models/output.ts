import { unlinkSync } from "node:fs";
import { access, constants, mkdtemp, open, rename, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { HillockError } from "hillock";
import writeFileAtomic from "write-file-atomic";
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

const write = async (path: string, content: string | Uint8Array): Promise<void> =>
  (await isSpecial(path)) ? writeFile(path, content) : writeFileAtomic(path, asBuffer(content));

/** write-file-atomic takes a text or a Buffer. */
const asBuffer = (content: string | Uint8Array): string | Buffer =>
  typeof content === "string" ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength);

/** Replaces the file in one step; whatever goes wrong, an earlier one stays as it was. */
export async function replaceFile(path: string, flag: string, text: string): Promise<void> {
  try {
    await write(path, text);
  } catch (cause) {
    throw cannot(path, flag, cause);
  }
}

/** As `replaceFile`; what took long to make is kept in the system's folder for temporary files where that fails. */
export async function replaceFileOrKeep(
  path: string,
  flag: string,
  content: string | Uint8Array,
): Promise<void> {
  try {
    await write(path, content);
  } catch (cause) {
    let kept = "It could not be kept elsewhere either.";
    try {
      const spare = join(await mkdtemp(join(tmpdir(), "hillock-")), `model${extname(path)}`);
      await writeFile(spare, content);
      kept = `It is kept in ${spare} instead.`;
    } catch {
      // the first cause is the one to tell
    }
    throw new HillockError(
      "invalid-argument",
      `"${path}" (${flag}) cannot be written: ${reason(cause)}. ${kept}`,
    );
  }
}

export interface Output {
  readonly write: (text: string) => Promise<void>;
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
  const beside = special ? path : `${path}.${process.pid}.part`;
  const file = await open(beside, "w").catch((cause: unknown) => {
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
    write: (text) => guarded(() => file.writeFile(text)),
    finish: () =>
      guarded(async () => {
        if (!special) await file.sync();
        await file.close();
        if (!special) await rename(beside, path);
        release();
      }),
    abandon,
  };
}
