import { readFile } from "node:fs/promises";
import {
  activationLabel,
  functions,
  HillockError,
  OPTIMIZERS,
  type Results,
  TABLE_RATES,
  type Table,
} from "hillock";
import * as v from "valibot";
import { nearest } from "../activations.ts";
import { numberFlag, oneOf, usualEpochs, whole } from "../commands/flags.ts";
import { object, readAs, task, text } from "../models/schema.ts";
import { reason } from "../tables/cell.ts";
import { hiddenActivations } from "./hidden-activations.ts";
import type { PlanSettings } from "./plan.ts";
import type { LogHeader } from "./run-log.ts";
import { COMPARISON_SETTINGS } from "./stored-settings.ts";

/** The flags that say what is compared. */
export interface SettingFlags {
  readonly target?: string;
  readonly task?: string;
  readonly activations?: string;
  readonly layers?: string;
  readonly epochs?: string;
  readonly batchSize?: string;
  readonly learningRate?: string;
  readonly optimizer?: string;
  readonly seeds?: string;
  readonly validation?: string;
}

/** An earlier comparison, which stands for every flag that is not given. */
export interface Earlier {
  readonly table: string;
  readonly target: string;
  readonly task: Results["task"] | undefined;
  /** Of results that have one. */
  readonly tableHash?: string | undefined;
  readonly settings: Omit<PlanSettings, "target" | "task" | "versions">;
}

const RESULTS = object({
  table: text(),
  tableHash: v.optional(text()),
  target: text(),
  task,
  settings: COMPARISON_SETTINGS,
});

/** @throws HillockError where the file is no results.json. */
export async function earlierResults(path: string): Promise<Earlier> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new HillockError(
      "invalid-argument",
      `${path} is not a results.json of hillock compare: ${reason(cause)}.`,
    );
  }
  return readAs(RESULTS, parsed, { file: path, code: "invalid-argument" });
}

export const earlierCheckpoint = ({ table, settings }: LogHeader): Earlier => ({
  table,
  target: settings.target,
  task: settings.task,
  settings,
});

const DEFAULT_OPTIMIZER = "adam";
const LARGEST = 65_536;

function readTarget({ name, columns }: Table, target: string | undefined): string {
  const names = columns.map((column) => column.name);
  if (target === undefined)
    throw new HillockError(
      "invalid-argument",
      `Which column is to be predicted? Add --target with one of: ${names.join(", ")}.`,
    );
  if (names.includes(target)) return target;
  const near = nearest(target, names);
  throw new HillockError(
    "invalid-table",
    `${name} has no column "${target}".${near ? ` Did you mean ${near}?` : ""} It has: ${names.join(", ")}.`,
  );
}

function readActivations(list: string | undefined, earlier: readonly string[] | undefined): string[] {
  const usual = [...functions.values()]
    .filter((f) => f.kind === "elementwise" && f.role === "usual")
    .map((f) => f.name);
  const activations =
    list !== undefined
      ? hiddenActivations(list)
      : (earlier ?? usual).flatMap((name) => hiddenActivations(name));
  return activations.map(activationLabel);
}

/** @throws HillockError for a flag that does not fit, naming it. */
export function readSettings(
  table: Table,
  flags: SettingFlags,
  earlier: Earlier | undefined,
): Omit<PlanSettings, "versions"> {
  const target = readTarget(table, flags.target ?? earlier?.target);
  const set = earlier?.settings;
  const activations = readActivations(flags.activations, set?.activations);
  const size = (x: number): boolean => whole(x) && x <= LARGEST;
  const layers = flags.layers
    ?.split(",")
    .map((part) =>
      numberFlag("--layers", part, 0, size, `a list of whole numbers from 1 to ${LARGEST} such as 32,32`),
    ) ??
    set?.layers ?? [32, 32];
  const batchSize = numberFlag(
    "--batch-size",
    flags.batchSize,
    set?.batchSize ?? 32,
    size,
    `a whole number from 1 to ${LARGEST}`,
  );
  const validation = numberFlag(
    "--validation",
    flags.validation,
    set?.validation ?? 0.2,
    (x) => x > 0 && x < 1,
    "a share between 0 and 1",
  );
  const epochs = numberFlag(
    "--epochs",
    flags.epochs,
    set?.epochs ?? usualEpochs(table.rows * (1 - validation), batchSize),
    (x) => whole(x) && x <= 1e6,
    "a whole number from 1 to 1000000",
  );
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? set?.optimizer ?? DEFAULT_OPTIMIZER;
  const learningRate = numberFlag(
    "--learning-rate",
    flags.learningRate,
    set?.learningRate ?? TABLE_RATES[optimizer],
    (x) => x > 0 && Number.isFinite(x),
    "a positive number",
  );
  const seedCount = numberFlag(
    "--seeds",
    flags.seeds,
    10,
    (x) => whole(x) && x <= 10_000,
    "a whole number from 1 to 10000",
  );
  const seeds =
    flags.seeds === undefined && set ? set.seeds : Array.from({ length: seedCount }, (_, i) => i + 1);
  const asked = oneOf("--task", flags.task, ["binary", "multiclass", "regression"]) ?? earlier?.task;
  return {
    target,
    ...(asked ? { task: asked } : {}),
    activations,
    layers,
    epochs,
    batchSize,
    learningRate,
    optimizer,
    seeds,
    validation,
  };
}
