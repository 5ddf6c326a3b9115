import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hillock, penguins } from "./command.ts";

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
  expect(JSON.parse(again.stdout)).toEqual({ findings: [], repaired: null });
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
  [["--layers", "60000:relu,60000:relu"], /MiB/],
])("bad settings %j end with 2 and a message", async (flags, message) => {
  const { status, stderr, stdout } = await hillock(["doctor", penguins, "--target", "species", ...flags]);
  expect(stderr).toMatch(message);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});
