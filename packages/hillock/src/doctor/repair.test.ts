import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import { functions } from "../functions/catalogue.ts";
import { derive } from "../random.ts";
import { apply } from "./change.ts";
import { diagnose } from "./diagnose.ts";
import { type CaseData, type Examples, type Regimen, run } from "./regimen.ts";
import { repair } from "./repair.ts";
import { whenHopeless } from "./retraining.ts";

/** A disc inside a ring, with columns of noise beside. */
function rings(rows: number, noise: number, seed: number, wrong = 0): Examples {
  const random = derive(seed, "rings");
  const labels = Array.from({ length: rows }, (_, r) => r % 2);
  const inputs = labels.flatMap((label) => {
    const angle = 2 * Math.PI * random.uniform();
    const radius = (label ? 1.2 : 0.5) + 0.4 * (random.uniform() - 0.5);
    const rest = Array.from({ length: noise }, () => 2 * random.uniform() - 1);
    return [radius * Math.cos(angle), radius * Math.sin(angle), ...rest];
  });
  return {
    inputs: Float32Array.from(inputs),
    labels: labels.map((label) => (random.uniform() < wrong ? 1 - label : label)),
  };
}
const named = (name: string) => {
  const f = functions.get(name);
  if (f?.kind !== "elementwise") throw new Error(`${name} is no elementwise function`);
  return f;
};
const stack = (name: string, depth: number, units: number) =>
  Array.from({ length: depth }, () => ({ units, activation: named(name) }));
const regimen: Regimen = {
  ...usualRegimen,
  hidden: stack("tanh", 2, 24),
};
const names = (findings: ReturnType<typeof diagnose>): string[] => findings.map(({ name }) => name);

test("a training that is too short is repeated until nothing is found, and no longer", async () => {
  const data: CaseData = { columns: 2, classes: 2, train: rings(400, 0, 1), validation: rings(200, 0, 2) };
  const first = await run({ ...regimen, epochs: 5 }, data);
  expect(names(diagnose(first.history))).toContain("slowConvergence");
  const mended = await repair(first, data);
  expect(mended?.findings).toEqual([]);
  const { regimen: settings, score } = mended?.outcome ?? first;
  expect(settings.epochs).toBeGreaterThan(5);
  expect(settings.epochs).toBeLessThan(50);
  // the command that repeats it asks for as many epochs, and comes to the same
  const again = await run(settings, data);
  expect(again.score).toBe(score);
  expect(again.scores.at(-1)).toBeCloseTo(score, 12);
  expect(diagnose(again.history)).toEqual([]);
});

test("rows learned by heart: an earlier end is found in one training, within twice the first", async () => {
  const data: CaseData = {
    columns: 8,
    classes: 2,
    train: rings(120, 6, 1, 0.25),
    validation: rings(200, 6, 2),
  };
  const first = await run({ ...regimen, hidden: stack("relu", 2, 48), epochs: 120, batchSize: 16 }, data);
  expect(names(diagnose(first.history))).toContain("overfitting");
  const mended = await repair(first, data);
  expect(mended?.findings).toEqual([]);
  expect(mended?.outcome.score).toBeGreaterThan(first.score);
  const trials = mended?.trials ?? [];
  expect(trials.reduce((sum, { epochs }) => sum + epochs, 0)).toBeLessThanOrEqual(240);
  const kept = trials.filter((trial) => trial.kept);
  expect(kept.reduce((all, { change }) => apply(all, change), first.regimen)).toEqual(
    mended?.outcome.regimen,
  );
});

test("a retraining is broken off at its half where it is as sick, and at no other time", async () => {
  const data: CaseData = { columns: 2, classes: 2, train: rings(100, 0, 1), validation: rings(50, 0, 2) };
  const sick: Regimen = {
    ...regimen,
    hidden: stack("sigmoid", 8, 8),
    optimizer: "sgd",
    learningRate: 0.1,
    epochs: 12,
  };
  const endOf = async (against: "vanishingGradient" | "lossNotFalling" | "dyingRelu", findings: number) => {
    const { regimen: made, history } = await run(sick, data, {
      enough: whenHopeless(against, sick, findings),
    });
    expect(made.epochs).toBe(history.trainLoss.length);
    return made.epochs;
  };
  expect(await endOf("vanishingGradient", 1)).toBe(6);
  // only its end can tell, it is not there, or there is less to mend than before
  expect(await endOf("lossNotFalling", 1)).toBe(12);
  expect(await endOf("dyingRelu", 1)).toBe(12);
  expect(await endOf("vanishingGradient", 16)).toBe(12);
});
