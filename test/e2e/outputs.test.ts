import { execFile } from "node:child_process";
import { copyFileSync, existsSync, linkSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { command, fresh, hillock, listed, penguins } from "./command.ts";

let folder: string;
const small = ["--target", "species", "--epochs", "1", "--seeds", "2", "--activations", "relu"];

beforeAll(async () => {
  folder = fresh();
  copyFileSync(penguins, join(folder, "t.csv"));
  symlinkSync("t.csv", join(folder, "link.csv"));
  linkSync(join(folder, "t.csv"), join(folder, "twin.csv"));
  copyFileSync(penguins, join(folder, "report.html"));
  const trained = ["train", "t.csv", "--target", "species", "--epochs", "1", "--save", "m.json"];
  expect((await hillock(trained, folder)).status).toBe(0);
});

test.concurrent.each([
  ["predict --out, the table", ["predict", "m.json", "t.csv", "--out", "./t.csv"], "--out ./t.csv"],
  [
    "predict --out, a link to the table",
    ["predict", "m.json", "t.csv", "--out", "link.csv"],
    "--out link.csv",
  ],
  [
    "predict --out, the table's other name",
    ["predict", "m.json", "t.csv", "--out", "twin.csv"],
    "--out twin.csv",
  ],
  ["predict --out, the model", ["predict", "m.json", "t.csv", "--out", "m.json"], "--out m.json"],
  ["train --save", ["train", "t.csv", "--target", "species", "--save", "t.csv"], "--save t.csv"],
  [
    "train --checkpoint",
    ["train", "t.csv", "--target", "species", "--checkpoint", "t.csv"],
    "--checkpoint t.csv",
  ],
  [
    "train --save, the table to test on",
    ["train", penguins, "--target", "species", "--test", "t.csv", "--save", "t.csv"],
    "--save t.csv",
  ],
  [
    "train --save, the checkpoint's file",
    ["train", "t.csv", "--target", "species", "--checkpoint", "new", "--save", "./new"],
    "--checkpoint new",
  ],
  [
    "compare --checkpoint",
    ["compare", "t.csv", ...small, "--checkpoint", "link.csv"],
    "--checkpoint link.csv",
  ],
  ["compare --out", ["compare", "report.html", ...small, "--out", "."], "--out report.html"],
  ["doctor --out", ["doctor", "report.html", "--target", "species", "--out", "."], "--out report.html"],
])("%s: a file that is read is not overwritten", async (_name, args, named) => {
  const before = listed(folder);
  const { status, stderr } = await hillock(args, folder);
  expect(stderr).toMatch(/^hillock: .*would be overwritten\. Choose another file with --/);
  expect(stderr).toContain(named);
  expect(status).toBe(2);
  for (const name of ["t.csv", "report.html"])
    expect(readFileSync(join(folder, name))).toEqual(readFileSync(penguins));
  expect(listed(folder)).toEqual(before);
});

const shell = (line: string) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>((done) => {
    const child = execFile("sh", ["-c", line], { timeout: 30_000 }, (_error, stdout, stderr) =>
      done({ status: child.exitCode, stdout, stderr }),
    );
  });
const node = `"${process.execPath}" "${command}"`;

test("a reader that has had enough ends nothing in a stack trace", async () => {
  const { stdout, stderr } = await shell(`${node} show relu | head -c 5`);
  expect(stdout).toHaveLength(5);
  expect(stderr).toBe("");
});

test.runIf(existsSync("/dev/full"))("an output that cannot be written is told in a line", async () => {
  const { status, stderr } = await shell(`${node} show relu > /dev/full`);
  expect(stderr).toMatch(/^hillock: the output cannot be written: .*ENOSPC.*\n$/);
  expect(status).toBe(1);
});
