import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Results } from "hillock";
import { afterAll } from "vitest";

export const command = resolve("packages/hillock-cli/bin/hillock.js");
export const penguins = resolve("data/penguins.csv");

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, removed after the file's tests. */
export function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), "hillock-e2e-"));
  folders.push(folder);
  return folder;
}

export interface Ended {
  readonly cwd: string;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a user runs it, in a fresh folder unless one is named; `status` is null where it hung for 30 s. */
export function hillock(
  args: readonly string[],
  cwd = fresh(),
  colors: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((done) => {
    const { FORCE_COLOR: _forced, NO_COLOR: _none, CI: _ci, ...rest } = process.env;
    const options = { cwd, env: { ...rest, ...colors }, maxBuffer: 2 ** 26, timeout: 30_000 };
    const child = execFile(process.execPath, [command, ...args], options, (_error, stdout, stderr) =>
      done({ cwd, status: child.exitCode, stdout, stderr }),
    );
  });
}

/** A table of this text or these bytes, in a folder of its own. */
export function table(text: string | Uint8Array, name = "table.csv"): string {
  const path = join(fresh(), name);
  writeFileSync(path, text);
  return path;
}

/** What lies in a folder, hidden and temporary files too; nothing where there is no folder. */
export const listed = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String).sort() : [];

export const readResults = (folder: string): Results =>
  JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as Results;

/** The same results without what a clock measured. */
export const withoutTimes = (results: Results) => ({
  ...results,
  runs: results.runs.map(({ seconds: _s, curves: { seconds: _perEpoch, ...curves }, ...run }) => ({
    ...run,
    curves,
  })),
});
