import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Results } from "hillock";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";

const command = resolve("packages/hillock-cli/bin/hillock.js");
const penguins = resolve("data/penguins.csv");
const fresh = (): string => mkdtempSync(join(tmpdir(), "hillock-"));
const hillock = (args: readonly string[], cwd = fresh()) => ({
  cwd,
  ...spawnSync(process.execPath, [command, ...args], { cwd, encoding: "utf8" }),
});
const resultsIn = (cwd: string, out = "hillock-report"): Results =>
  JSON.parse(readFileSync(join(cwd, out, "results.json"), "utf8")) as Results;
const withoutTimes = (results: Results) => ({
  ...results,
  runs: results.runs.map(({ seconds: _s, curves: { seconds: _c, ...curves }, ...run }) => ({
    ...run,
    curves,
  })),
});
const quick = ["--seeds", "2", "--epochs", "6", "--activations", "relu,sigmoid,x / (1 + exp(-x))"];

test("compare ranks, writes results.json, and repeats from it bit for bit", () => {
  const { cwd, status, stdout } = hillock(["compare", penguins, "--target", "species", ...quick]);
  expect(status).toBe(0);
  expect(stdout).toContain("Recommended:");
  const results = resultsIn(cwd);
  expect(results).toMatchObject({
    hillock: "0.1.0",
    target: "species",
    task: "multiclass",
    splits: { train: 275, validation: 69 },
  });
  expect(results.runs).toHaveLength(6);
  for (const run of results.runs) {
    expect(run.layers).toHaveLength(3);
    for (const layer of run.layers) expect(layer.gradientNorm).toHaveLength(run.epochs);
  }
  expect(results.columns.find((column) => column.name === "sex")?.imputation).toMatch(/most frequent/);
  expect(
    hillock(["compare", "--from", join("hillock-report", "results.json"), "--out", "again"], cwd).status,
  ).toBe(0);
  expect(withoutTimes(resultsIn(cwd, "again"))).toEqual(withoutTimes(results));
});

test("the report opens offline, with its pictures and no error", async () => {
  const { cwd } = hillock(["compare", penguins, "--target", "species", ...quick]);
  const browser = await chromium.launch({
    executablePath: process.env["HILLOCK_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic"],
  });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("request", (request) => request.url().startsWith("http") && faults.push(request.url()));
    await page.goto(`file://${join(cwd, "hillock-report", "report.html")}`);
    const sizes = await page
      .locator("figure svg")
      .evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().height));
    expect(sizes.length).toBeGreaterThanOrEqual(8);
    for (const height of sizes) expect(height).toBeGreaterThan(50);
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});

test.each([
  ["binary", "sex"],
  ["regression", "body_mass_g"],
])("%s tasks run", (task, target) => {
  const { cwd, status } = hillock(["compare", penguins, "--target", target, "--seeds", "2", "--epochs", "3"]);
  expect(status).toBe(0);
  expect(resultsIn(cwd).task).toBe(task);
});

const csv = (text: string): string => {
  const path = join(fresh(), "table.csv");
  writeFileSync(path, text);
  return path;
};
const rows = (row: (i: number) => string, count = 30): string =>
  Array.from({ length: count }, (_, i) => row(i)).join("\n");

test.each([
  ["an unknown column", () => [penguins, "--target", "specie"], /Did you mean species/],
  ["a target with one class", () => [csv(`a,b\n${rows((i) => `${i},yes`)}`), "--target", "b"], /every row/],
  [
    "constant predictors",
    () => [csv(`a,b\n${rows((i) => `1,${i % 2 ? "yes" : "no"}`)}`), "--target", "b"],
    /is 1 in every row/,
  ],
  ["no rows", () => [csv("a,b\n"), "--target", "b"], /no rows/],
  ["uneven rows", () => [csv("a,b\n1,2\n3\n"), "--target", "b"], /line 3/],
  [
    "text among numbers",
    () => [csv(`a,b\n${rows((i) => `${i === 7 ? "oops" : i},${i % 2}`)}`), "--target", "b"],
    /line 9.*"oops"/,
  ],
  [
    "a lone class",
    () => [csv(`a,b\n${rows((i) => `${i},${i === 3 ? "rare" : i % 2 ? "p" : "q"}`)}`), "--target", "b"],
    /"rare" has one example/,
  ],
  ["NaN", () => [csv("a,b\n1,2\nnan,3\n"), "--target", "b"], /row 2 .*column "a"/],
  ["infinity", () => [csv(`a,b\n1,2\ninf,3\n`), "--target", "b"], /finite number/],
  [
    "an unknown function",
    () => [penguins, "--target", "species", "--activations", "rellu"],
    /Did you mean relu/,
  ],
  ["a formula that does not parse", () => [penguins, "--target", "species", "--activations", "x +* 2"], /\^/],
  [
    "a formula undefined in range",
    () => [penguins, "--target", "species", "--activations", "ln(x)"],
    /is NaN at x/,
  ],
  ["epochs", () => [penguins, "--target", "species", "--epochs", "0"], /--epochs 0/],
  ["seeds", () => [penguins, "--target", "species", "--seeds", "many"], /--seeds many/],
  [
    "an output folder that is a file",
    () => [penguins, "--target", "species", "--out", penguins],
    /cannot be made/,
  ],
  ["no such file", () => ["nothing.csv", "--target", "b"], /no file/],
])("bad input, %s: exit code 2, one message, nothing written", (_name, args, message) => {
  const { cwd, status, stderr } = hillock(["compare", ...args()]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(2);
  const out = join(cwd, "hillock-report");
  expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
});

test("a loss that is no longer a number is a result, not a crash", () => {
  const { cwd, status, stdout } = hillock([
    "compare",
    penguins,
    "--target",
    "body_mass_g",
    "--optimizer",
    "sgd",
    "--learning-rate",
    "100000",
    "--activations",
    "relu",
    "--seeds",
    "2",
    "--epochs",
    "30",
  ]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/diverged at epoch \d+/);
  const [run] = resultsIn(cwd).runs;
  expect(run).toMatchObject({ status: "diverged", trainLoss: null });
});

test("one seed tells nothing apart", () => {
  const { cwd } = hillock(["compare", penguins, "--target", "species", "--seeds", "1", "--epochs", "2"]);
  expect(resultsIn(cwd).ranking.every((entry) => entry.tiedWithBest)).toBe(true);
});

test("Ctrl-C ends within a second", async () => {
  const child = spawn(
    process.execPath,
    [command, "compare", penguins, "--target", "species", "--epochs", "5000"],
    { cwd: fresh(), stdio: "ignore" },
  );
  await new Promise((done) => setTimeout(done, 1500));
  const start = performance.now();
  child.kill("SIGINT");
  await new Promise((done) => child.on("exit", done));
  expect(performance.now() - start).toBeLessThan(1000);
});

test("show prints the card of a function and of a formula, and points at faults", () => {
  expect(hillock(["show", "relu"]).stdout).toMatch(/max\(x, 0\)[\s\S]*dying/);
  expect(hillock(["show", "x / (1 + exp(-x))"]).stdout).toContain("x · σ(x)");
  const wrong = hillock(["show", "nonsense("]);
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain("^");
});
