// The check's own tools live in tools/check, out of the main install; they are installed when their lock changes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../tools/check", import.meta.url));
const stamp = join(folder, "node_modules", ".installed-lock");

/** The path of a tool's command, such as "biome". */
export const tool = (name) => join(folder, "node_modules", ".bin", name);

/** Throws an error that says what npm said where they cannot be installed. */
export function installTools() {
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const { status, stdout, stderr, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Error(
      `The check's tools could not be installed (npm ci in tools/check):\n${error?.message ?? `${stdout}${stderr}`}`,
    );
  writeFileSync(stamp, lock);
}
