import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { command, fresh, hillock, listed, penguins, readResults, withoutTimes } from "./command.ts";

/** The command, killed when `when` says so; null where it ended before. */
async function killed(args: readonly string[], cwd: string, when: () => boolean): Promise<number | null> {
  const child = spawn(process.execPath, [command, ...args], { cwd, stdio: "ignore" });
  const ended = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
  while (!when() && child.exitCode === null) await wait(3);
  child.kill("SIGKILL");
  return ended;
}
const lines = (path: string): number =>
  existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter((text) => text !== "").length
    : 0;

const compare = [
  ...["compare", penguins, "--target", "species", "--activations", "relu,tanh,softsign", "--threads", "2"],
  ...["--seeds", "3", "--epochs", "150"],
];

test("a comparison that is killed again and again goes on to the same bits", async () => {
  const plain = await hillock(compare);
  const expected = withoutTimes(readResults(join(plain.cwd, "hillock-report")));
  const cwd = fresh();
  const kept = join(cwd, "run.checkpoint");
  let status = await killed([...compare, "--checkpoint", "run.checkpoint"], cwd, () => lines(kept) >= 2);
  let cuts = 0;
  // each time a little later, in the middle of whatever happens then
  for (; status !== 0 && cuts < 20; cuts++) {
    const at = lines(kept) + 1;
    const delay = performance.now() + 300 + 70 * cuts;
    status = await killed(["compare", "--resume", "run.checkpoint"], cwd, () =>
      cuts % 2 === 0 ? lines(kept) > at : performance.now() > delay + 700,
    );
    // a write that was cut off
    if (status !== 0 && cuts === 0) truncateSync(kept, statSync(kept).size - 10);
  }
  expect(cuts).toBeGreaterThan(1);
  expect(status).toBe(0);
  expect(withoutTimes(readResults(join(cwd, "hillock-report")))).toEqual(expected);

  const before = readFileSync(kept);
  const again = await hillock(["compare", "--resume", "run.checkpoint"], cwd);
  expect(again.stdout).toMatch(/9 of them done before/);
  expect(withoutTimes(readResults(join(cwd, "hillock-report")))).toEqual(expected);
  expect(readFileSync(kept, "utf8").trimEnd()).toBe(before.toString("utf8").trimEnd());
});

const train = [
  ...["train", penguins, "--target", "species", "--layers", "24:gelu,16:prelu", "--save", "model.json"],
];
const model = (cwd: string): string => readFileSync(join(cwd, "model.json"), "utf8");

test("a training that is killed at any moment goes on to the same model, byte for byte", async () => {
  const epochs = ["--epochs", "2500"];
  const plain = hillock([...train, ...epochs]);
  const resumed = [1, 250, 900, 1400].map(async (delay) => {
    const cwd = fresh();
    const kept = join(cwd, "c.json");
    let since = Infinity;
    const status = await killed([...train, ...epochs, "--checkpoint", "c.json"], cwd, () => {
      if (since === Infinity && existsSync(kept)) since = performance.now();
      return performance.now() > since + delay;
    });
    const cut = status === null && !existsSync(join(cwd, "model.json"));
    const { stderr } = await hillock(["train", "--resume", "c.json", "--save", "model.json"], cwd);
    expect(stderr).not.toMatch(/hillock:/);
    return { cut, text: model(cwd) };
  });
  const expected = model((await plain).cwd);
  const all = await Promise.all(resumed);
  expect(all.filter(({ cut }) => cut).length).toBeGreaterThan(1);
  for (const { text } of all) expect(text).toBe(expected);
});

test.concurrent.each<[string, readonly string[], (text: string) => string, RegExp]>([
  ["other settings", ["--epochs", "7"], (text) => text, /epochs 150, not 7/],
  ["a damaged first line", [], (text) => text.replace(/"fingerprint":"./, '"fingerprint":"g'), /damaged/],
  ["a first line that is cut off", [], (text) => text.slice(0, 100), /not a checkpoint/],
  ["a model", [], () => '{"format":"hillock-model"}\n', /format is "hillock-model"/],
])("a checkpoint of %s is refused", async (_name, flags, spoil, message) => {
  const cwd = fresh();
  const kept = join(cwd, "c");
  await killed([...compare, "--checkpoint", "c"], cwd, () => lines(kept) >= 2);
  const text = readFileSync(kept, "utf8");
  writeFileSync(kept, spoil(text));
  const { status, stderr } = await hillock(["compare", "--resume", "c", ...flags, "--out", "out"], cwd);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
  expect(readFileSync(kept, "utf8")).toBe(spoil(text));
});

test("a checkpoint with trainings is not overwritten by a run that starts anew", async () => {
  const cwd = fresh();
  await killed([...compare, "--checkpoint", "c"], cwd, () => lines(join(cwd, "c")) >= 3);
  const before = readFileSync(join(cwd, "c"));
  const { status, stderr } = await hillock([...compare, "--checkpoint", "c"], cwd);
  expect(stderr).toMatch(/holds \d of 9 trainings.*--resume c/);
  expect(status).toBe(2);
  expect(readFileSync(join(cwd, "c"))).toEqual(before);
});

/** The command where files may not grow beyond so many KiB, as on a full disk. */
function cramped(kibibytes: number, args: readonly string[], cwd: string) {
  const quoted = [process.execPath, command, ...args].map((part) => `'${part}'`).join(" ");
  return new Promise<{ status: number | null; stderr: string }>((done) => {
    const child = spawn("bash", ["-c", `ulimit -f ${kibibytes}; exec ${quoted}`], { cwd });
    let stderr = "";
    child.stdout.resume();
    child.stderr.on("data", (chunk) => (stderr += String(chunk)));
    child.on("close", (status) => done({ status, stderr }));
  });
}

test("a full disk: what was finished is kept, the message says so, and with room the run goes on", async () => {
  const cwd = fresh();
  const full = await cramped(128, [...compare, "--checkpoint", "c", "--out", "out"], cwd);
  expect(full.stderr).toMatch(
    /checkpoint "c" cannot be written: EFBIG.*The \d trainings finished before.*--resume c/s,
  );
  expect(full.status).toBe(2);
  const done = lines(join(cwd, "c")) - 2; // without the header, and what was cut off
  expect(done).toBeGreaterThan(0);
  const { stdout, status } = await hillock(["compare", "--resume", "c"], cwd);
  expect(stdout).toContain(`${done} of them done before`);
  expect(status).toBe(0);
  const plain = await hillock(compare);
  const results = (folder: string): unknown => withoutTimes(readResults(join(folder, "hillock-report")));
  expect(results(cwd)).toEqual(results(plain.cwd));
});

test("a full disk at the end: results and models are kept elsewhere", async () => {
  const [first, second] = [fresh(), fresh()];
  const report = await cramped(8, [...compare, "--out", "out"], first);
  expect(report.stderr).toMatch(/out\/results\.json.*cannot be written: EFBIG/);
  expect(report.status).toBe(2);
  expect(listed(join(first, "out"))).toEqual([]);
  const device = await hillock([...train.slice(0, -1), "/dev/full", "--epochs", "3"], second);
  expect(device.stderr).toMatch(/"\/dev\/full" cannot be written: ENOSPC.*kept in (\S+) instead/s);
  const [, spare] = /kept in (\S+) instead/.exec(device.stderr) ?? [];
  const predicted = await hillock(["predict", spare ?? "", penguins], second);
  expect(predicted.status).toBe(0);
});
