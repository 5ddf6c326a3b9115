import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { command, fresh, listed, penguins } from "./command.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const longRun = ["compare", penguins, "--target", "species", "--epochs", "100000", "--out", "out"];
const START_MS = 2000;

/** What a shell shows as `$?`: 130 for a command that ended by SIGINT, or that says so itself. */
const ended = (child: ChildProcess): Promise<number> =>
  new Promise((done) =>
    child.on("exit", (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0))),
  );

test("SIGINT ends a run within a second with 130, and nothing written, not even a folder", async () => {
  const cwd = fresh();
  const child = spawn(process.execPath, [command, ...longRun], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  const end = ended(child);
  await wait(START_MS);
  expect(child.exitCode).toBeNull();
  const start = performance.now();
  child.kill("SIGINT");
  expect(await end).toBe(130);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(text).not.toMatch(/^\s+at /m);
  expect(listed(cwd)).toEqual([]);
});

// util-linux's script gives the command a terminal of its own, so that the key does what it does for a user
const SCRIPT = "/usr/bin/script";
test.skipIf(process.platform !== "linux" || !existsSync(SCRIPT))(
  "the key Ctrl-C in a terminal ends it with 130 and leaves the cursor shown",
  async () => {
    const cwd = fresh();
    const quoted = [process.execPath, command, ...longRun].map((part) => `'${part}'`).join(" ");
    const child = spawn(SCRIPT, ["-q", "-e", "-c", `exec ${quoted}`, "/dev/null"], {
      cwd,
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, TERM: "xterm-256color" },
    });
    children.push(child);
    let screen = "";
    child.stdout?.on("data", (chunk) => (screen += String(chunk)));
    const end = ended(child);
    await wait(START_MS);
    expect(screen).not.toBe(""); // the progress bar
    const start = performance.now();
    child.stdin?.write("\u0003");
    expect(await end).toBe(130);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(screen.lastIndexOf("\u001b[?25l")).toBeLessThanOrEqual(screen.lastIndexOf("\u001b[?25h"));
    expect(screen.lastIndexOf("\u001b[?7l")).toBeLessThanOrEqual(screen.lastIndexOf("\u001b[?7h")); // line wrap
    expect(screen).not.toMatch(/^\s+at /m);
    expect(listed(join(cwd, "out"))).toEqual([]);
  },
);
