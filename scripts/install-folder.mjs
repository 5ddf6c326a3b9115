// Folders with a package.json and a lock of their own (tools, peers to measure beside): installed when their lock changes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Throws an error that says what npm said where it cannot be installed. Packages' own scripts do not run. */
export function installFolder(folder) {
  const stamp = join(folder, "node_modules", ".installed-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stdout, stderr, error } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0)
    throw new Error(
      `npm ci failed in ${relative(root, folder) || "."}:\n${error?.message ?? `${stdout}${stderr}`}`,
    );
  writeFileSync(stamp, lock);
}
