import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VERSION } from "hillock";
import { afterAll, describe, expect, test } from "vitest";
import { replaceFile } from "../models/output.ts";
import { type LogHeader, openRunLog, readLogHeader } from "./run-log.ts";
import { earlierResults } from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "hillock-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "results.json");

const settings = {
  activations: ["relu", "x / (1 + exp(-x))"],
  layers: [32, 16],
  epochs: 5,
  batchSize: 32,
  learningRate: 0.005,
  optimizer: "adam" as const,
  seeds: [1, 2],
  validation: 0.2,
};

const spoilt: readonly (readonly [string, object, RegExp])[] = [
  ["no seeds", { seeds: undefined }, /settings: "seeds" is missing/],
  ["layers that are text", { layers: "32" }, /settings\.layers: "32" stands where a list was expected/],
  ["a layer of half a unit", { layers: [32, 0.5] }, /settings\.layers\[1\]: 0\.5 .* from 1 to 65536 was/],
  ["another optimizer", { optimizer: "adagrad" }, /settings\.optimizer: "adagrad" .* one of sgd, momentum/],
  ["all rows held out", { validation: 1 }, /settings\.validation: 1 stands where a share between 0 and 1/],
];

describe("results.json", () => {
  const results = { table: "t.csv", target: "species", task: "multiclass", settings };
  const written = (content: object): Promise<unknown> => {
    writeFileSync(file, JSON.stringify(content));
    return earlierResults(file);
  };

  test("its settings are read", async () => {
    expect(await written({ ...results, runs: [], ranking: [] })).toEqual(results);
  });

  test.each(spoilt)("with %s is refused, with the place and what was expected", async (_name, part, said) => {
    const refused = written({ ...results, settings: { ...settings, ...part } });
    await expect(refused).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringMatching(said),
    });
    await expect(refused).rejects.toThrow(file);
  });

  test("without a target, or no object at all", async () => {
    await expect(written({ ...results, target: undefined })).rejects.toThrow(/"target" is missing/);
    await expect(written([])).rejects.toThrow(/"table" is missing/);
    writeFileSync(file, "null");
    await expect(earlierResults(file)).rejects.toThrow(/null stands where an object was expected/);
  });
});

describe("a comparison's checkpoint", () => {
  const header: LogHeader = {
    hillock: VERSION,
    fingerprint: "f",
    table: "t.csv",
    trainings: 4,
    settings: { ...settings, target: "species" },
  };
  const written = async (own: object): Promise<LogHeader> => {
    const path = join(folder, "run.checkpoint");
    await replaceFile(path, "--checkpoint", "");
    const log = await openRunLog(
      path,
      { ...header, settings: { ...header.settings, ...own } },
      new Map(),
      undefined,
    );
    await log.close();
    return readLogHeader(path);
  };

  test("its settings are read", async () => {
    expect(await written({})).toEqual({ ...header, settings: { ...header.settings, versions: {} } });
  });

  test.each(spoilt)("with %s is refused in the same words", async (_name, part, said) => {
    await expect(written(part)).rejects.toMatchObject({
      code: "invalid-model",
      message: expect.stringMatching(said),
    });
  });
});
