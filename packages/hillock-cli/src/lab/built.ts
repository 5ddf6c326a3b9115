import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HillockError } from "hillock";

/** When a file below the folder was last changed, in milliseconds; 0 where there is none. */
function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
}

async function build(folder: string): Promise<void> {
  const vite = createRequire(join(folder, "package.json")).resolve("vite/package.json");
  const child = spawn(process.execPath, [join(dirname(vite), "bin/vite.js"), "build"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    // whatever mode the command itself runs in, as under a test runner
    env: { ...process.env, NODE_ENV: "production" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const status = await new Promise<number | null>((done, failed) =>
    child.on("close", done).on("error", failed),
  );
  if (status !== 0)
    throw new HillockError(
      "invalid-argument",
      `The lab could not be built; npm run build:lab repeats this alone.\n${output.trim().slice(-2000)}`,
    );
}

/**
 * The folder of the lab's built files. A published package has them; in a clone they are built when they are missing
 * or older than their sources.
 */
export async function builtLab(say: (text: string) => void): Promise<string> {
  const folder = dirname(fileURLToPath(import.meta.resolve("hillock-lab/package.json")));
  const page = join(folder, "dist/index.html");
  const sources = [join(folder, "src"), join(folder, "build"), join(folder, "../hillock/src")].map(newest);
  const inClone = sources[0] !== undefined && sources[0] > 0;
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  if (inClone && builtAt < Math.max(...sources)) {
    say("Building the lab, which takes a few seconds and is done once …");
    await build(folder);
  }
  if (!existsSync(page))
    throw new HillockError(
      "invalid-argument",
      `The lab's files are missing from ${dirname(page)}. Install hillock-lab again.`,
    );
  return dirname(page);
}
