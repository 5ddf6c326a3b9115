import { readFileSync } from "node:fs";
import { derive } from "hillock";
import { expect, test } from "vitest";
import { hillock, penguins, table } from "./command.ts";

interface Told {
  readonly findings: readonly {
    readonly name: string;
    readonly layer: number | null;
    readonly units: readonly number[] | null;
    readonly sinceEpoch: number;
    readonly measured: number | null;
    readonly threshold: number;
    readonly cause: string;
    readonly prescription: string;
  }[];
  readonly repaired: unknown;
}

/** Two half-moons, a wave over a plane and its sign as text, with a column of dates in seconds. */
function points(rows: number, seed: number): string {
  const random = derive(seed, "points");
  const lines = Array.from({ length: rows }, (_, r) => {
    const angle = random.uniform() * Math.PI;
    const moon = r % 2 === 0 ? "up" : "down";
    const noise = () => 0.2 * (random.uniform() - 0.5);
    const x = (r % 2 === 0 ? Math.cos(angle) : 1 - Math.cos(angle)) + noise();
    const y = (r % 2 === 0 ? Math.sin(angle) : 0.5 - Math.sin(angle)) + noise();
    const wave = 40 + 10 * Math.sin(2 * x) + 6 * y;
    return [x, y, moon, wave].join(",");
  });
  return `x,y,moon,wave\n${lines.join("\n")}\n`;
}
/** The moons with one column in other units, and the moons with few rows of which some are wrong. */
const inOtherUnits = (text: string): string =>
  text.replace(/^(-?[\d.e-]+),/gm, (_, x: string) => `${1e4 * Number(x)},`);
function fewAndNoisy(rows: number): string {
  const random = derive(5, "noise");
  const [head, ...lines] = points(rows, 9).trim().split("\n");
  const columns = Array.from({ length: 20 }, (_, i) => `n${i}`);
  const noisy = lines.map((line) => [line, ...columns.map(() => random.uniform().toFixed(4))].join(","));
  return `${[head, ...columns].join(",")}\n${noisy.join("\n")}\n`;
}

const moons = table(points(400, 1));
const large = table(inOtherUnits(points(400, 1)));
const few = table(fewAndNoisy(60));
const stack = (layer: string, depth: number): string[] => ["--layers", Array(depth).fill(layer).join(",")];

type Row = readonly [finding: string, layer: number | null, path: string, target: string, flags: string[]];
const SICK: readonly Row[] = [
  ["vanishingGradient", 0, moons, "moon", [...stack("16:sigmoid", 8), "--optimizer", "sgd"]],
  ["explodingGradient", 0, penguins, "species", [...stack("16:relu", 8), "--init", "normal:1.5"]],
  [
    "divergence",
    null,
    moons,
    "wave",
    [...stack("16:leakyRelu", 2), "--optimizer", "sgd", "--learning-rate", "50"],
  ],
  ["dyingRelu", 0, penguins, "species", [...stack("16:relu", 2), "--bias", "-10"]],
  ["saturation", 1, penguins, "species", [...stack("16:tanh", 2), "--init", "normal:8"]],
  ["notZeroCentred", null, penguins, "species", stack("16:sigmoid", 3)],
  ["linearCollapse", 0, moons, "moon", stack("16:linear", 3)],
  ["symmetricUnits", 0, penguins, "species", [...stack("16:tanh", 2), "--init", "constant:0.3"]],
  ["poorInitialisation", 0, penguins, "species", [...stack("16:tanh", 2), "--init", "normal:0.0001"]],
  ["unscaledInput", 0, large, "moon", [...stack("16:relu", 2), "--scale", "none"]],
  ["learningRateTooHigh", null, penguins, "species", [...stack("16:tanh", 2), "--learning-rate", "3"]],
  ["learningRateTooLow", null, penguins, "species", [...stack("16:relu", 2), "--learning-rate", "1e-7"]],
  ["wrongOutputFunction", 1, moons, "moon", ["--layers", "16:relu,relu"]],
  ["lossNotFalling", null, penguins, "species", [...stack("16:tanh", 2), "--init", "zeros"]],
  [
    "overfitting",
    null,
    few,
    "moon",
    ["--layers", "32:relu,32:relu", "--learning-rate", "0.01", "--epochs", "200"],
  ],
  ["slowConvergence", null, moons, "wave", [...stack("16:relu", 2), "--learning-rate", "0.00005"]],
  // formulas of one's own, by their properties
  ["vanishingGradient", 0, moons, "moon", [...stack('16:"1 / (1 + exp(-x))"', 8), "--optimizer", "sgd"]],
  ["dyingRelu", 0, penguins, "species", [...stack('16:"max(0, x)"', 2), "--bias", "-10"]],
  ["linearCollapse", 0, moons, "moon", stack('16:"0.5 * x + 1"', 2)],
];

