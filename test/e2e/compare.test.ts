import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Estimate, Results, Run } from "hillock";
import { beforeAll, describe, expect, test } from "vitest";
import { fresh, hillock, listed, penguins, readResults, table, withoutTimes } from "./command.ts";

const EPOCHS = 10;
const LAYERS = 3; // two hidden ones unless --layers says otherwise, and the output
const args = ["compare", penguins, "--target", "species", "--seeds", "2", "--epochs", String(EPOCHS)];
const PER_EPOCH = [
  "gradientNorm",
  "deadShare",
  "saturatedShare",
  "activationMean",
  "activationSpread",
] as const;
const SHARES = ["deadShare", "saturatedShare"] as const;

describe("compare on the penguins", () => {
  let cwd: string;
  let stdout: string;
  let status: number | null;
  let results: Results;
  beforeAll(async () => {
    ({ cwd, stdout, status } = await hillock([...args, "--out", "report"]));
    results = readResults(join(cwd, "report"));
  });

  test("exits 0 and leaves the report and its numbers, nothing else", () => {
    expect(status).toBe(0);
    expect(listed(cwd)).toEqual(["report", join("report", "report.html"), join("report", "results.json")]);
  });

  test("prints the functions in the order of their rank, and a recommendation", () => {
    const lines = stdout.split("\n");
    const places = results.ranking.map(({ activation }) =>
      lines.findIndex((line) => new RegExp(`\\b${activation}\\b`).test(line)),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stdout).toMatch(new RegExp(`Recommended:.*\\b${results.recommended}\\b`));
  });

  test("names what was run", () => {
    expect(results).toMatchObject({
      hillock: expect.stringMatching(/^\d+\.\d+\.\d+/),
      table: penguins,
      target: "species",
      task: "multiclass",
      splits: { train: 275, validation: 69 },
      settings: { epochs: EPOCHS, layers: [32, 32], validation: 0.2, seeds: [1, 2] },
      versions: { node: process.version },
    });
    for (const setting of ["activations", "batchSize", "learningRate", "optimizer"])
      expect(results.settings).toHaveProperty(setting);
    // sex is missing in some rows
    expect(results.columns.find(({ name }) => name === "sex")?.imputation).toEqual(expect.any(String));
  });

  test("has the lecture's functions, each once per seed", () => {
    const names = results.settings.activations;
    expect(names).toEqual(
      expect.arrayContaining(["linear", "sigmoid", "tanh", "relu", "leakyRelu", "prelu"]),
    );
    const pairs = results.runs.map(({ activation, seed }) => `${activation} ${seed}`).sort();
    expect(pairs).toEqual(names.flatMap((name) => [`${name} 1`, `${name} 2`]).sort());
  });

  test("measures every layer in every epoch", () => {
    for (const run of results.runs) {
      expect(run).toMatchObject({
        status: "finished",
        epochs: EPOCHS,
        seconds: expect.any(Number),
        trainLoss: expect.any(Number),
        validationLoss: expect.any(Number),
        validationAccuracy: expect.any(Number),
      });
      expect(run.layers).toHaveLength(LAYERS);
      for (const layer of run.layers) {
        for (const key of PER_EPOCH) {
          expect(layer[key]).toHaveLength(EPOCHS);
          expect(layer[key].every(Number.isFinite)).toBe(true);
        }
        for (const key of SHARES) expect(layer[key].every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(layer.gradientNorm.every((norm) => norm > 0)).toBe(true);
      }
    }
  });

  /** Mean with the 95 % interval of Student's t with one degree of freedom, from two seeds. */
  function estimate(a: number, b: number): Estimate {
    const mean = (a + b) / 2;
    const half = (12.706204736432095 * Math.abs(a - b)) / 2;
    return { mean, low: mean - half, high: mean + half };
  }
  const pair = (runs: readonly Run[]): [number, number] => {
    const losses = runs.map((run) => run.validationLoss);
    expect(losses).toEqual([expect.any(Number), expect.any(Number)]);
    return losses as [number, number];
  };

  test("ranks by the mean over seeds, and ties what cannot be told apart", () => {
    const best = results.ranking[0]?.validationLoss;
    expect(results.ranking.map(({ activation }) => activation).sort()).toEqual(
      [...results.settings.activations].sort(),
    );
    const means = results.ranking.map(({ validationLoss }) => validationLoss?.mean ?? Number.NaN);
    expect(means).toEqual([...means].sort((a, b) => a - b));
    for (const { activation, validationLoss, tiedWithBest, verdict } of results.ranking) {
      const expected = estimate(...pair(results.runs.filter((run) => run.activation === activation)));
      expect(validationLoss?.mean).toBeCloseTo(expected.mean, 12);
      const rounding = 1e-9 * (expected.high - expected.mean) + 1e-12;
      for (const key of ["low", "high"] as const)
        expect(Math.abs((validationLoss?.[key] ?? Number.NaN) - expected[key])).toBeLessThanOrEqual(rounding);
      const overlaps =
        validationLoss && best && validationLoss.low <= best.high && best.low <= validationLoss.high;
      expect(tiedWithBest).toBe(overlaps);
      expect(verdict).toContain(activation);
    }
    const recommended = results.ranking.find(({ activation }) => activation === results.recommended);
    expect(recommended?.tiedWithBest).toBe(true);
  });

  test("the same command gives the same bits, times aside", async () => {
    const again = await hillock([...args, "--out", "report"]);
    expect(again.status).toBe(0);
    expect(withoutTimes(readResults(join(again.cwd, "report")))).toEqual(withoutTimes(results));
  });

  test("--from repeats the run to the same bits, elsewhere too", async () => {
    const from = join(cwd, "report", "results.json");
    const again = await hillock(["compare", "--from", from, "--out", "again"]);
    expect(again.status).toBe(0);
    expect(withoutTimes(readResults(join(again.cwd, "again")))).toEqual(withoutTimes(results));
  });
});

const short = ["--seeds", "2", "--epochs", "3"];

test("--from repeats settings that are not the defaults, formulas among them", async () => {
  const { cwd, status } = await hillock([
    ...["compare", penguins, "--target", "body_mass_g", "--activations"],
    ...[
      "relu,leakyRelu,leakyRelu(0.2),x / (1 + exp(-x)),max(x, -1)",
      "--layers",
      "7",
      "--batch-size",
      "50",
      "--learning-rate",
      "0.01",
      "--optimizer",
      "momentum",
    ],
    ...["--validation", "0.3", "--seeds", "3", "--epochs", "4"],
  ]);
  expect(status).toBe(0);
  const results = readResults(join(cwd, "hillock-report"));
  expect(results.settings).toMatchObject({
    layers: [7],
    batchSize: 50,
    learningRate: 0.01,
    optimizer: "momentum",
    validation: 0.3,
    epochs: 4,
  });
  expect(results.settings.activations.slice(1, 3)).toEqual(["leakyRelu", "leakyRelu(0.2)"]);
  expect(results.runs).toHaveLength(15);
  for (const run of results.runs) expect(run.layers).toHaveLength(2);
  const from = join("hillock-report", "results.json");
  expect((await hillock(["compare", "--from", from, "--out", "again"], cwd)).status).toBe(0);
  expect(withoutTimes(readResults(join(cwd, "again")))).toEqual(withoutTimes(results));
});

test("--from says so where the table has changed since, and only then", async () => {
  const rows = (last: number): string =>
    Array.from({ length: 40 }, (_, i) => `${i === 39 ? last : i},${i % 2 ? "p" : "q"}`).join("\n");
  const path = table(`a,b\n${rows(39)}\n`);
  const first = await hillock(["compare", path, "--target", "b", "--activations", "relu", ...short]);
  const again = () =>
    hillock(["compare", "--from", join("hillock-report", "results.json"), "--out", "again"], first.cwd);
  const same = await again();
  expect(same.status).toBe(0);
  expect(same.stderr).not.toMatch(/warning/);
  writeFileSync(path, `a,b\n${rows(40)}\n`);
  const changed = await again();
  expect(changed.status).toBe(0);
  expect(changed.stderr).toMatch(/warning: .*table\.csv holds other rows/);
});

test.each([
  ["binary", "sex", "number"],
  ["regression", "body_mass_g", "null"],
])("a %s task follows from the target", async (task, target, accuracy) => {
  const { cwd, status } = await hillock(["compare", penguins, "--target", target, ...short]);
  expect(status).toBe(0);
  const results = readResults(join(cwd, "hillock-report"));
  expect(results.task).toBe(task);
  for (const { validationAccuracy } of results.ranking)
    expect(validationAccuracy === null ? "null" : typeof validationAccuracy.mean).toBe(accuracy);
});

test("--json prints results.json and nothing else", async () => {
  const { cwd, status, stdout } = await hillock([
    "compare",
    penguins,
    "--target",
    "species",
    ...short,
    "--json",
  ]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(readResults(join(cwd, "hillock-report")));
});

test("a loss that is no longer a number is a result, not a crash", async () => {
  const { cwd, status, stdout } = await hillock([
    ...["compare", penguins, "--target", "body_mass_g", "--optimizer", "sgd", "--learning-rate", "100000"],
    ...["--activations", "relu", "--seeds", "2", "--epochs", "30"],
  ]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/diverged at epoch \d+/);
  const { runs, ranking } = readResults(join(cwd, "hillock-report"));
  expect(runs).toMatchObject([
    { status: "diverged", trainLoss: null },
    { status: "diverged", trainLoss: null },
  ]);
  for (const { layers, epochs } of runs)
    for (const layer of layers) expect(layer.gradientNorm).toHaveLength(epochs);
  expect(ranking).toMatchObject([{ activation: "relu", validationLoss: null }]);
});

test("one seed tells nothing apart", async () => {
  const out = fresh();
  const { stdout } = await hillock([
    "compare",
    penguins,
    "--target",
    "species",
    "--seeds",
    "1",
    "--epochs",
    "2",
    "--out",
    out,
  ]);
  const { ranking } = readResults(out);
  expect(ranking.length).toBeGreaterThan(1);
  expect(ranking.every(({ tiedWithBest }) => tiedWithBest)).toBe(true);
  // nor is an interval shown that has no width
  for (const text of [stdout, readFileSync(join(out, "report.html"), "utf8")]) {
    expect(text).toMatch(/validation loss [\s\S]*of one seed/);
    expect(text).not.toMatch(/95 % interval|\([\d.]+ – [\d.]+\)/);
  }
});

test("a run that succeeds warns of nothing, however small", async () => {
  const { status, stderr } = await hillock([
    ...["compare", penguins, "--target", "species", "--seeds", "2", "--epochs", "1", "--activations", "relu"],
  ]);
  expect(status).toBe(0);
  expect(stderr).not.toMatch(/warn/i);
});

test("any number of threads gives the same bits, times aside", async () => {
  const settings = ["compare", penguins, "--target", "species", "--epochs", "5", "--seeds", "2"];
  const results = await Promise.all(
    ["1", "3"].map(async (threads) => {
      const { status, cwd } = await hillock([...settings, "--threads", threads]);
      expect(status).toBe(0);
      return withoutTimes(readResults(join(cwd, "hillock-report")));
    }),
  );
  expect(results[1]).toEqual(results[0]);
});
