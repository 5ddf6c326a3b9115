import { HillockError, OPTIMIZERS, TABLE_RATES } from "hillock";
import { numberFlag, oneOf, whole } from "../../commands/flags.ts";
import type { TrainingSettings } from "../model.ts";
import { isOnnx } from "../onnx.ts";
import type { Checkpoint, Request } from "./checkpoint.ts";

export interface TrainFlags {
  readonly target?: string;
  readonly task?: string;
  readonly layers?: string;
  readonly epochs?: string;
  readonly batchSize?: string;
  readonly learningRate?: string;
  readonly optimizer?: string;
  readonly seed?: string;
  readonly validation?: string;
  readonly patience?: string;
  readonly save?: string;
  readonly opset?: string;
  readonly test?: string;
  readonly checkpoint?: string;
  readonly resume?: string;
  readonly stream?: boolean;
  readonly buffer?: string;
  readonly threads?: string;
}

export const DEFAULT_LAYERS = "32,32";
const DEFAULT_BUFFER = 65_536;

export const taskFlag = (flags: TrainFlags) =>
  oneOf("--task", flags.task, ["binary", "multiclass", "regression"]);

export const bufferFlag = (flags: TrainFlags): number =>
  numberFlag(
    "--buffer",
    flags.buffer,
    DEFAULT_BUFFER,
    (x) => whole(x) && x <= 1e9,
    "a whole number of rows, at least 1",
  );

export const threadsFlag = ({ threads }: TrainFlags): number =>
  numberFlag("--threads", threads, 1, (x) => whole(x) && x <= 256, "a whole number from 1 to 256");

/** @throws HillockError where it is no opset, or where no ONNX file is written */
export function opsetFlag({ opset, save = "" }: TrainFlags): { readonly opset?: number } {
  if (opset === undefined) return {};
  if (!isOnnx(save))
    throw new HillockError(
      "invalid-argument",
      `--opset ${opset} is of an ONNX file; name one with --save MODEL.onnx.`,
    );
  return { opset: numberFlag("--opset", opset, 0, (x) => whole(x) && x >= 7, "a whole number from 7 on") };
}

/** Settings that do not depend on the table; epochs are left open where they were not given. */
export function readSettingFlags(
  flags: TrainFlags,
): Omit<TrainingSettings, "epochs"> & { epochs: number | undefined } {
  const optimizer = oneOf("--optimizer", flags.optimizer, OPTIMIZERS) ?? "adam";
  const count = (x: number): boolean => whole(x) && x <= 1e6;
  const validation = numberFlag(
    "--validation",
    flags.validation,
    0.2,
    (x) => x >= 0 && x < 1,
    "a share from 0 to below 1",
  );
  const patience =
    flags.patience === undefined
      ? null
      : numberFlag("--patience", flags.patience, 1, count, "a whole number of epochs from 1 to 1000000");
  if (patience !== null && validation === 0)
    throw new HillockError(
      "invalid-argument",
      `--patience ${patience} needs rows that are held out; leave --validation 0 out.`,
    );
  return {
    epochs:
      flags.epochs === undefined
        ? undefined
        : numberFlag("--epochs", flags.epochs, 1, count, "a whole number from 1 to 1000000"),
    batchSize: numberFlag(
      "--batch-size",
      flags.batchSize,
      32,
      (x) => whole(x) && x <= 65_536,
      "a whole number from 1 to 65536",
    ),
    learningRate: numberFlag(
      "--learning-rate",
      flags.learningRate,
      TABLE_RATES[optimizer],
      (x) => x > 0 && Number.isFinite(x),
      "a positive number",
    ),
    optimizer,
    seed: numberFlag("--seed", flags.seed, 1, Number.isSafeInteger, "a whole number"),
    validation,
    patience,
  };
}

/**
 * The flags of a training that goes on: those of its checkpoint. Only --epochs may differ, and where files are put.
 * @throws HillockError where another flag is given that says otherwise.
 */
export function resumedFlags(
  path: string,
  { settings, request }: Checkpoint,
  flags: TrainFlags,
): { readonly flags: TrainFlags; readonly request: Request } {
  const kept: Readonly<Record<string, string | undefined>> = {
    target: request.target,
    layers: request.layers,
    task: request.task ?? undefined,
    batchSize: String(settings.batchSize),
    learningRate: String(settings.learningRate),
    optimizer: settings.optimizer,
    seed: String(settings.seed),
    validation: String(settings.validation),
    patience: settings.patience === null ? undefined : String(settings.patience),
    buffer: String(request.buffer),
  };
  for (const [name, value] of Object.entries(kept)) {
    const given = flags[name as keyof TrainFlags];
    const written = `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
    const same = given === value || (value !== undefined && Number(given) === Number(value));
    if (given !== undefined && !same)
      throw new HillockError(
        "invalid-argument",
        `${written} ${String(given)}: the checkpoint ${path} is of a training with ${written} ${value ?? "left out"}. Leave it out to go on, or start anew without --resume.`,
      );
  }
  return {
    request,
    flags: {
      ...flags,
      ...kept,
      epochs: flags.epochs ?? String(settings.epochs),
      stream: request.stream === "yes",
    } as TrainFlags,
  };
}
