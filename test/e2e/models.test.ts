import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fresh, hillock, penguins, table } from "./command.ts";

const settings = [
  "train",
  penguins,
  "--target",
  "species",
  "--epochs",
  "20",
  "--layers",
  "16:gelu,16:prelu,softmax",
];

test("a trained model predicts a table, its own answers among them", async () => {
  const cwd = fresh();
  const trained = await hillock([...settings, "--save", "model.json"], cwd);
  expect(trained.stderr).not.toMatch(/hillock:/);
  expect(trained.status).toBe(0);
  const predicted = await hillock(["predict", "model.json", penguins, "--out", "predictions.csv"], cwd);
  expect(predicted.status).toBe(0);
  const lines = readFileSync(join(cwd, "predictions.csv"), "utf8").trim().split("\n");
  expect(lines.length).toBe(345);
  const truth = readFileSync(penguins, "utf8").trim().split("\n").slice(1);
  const right = lines.slice(1).filter((line, i) => truth[i].includes(line.split(",")[0])).length;
  expect(right / truth.length).toBeGreaterThan(0.9);
});

test("the same settings give the same model, weight for weight", async () => {
  const [a, b] = [fresh(), fresh()];
  await Promise.all([
    hillock([...settings, "--save", "m.json"], a),
    hillock([...settings, "--save", "m.json"], b),
  ]);
  const weights = (folder: string): unknown =>
    JSON.parse(readFileSync(join(folder, "m.json"), "utf8")).content.parameters;
  expect(weights(a)).toBeDefined();
  expect(weights(a)).toEqual(weights(b));
});

test("two threads make the model of one; a network too small for them says so", async () => {
  const cwd = fresh();
  const wide = ["train", penguins, "--target", "species", "--epochs", "3", "--layers", "256,256:tanh"];
  const runs = await Promise.all([
    hillock([...wide, "--save", "one.json"], cwd),
    hillock([...wide, "--save", "two.json", "--threads", "2"], cwd),
    hillock([...settings, "--threads", "2"], cwd),
  ]);
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(readFileSync(join(cwd, "two.json"))).toEqual(readFileSync(join(cwd, "one.json")));
  expect(runs[1].stdout).not.toMatch(/note: trained on/);
  expect(runs[2].stdout).toMatch(/note: trained on 1 thread of 2/);
});

test.each([
  ["a truncated model", (text: string) => text.slice(0, text.length / 2)],
  ["a model that is no model", () => "{}"],
])("%s is refused", async (_name, spoil) => {
  const cwd = fresh();
  await hillock([...settings, "--save", "model.json"], cwd);
  writeFileSync(join(cwd, "model.json"), spoil(readFileSync(join(cwd, "model.json"), "utf8")));
  const { status, stderr } = await hillock(["predict", "model.json", penguins, "--out", "p.csv"], cwd);
  expect(stderr).toMatch(/^hillock: .*model/s);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(2);
});

test("a table without a column that the model needs: its name is said", async () => {
  const cwd = fresh();
  await hillock([...settings, "--save", "model.json"], cwd);
  const { status, stderr } = await hillock(
    ["predict", "model.json", table("a,b\n1,2\n3,4\n"), "--out", "p.csv"],
    cwd,
  );
  expect(stderr).toMatch(/bill|flipper|island|mass/i);
  expect(status).toBe(2);
});
