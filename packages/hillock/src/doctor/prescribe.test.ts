import { expect, test } from "vitest";
import { usualRegimen } from "../../../../test/usual-regimen.ts";
import { relu, sigmoid, tanh } from "../functions/all.ts";
import { dense } from "../network/layers.ts";
import { network } from "../network/network.ts";
import { train } from "../network/train.ts";
import { derive } from "../random.ts";
import { diagnose } from "./diagnose.ts";
import { type CaseData, type Regimen, run } from "./regimen.ts";
import { repair } from "./repair.ts";

/** Points of a square, and whether exactly one coordinate is positive: no straight line tells. */
function exclusive(rows: number, seed: number) {
  const random = derive(seed, "exclusive or");
  const inputs = Float32Array.from({ length: 2 * rows }, () => 2 * random.uniform() - 1);
  const labels = Array.from({ length: rows }, (_, r) => Number(inputs[2 * r] > 0 !== inputs[2 * r + 1] > 0));
  return { inputs, labels };
}

test.each([
  { other: relu, expected: [] },
  { other: tanh, expected: ["tanh"] },
])("a straight layer of relu is not told to use relu: $expected", async ({ other, expected }) => {
  const layers = [dense(16, other), dense(16, relu, { bias: 40 }), dense(1, sigmoid)];
  const net = network({ inputs: 2, layers, seed: 1 });
  const history = await train(net, exclusive(200, 1), { epochs: 10, learningRate: 0.01 });
  const found = diagnose(history).find(({ name }) => name === "linearCollapse");
  expect(found?.layers).toContain(1);
  const functions = (found?.changes ?? []).flatMap((change) =>
    change.kind === "activation" ? [change] : [],
  );
  expect(functions.length).toBeGreaterThan(0);
  expect(functions.map(({ to }) => to.name)).not.toContain("relu");
  const asTheOthers = functions.filter(({ layers: own }) => own !== undefined);
  expect(asTheOthers.map(({ to }) => to.name)).toEqual(expected);
});

test("where there is no hidden layer, one is prescribed, and mends it", async () => {
  const data: CaseData = { columns: 2, classes: 2, train: exclusive(400, 1), validation: exclusive(200, 2) };
  const regimen: Regimen = {
    ...usualRegimen,
  };
  const first = await run(regimen, data);
  const findings = diagnose(first.history);
  expect(findings[0]?.prescription).toMatch(/^Add a hidden layer/);
  for (const { changes } of findings) expect(changes.map(({ kind }) => kind)).not.toContain("activation");
  const mended = await repair(first, data);
  expect(mended?.outcome.regimen.hidden).toHaveLength(1);
  expect(mended?.outcome.score).toBeGreaterThan(0.9);
});
