import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { HillockError } from "hillock";

/** Whether two names, links included, lead to one file; a device or pipe may be read and written. */
async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [a, b].map((path) => stat(path, { bigint: true }).catch(() => undefined)),
  );
  if (one && other) return one.isFile() && one.dev === other.dev && one.ino === other.ino;
  return !one && !other && resolve(a) === resolve(b);
}

/**
 * Refuses outputs that would take the place of what is read, or of each other; those that are undefined are not asked for.
 * @param outputs by their flags
 * @throws HillockError "invalid-argument"
 */
export async function requireApart(
  outputs: readonly (readonly [flag: string, path: string | undefined])[],
  inputs: readonly (string | undefined)[],
): Promise<void> {
  const taken = inputs.map((path) => ({ path, what: "is read by this command" }));
  for (const [flag, path] of outputs) {
    if (path === undefined) continue;
    for (const other of taken) {
      if (other.path !== undefined && (await isSame(path, other.path)))
        throw new HillockError(
          "invalid-argument",
          `${flag} ${path}: this file ${other.what} and would be overwritten. Choose another file with ${flag}.`,
        );
    }
    taken.push({ path, what: `is also where ${flag} writes` });
  }
}
