import { existsSync } from "node:fs";
import { mkdir, rmdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { HillockError } from "hillock";

export const refuse = (flag: string, value: string, expected: string): HillockError =>
  new HillockError("invalid-argument", `${flag} ${value}: ${expected} is needed.`);

export function numberFlag(
  flag: string,
  value: string | undefined,
  fallback: number,
  ok: (x: number) => boolean,
  expected: string,
): number {
  if (value === undefined) return fallback;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!ok(number)) throw refuse(flag, value, expected);
  return number;
}

export function oneOf<T extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw refuse(flag, value, `one of ${choices.join(", ")}`);
  return found;
}

export const whole = (x: number): boolean => Number.isInteger(x) && x >= 1;

/** Enough steps to tell functions apart, on small tables and large ones. */
const STEPS = 1000;
/** Passes over so many training rows where the user names no number. */
export const usualEpochs = (rows: number, batchSize: number): number =>
  Math.min(200, Math.max(10, Math.ceil(STEPS / Math.ceil(rows / batchSize))));

/** One folder after the other: where a file system refuses them, Node's own recursion may try forever. */
async function makeFolders(folder: string): Promise<string | undefined> {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing.length > 0 ? missing : [folder])
    await mkdir(each).catch(async (error: unknown) => {
      const isFolder = await stat(each).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isFolder) throw error;
    });
  return missing[0];
}

/**
 * Makes the folder for a report.
 * @returns the uppermost of the folders that were not there before
 * @throws HillockError where it cannot be made
 */
export const makeFolder = (folder: string): Promise<string | undefined> =>
  makeFolders(folder).catch((cause: unknown) => {
    throw new HillockError(
      "invalid-argument",
      `The folder "${folder}" cannot be made: ${cause instanceof Error ? cause.message : String(cause)}. Choose another with --out.`,
    );
  });

/** Refuses, before any work, a folder that cannot be made. None is left: a run that is cut off leaves no empty one. */
export async function requireFolder(folder: string): Promise<void> {
  const made = await makeFolder(folder);
  if (made === undefined) return;
  const top = resolve(made);
  for (let path = resolve(folder); path.length >= top.length; path = dirname(path))
    await rmdir(path).catch(() => undefined);
}
