import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { command, fresh, hillock, penguins } from "./command.ts";

const sick = ["--layers", Array(6).fill("16:sigmoid").join(","), "--optimizer", "sgd"];
const FIELDS = ["name", "layer", "units", "sinceEpoch", "measured", "threshold", "cause", "prescription"];

test("a sick network: exit code 3, findings, and a command line that reproduces the repair", async () => {
  const { status, stdout, stderr, cwd } = await hillock([
    "doctor",
    penguins,
    "--target",
    "species",
    ...sick,
    "--repair",
    "--json",
  ]);
  expect(stderr).toBe("");
  expect(status).toBe(3);
  const { findings, repaired } = JSON.parse(stdout);
  expect(findings.map((finding: { name: string }) => finding.name)).toContain("vanishingGradient");
  for (const finding of findings) expect(Object.keys(finding)).toEqual(FIELDS);
  expect(repaired.findings).toEqual([]);
  expect(repaired.after.validationAccuracy).toBeGreaterThan(repaired.before.validationAccuracy + 0.4);
  const args = (repaired.command as string).split(" ").slice(1);
  const again = await hillock([...args, "--json"], cwd);
  expect(again.status).toBe(0);
  expect(JSON.parse(again.stdout)).toEqual({ findings: [], beatsConstant: true, repaired: null });
  const report = join(cwd, "hillock-report", "report.html");
  expect(readFileSync(report, "utf8")).toMatch(/<h1 class="answer">Nothing is wrong/);
});

test("the report says what to change first, and stays small with twenty layers", async () => {
  const layers = Array(20).fill("16:sigmoid").join(",");
  const { status, stdout, cwd } = await hillock([
    "doctor",
    penguins,
    "--target",
    "species",
    "--layers",
    layers,
    "--epochs",
    "30",
    "--repair",
  ]);
  expect(status).toBe(3);
  expect(stdout.split("\n")[0]).toMatch(/^Change this/);
  const report = join(cwd, "hillock-report", "report.html");
  expect(statSync(report).size).toBeLessThan(2 * 2 ** 20);
  expect(readFileSync(report, "utf8")).toMatch(/<h1 class="answer">Change this/);
});

test.each([
  [["--layers", "16:reluu"], /reluu.*relu/s],
  [["--layers", "16:relu,softmax,8"], /softmax.*no number of units/s],
  [["--layers", "0:relu"], /0 units/],
  [["--init", "normal:x"], /--init normal:x.*normal:SD/s],
  [["--scale", "big"], /--scale big.*standard/s],
  [["--layers", "60000:relu,60000:relu"], /needs [\d.]+ GiB.*at most/],
])("bad settings %j end with 2 and a message", async (flags, message) => {
  const { status, stderr, stdout } = await hillock(["doctor", penguins, "--target", "species", ...flags]);
  expect(stderr).toMatch(message);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("a network that is too deep is refused with the figure", async () => {
  const layers = Array(103).fill("4:relu").join(",");
  const { status, stderr } = await hillock(["doctor", penguins, "--target", "species", "--layers", layers]);
  expect(stderr).toMatch(/there are 103 layers.*At most 100/s);
  expect(status).toBe(2);
});

test("linear layers: the single layer that they are, in the report's folder", async () => {
  const sick = ["--layers", "8:linear,6:linear"];
  const { status, stdout, cwd } = await hillock(["doctor", penguins, "--target", "species", ...sick]);
  expect(status).toBe(3);
  expect(stdout).toMatch(/layers 0 to 2 are one linear layer of 3 units over \d+ inputs/);
  const [layer] = JSON.parse(readFileSync(join(cwd, "hillock-report", "equivalent-layers.json"), "utf8"));
  expect(layer).toMatchObject({ from: 0, to: 2, units: 3 });
  expect(layer.weight).toHaveLength(3);
  for (const row of layer.weight) expect(row).toHaveLength(layer.inputs);
  expect(layer.bias).toHaveLength(3);
});

test("a run that is interrupted is diagnosed as far as it went", async () => {
  const cwd = fresh();
  const sick = ["--layers", Array(10).fill("16:sigmoid").join(","), "--epochs", "1000000"];
  const args = [command, "doctor", penguins, "--target", "species", ...sick, "--out", "out"];
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  const ended = new Promise((done) => child.on("exit", done));
  try {
    // by then it trains, and goes on for minutes
    await wait(4000);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  } finally {
    child.kill("SIGKILL");
  }
  expect(text).toMatch(/stopped after \d+ epochs/);
  expect(text).toContain("vanishingGradient");
  expect(readFileSync(join(cwd, "out", "report.html"), "utf8")).toContain("Vanishing gradient");
});
