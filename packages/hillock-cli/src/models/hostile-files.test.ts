import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { HillockError, network, stateLength } from "hillock";
import { afterAll, expect, test } from "vitest";
import { seal } from "./container.ts";
import { denseLayers, type Model, networkOf } from "./model.ts";
import { modelText, readModel } from "./model-file.ts";
import { checkpointText, readCheckpoint } from "./training/checkpoint.ts";
import type { TrainingState } from "./training/fit.ts";

const folder = mkdtempSync(join(tmpdir(), "hillock-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (text: string | Uint8Array): string => {
  const path = join(folder, "file.json");
  writeFileSync(path, text);
  return path;
};

const layers = [
  { units: 5, activation: "prelu(slope=0.25)" },
  { units: 3, activation: "softmax" },
];
const settings = {
  epochs: 3,
  batchSize: 32,
  learningRate: 0.01,
  optimizer: "adam" as const,
  seed: 1,
  validation: 0.2,
  patience: null,
};
const net = network({ inputs: 3, layers: denseLayers(layers), seed: 1 });
const model: Model = {
  hillock: "0.1.0",
  target: { name: "species", task: "multiclass", classes: ["a", "b", "c"], scale: { mean: 0, spread: 1 } },
  preprocessing: {
    kind: "table",
    columns: [
      { kind: "numeric", name: "size", fill: 1, scale: { unit: 1, mean: 0, spread: 2 } },
      { kind: "category", name: "island", categories: ["x", "y"], fill: "x" },
    ],
  },
  layers,
  parameters: net.parameters(),
  settings,
  results: { trainLoss: 1, validationLoss: 1, validationAccuracy: 0.5, epoch: 3 },
};
const history = {
  gradientNorm: [1],
  weightGradientNorm: [1],
  deadShare: [0],
  saturatedShare: [0],
  activationMean: [0],
  activationSpread: [1],
  sparsity: [0],
};
const state: TrainingState = {
  epoch: 1,
  trainer: {
    parameters: net.parameters(),
    moments: new Float32Array(stateLength(3, denseLayers(layers))),
    powers: [0.9, 0.999],
  },
  best: { epoch: 1, loss: 1, parameters: net.parameters() },
  trainLoss: [1],
  validationLoss: [1],
  layers: [history, history],
  seconds: 1,
};
const request = {
  table: "t.csv",
  target: "species",
  layers: "5:prelu",
  task: null,
  stream: "no" as const,
  buffer: 100,
};
const checkpoint = checkpointText({ hillock: "0.1.0", request, settings, fingerprint: "f" }, state);

test("the files themselves are read", async () => {
  expect((await readModel(file(modelText(model)))).parameters).toEqual(model.parameters);
  const read = await readCheckpoint(file(checkpoint));
  expect(read.state(3, denseLayers(layers))).toEqual(state);
});

/** Reads what it can; any error but Hillock's own is a fault. */
async function survives(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(HillockError);
  }
}
const openModel = async (path: string): Promise<unknown> => {
  const { target, ...read } = await readModel(path);
  return networkOf({ target, ...read }).predict(new Float32Array(3));
};
const openCheckpoint = async (path: string): Promise<unknown> =>
  (await readCheckpoint(path)).state(3, denseLayers(layers));

test.each([
  ["model", modelText(model), openModel],
  ["checkpoint", checkpoint, openCheckpoint],
])("bytes of a %s that are changed, cut off or repeated", async (_name, text, open) => {
  const bytes = new TextEncoder().encode(text);
  const place = fc.nat({ max: bytes.length - 1 });
  await fc.assert(
    fc.asyncProperty(
      place,
      place,
      fc.integer({ min: 0, max: 255 }),
      fc.nat({ max: 2 }),
      async (at, other, value, how) => {
        const changed =
          how === 0
            ? bytes.slice(0, at)
            : how === 1
              ? bytes.with(at, value)
              : Uint8Array.from([
                  ...bytes.subarray(0, Math.max(at, other)),
                  ...bytes.subarray(Math.min(at, other)),
                ]);
        await survives(() => open(file(changed)));
      },
    ),
    { numRuns: 150 },
  );
});

/** What stands somewhere in a JSON value, by the path to it. */
const paths = (value: unknown, here: readonly string[] = []): string[][] =>
  typeof value === "object" && value !== null
    ? [[...here], ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...here, key]))]
    : [[...here]];
const changedAt = (value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown => {
  if (key === undefined) return put;
  const entries = Object.entries(value as object).map(([name, inner]): [string, unknown] => [
    name,
    name === key ? changedAt(inner, rest, put) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};
const hostile = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    "",
    "relu",
    "AAAA",
    "A".repeat(5000),
    -1,
    0,
    0.5,
    65_537,
    2 ** 31,
    1e300,
    [],
    [[]],
    {},
    "__proto__",
  ],
);

test.each([
  ["model", "hillock-model", modelText(model), openModel],
  ["checkpoint", "hillock-checkpoint", checkpoint, openCheckpoint],
] as const)("a %s with a right checksum over wrong contents", async (_name, format, text, open) => {
  const { content } = JSON.parse(text) as { content: object };
  const places = paths(content);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), hostile, async (path, put) => {
      const spoilt = changedAt(content, path, put) as object;
      await survives(() => open(file(seal(format, spoilt ?? {}))));
    }),
    { numRuns: 400 },
  );
});

test("sizes that ask for more than the file holds are refused before memory is taken", async () => {
  const { content } = JSON.parse(modelText(model)) as { content: object };
  const before = process.memoryUsage().arrayBuffers;
  for (const units of [65_536, 65_535]) {
    const large = changedAt(content, ["layers", "0", "units"], units) as object;
    await expect(readModel(file(seal("hillock-model", large)))).rejects.toThrow(/\[65\d+,3\]/);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 22);
});
