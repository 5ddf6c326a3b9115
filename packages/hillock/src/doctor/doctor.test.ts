import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import type { ElementwiseActivation } from "../functions/activation.ts";
import { functions } from "../functions/catalogue.ts";
import { activation } from "../functions/custom.ts";
import { dense } from "../network/layers.ts";
import { network } from "../network/network.ts";
import { train } from "../network/train.ts";
import { derive } from "../random.ts";
import { apply } from "./change.ts";
import { equivalentLayer } from "./collapse.ts";
import { diagnose } from "./diagnose.ts";
import type { FindingName } from "./finding.ts";
import { prescribe } from "./prescribe.ts";
import { type CaseData, type Regimen, run } from "./regimen.ts";
import { repair } from "./repair.ts";
import { watch } from "./watch.ts";

/** Two half-moons, not separable by a line. */
function moons(rows: number, seed: number, size = 1) {
  const random = derive(seed, "moons");
  const inputs = new Float32Array(rows * 2);
  const labels = Array.from({ length: rows }, (_, r) => r % 2);
  labels.forEach((label, r) => {
    const angle = random.uniform() * Math.PI;
    const noise = () => 0.2 * (random.uniform() - 0.5);
    inputs[2 * r] = size * ((label ? 1 - Math.cos(angle) : Math.cos(angle)) + noise());
    inputs[2 * r + 1] = size * ((label ? 0.5 - Math.sin(angle) : Math.sin(angle)) + noise());
  });
  return { inputs, labels };
}
const data: CaseData = { columns: 2, classes: 2, train: moons(400, 1), validation: moons(200, 2) };

const named = (name: string): ElementwiseActivation => {
  const f = functions.get(name);
  if (f?.kind !== "elementwise") throw new Error(`${name} is no elementwise function`);
  return f;
};
const stack = (name: string, depth: number) =>
  Array.from({ length: depth }, () => ({ units: 16, activation: named(name) }));
const healthy: Regimen = {
  ...usualRegimen,
  hidden: stack("tanh", 2),
};

test.each(["tanh", "relu", "gelu", "elu", "leakyRelu", "silu"])(
  "a healthy network of %s is left in peace",
  async (name) => {
    const { history, score } = await run({ ...healthy, hidden: stack(name, 3) }, data);
    expect(diagnose(history).map((finding) => finding.name)).toEqual([]);
    expect(score).toBeGreaterThan(0.95);
  },
);

const sick: Record<
  Exclude<FindingName, "overfitting" | "slowConvergence" | "learningRateTooHigh" | "explodingGradient">,
  Partial<Regimen>
> = {
  wrongOutputFunction: { output: named("relu") },
  unscaledInput: { scale: "none" },
  symmetricUnits: { initialization: { constant: 0.3 } },
  poorInitialisation: { initialization: { normal: 5 } },
  divergence: { optimizer: "sgd", learningRate: 100, hidden: stack("relu", 3) },
  dyingRelu: { hidden: stack("relu", 3), bias: -10 },
  saturation: { initialization: { normal: 3 } },
  vanishingGradient: { hidden: stack("sigmoid", 6), optimizer: "sgd", learningRate: 0.1 },
  linearCollapse: { hidden: stack("linear", 3) },
  notZeroCentred: { hidden: stack("sigmoid", 3), bias: 1.5 },
  lossNotFalling: { hidden: stack("sigmoid", 6), optimizer: "sgd", learningRate: 0.1 },
  learningRateTooLow: { learningRate: 1e-6 },
};

test.each(Object.entries(sick))("%s is found, and mended without harm", async (name, change) => {
  const cases =
    name === "unscaledInput"
      ? { ...data, train: moons(400, 1, 1000), validation: moons(200, 2, 1000) }
      : data;
  const first = await run({ ...healthy, ...change }, cases);
  const findings = diagnose(first.history);
  expect(findings.map((finding) => finding.name)).toContain(name);
  for (const finding of findings) {
    expect(finding.prescription).not.toBe("");
    expect(prescribe(finding).length).toBeGreaterThan(0);
    expect(finding.cause).not.toMatch(/NaN|undefined|Infinity/);
  }
  const mended = await repair(first, cases);
  expect(mended).toBeDefined();
  expect(mended?.findings.map((finding) => finding.name) ?? []).not.toContain(name);
  expect(mended?.outcome.score).toBeGreaterThanOrEqual(Math.max(first.score, 0.85));
  // the changes that it names are those that lead from the first settings to the repaired ones
  const kept = (mended?.trials ?? []).filter((trial) => trial.kept);
  expect(kept.reduce((regimen, { change: made }) => apply(regimen, made), first.regimen)).toEqual(
    mended?.outcome.regimen,
  );
  // within twice the training that was asked for
  expect((mended?.trials ?? []).filter((trial) => trial.epochs > 0).length).toBeLessThanOrEqual(2);
});

test("a user's own formula gets advice from its properties, not from its name", async () => {
  const mine = activation("mine", "1 / (1 + exp(-x)) * 0.5");
  if (mine.kind !== "elementwise") throw new Error("a formula is elementwise");
  const hidden = Array.from({ length: 5 }, () => ({ units: 16, activation: mine }));
  const { history } = await run({ ...healthy, hidden, optimizer: "sgd", learningRate: 0.1 }, data);
  const finding = diagnose(history).find((each) => each.name === "vanishingGradient");
  expect(finding?.prescription).toMatch(/--layers|hidden layers/);
});

test("watch tells a finding once, while it trains", async () => {
  const told: string[] = [];
  const net = network({
    inputs: 2,
    layers: [...stack("sigmoid", 6).map((l) => dense(l.units, l.activation)), dense(1, named("sigmoid"))],
    seed: 1,
  });
  await train(net, moons(400, 1), {
    epochs: 40,
    learningRate: 0.1,
    onEpoch: watch((finding) => told.push(finding.name)),
  });
  expect(told).toContain("vanishingGradient");
  expect(new Set(told).size).toBe(told.length);
});

test("the equivalent layer computes what the linear layers compute", () => {
  const net = network({
    inputs: 3,
    layers: [dense(5, named("linear")), dense(4, named("linear")), dense(2, named("linear"))],
    seed: 3,
  });
  const { weight, bias } = equivalentLayer(net, 0, 2);
  const inputs = Float32Array.of(0.5, -1, 2);
  const expected = net.predict(inputs);
  const got = Array.from(
    { length: 2 },
    (_, v) => bias[v] + inputs.reduce((sum, x, k) => sum + weight[v * 3 + k] * x, 0),
  );
  got.forEach((value, v) => expect(value).toBeCloseTo(expected[v], 5));
});

test("no other start is advised first where a function is dead, flat or straight by itself", async () => {
  const biased = { ...healthy, epochs: 20, bias: -6, initialization: { normal: 0.3 } };
  const advice = async (formula: string, name: FindingName) => {
    const hidden = Array.from({ length: 2 }, () => ({ units: 16, activation: activation(formula, formula) }));
    const found = diagnose((await run({ ...biased, hidden }, data)).history);
    return prescribe(found.find((finding) => finding.name === name) ?? found[0])[0].kind;
  };
  expect(await advice("max(0, x)", "dyingRelu")).toBe("initialization");
  expect(await advice("max(0, x - 6)", "dyingRelu")).toBe("activation");
  expect(await advice("tanh(8 * x)", "saturation")).toBe("activation");
  expect(await advice("0.9 * x + 1", "linearCollapse")).toBe("activation");
});