test.each(SICK)("%s, in layer %j", async (name, layer, path, target, flags) => {
  const { status, stdout, stderr } = await hillock(["doctor", path, "--target", target, ...flags, "--json"]);
  expect(stderr).toBe("");
  const { findings, repaired } = JSON.parse(stdout) as Told;
  expect(findings.map((finding) => finding.name)).toContain(name);
  expect(status).toBe(3);
  expect(repaired).toBeNull();
  const finding = findings.find((each) => each.name === name);
  if (layer !== null) expect(finding?.layer).toBe(layer);
  for (const { cause, prescription, sinceEpoch, threshold } of findings) {
    expect(cause).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(prescription).toMatch(/--|hidden layer/);
    expect(sinceEpoch).toBeGreaterThanOrEqual(0);
    expect(threshold).toEqual(expect.any(Number));
  }
});

test.each<[string, string, string[]]>([
  [moons, "moon", ["--layers", "16:relu,softmax"]],
  [moons, "wave", ["--layers", "16:relu,sigmoid"]],
  [moons, "wave", ["--layers", "16:relu,softmax"]],
  [penguins, "species", ["--layers", "16:relu,softmax", "--loss", "squaredError"]],
  [penguins, "species", ["--layers", '16:relu,"max(0, x)"']],
])("an output function that does not fit: %s, %s, %j", async (path, target, flags) => {
  const { status, stdout } = await hillock(["doctor", path, "--target", target, ...flags, "--json"]);
  const { findings } = JSON.parse(stdout) as Told;
  expect(status).toBe(3);
  expect(findings[0]).toMatchObject({ name: "wrongOutputFunction", layer: 1 });
});

test.each<[string, string, string[]]>([
  [penguins, "species", []],
  [penguins, "species", stack("24:gelu", 3)],
  [penguins, "species", ["--layers", '16:"x / (1 + exp(-x))",16:tanh']],
  [penguins, "body_mass_g", stack("16:relu", 2)],
  [moons, "moon", ["--layers", "16:relu,16:relu,sigmoid"]],
  [moons, "moon", [...stack("16:tanh", 2), "--scale", "minmax", "--init", "glorot"]],
  [moons, "wave", [...stack("24:elu", 3), "--init", "he", "--bias", "0.1"]],
])("a healthy network ends with 0: %s, %s, %j", async (path, target, flags) => {
  const { status, stdout } = await hillock(["doctor", path, "--target", target, ...flags, "--json"]);
  expect(JSON.parse(stdout)).toEqual({ findings: [], beatsConstant: true, repaired: null });
  expect(status).toBe(0);
});

test("the command line of a repair reproduces it exactly", async () => {
  const sick = ["--layers", '12:"0.5 * tanh(x)",12:"0.5 * tanh(x)"', "--init", "normal:6", "--scale", "none"];
  const { stdout, cwd } = await hillock([
    ...["doctor", large, "--target", "moon", ...sick, "--learning-rate", "0.3", "--repair", "--json"],
  ]);
  const { repaired } = JSON.parse(stdout);
  expect(repaired.findings).toEqual([]);
  expect(repaired.after.validationAccuracy).toBeGreaterThan(repaired.before.validationAccuracy);
  const report = `${cwd}/hillock-report/report.html`;
  expect(readFileSync(report, "utf8")).toContain("hillock doctor");
  // as a shell would read it
  const args = [...(repaired.command as string).matchAll(/'([^']*)'|(\S+)/g)].map(([, a, b]) => a ?? b);
  const again = await hillock([...args.slice(1), "--repair", "--json"], cwd);
  expect(again.status).toBe(0);
  const second = await hillock([...args.slice(1)], cwd);
  expect(second.stdout).toContain(`accuracy ${(100 * repaired.after.validationAccuracy).toFixed(1)} %`);
});

test("columns that do not tell the target: not called healthy, and no change is called a repair", async () => {
  const random = derive(3, "noise");
  const lines = Array.from({ length: 300 }, () =>
    Array.from({ length: 4 }, () => random.uniform()).join(","),
  );
  const noise = table(`a,b,c,y\n${lines.join("\n")}\n`);
  const asked = ["doctor", noise, "--target", "y", "--optimizer", "sgd"];
  const { stdout } = await hillock([...asked, "--repair"]);
  expect(stdout.split("\n")[0]).toMatch(/no better than a constant|No change makes/);
  expect(stdout.split("\n")[0]).toMatch(/the columns do not tell the target/);
  expect(stdout).not.toMatch(/Nothing is wrong|Repaired/);
  const { beatsConstant } = JSON.parse((await hillock([...asked, "--json"])).stdout) as Record<
    string,
    unknown
  >;
  expect(beatsConstant).toBe(false);
});
