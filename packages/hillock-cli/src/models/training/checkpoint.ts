import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type DenseLayer, parameterShapes, stateLength } from "hillock";
import * as v from "valibot";
import { encodeFloats, encodeParameters, floats, parametersOf } from "../arrays.ts";
import { seal, unseal } from "../container.ts";
import type { TrainingSettings } from "../model.ts";
import { SETTINGS } from "../model-file.ts";
import { finite, list, object, oneOf, readAs, task, text, whole } from "../schema.ts";
import type { TrainingState } from "./fit.ts";

/** What was asked of a training, besides its settings: all that makes its network and its rows. */
export interface Request {
  readonly table: string;
  readonly target: string;
  /** The list of layers as it was written. */
  readonly layers: string;
  readonly task: string | null;
  readonly stream: "yes" | "no";
  readonly buffer: number;
}

export interface Checkpoint {
  readonly hillock: string;
  readonly request: Request;
  readonly settings: TrainingSettings;
  /** Of the training rows' file, and of the labels' where it has one of its own. */
  readonly fingerprint: string;
  /** Reads the state for a network, checking every length against it. */
  readonly state: (inputs: number, layers: readonly DenseLayer[]) => TrainingState;
}

/** SHA-256 over the files' bytes. */
export async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

export const checkpointText = (
  about: Omit<Checkpoint, "state">,
  { trainer, best, ...rest }: TrainingState,
): string =>
  seal("hillock-checkpoint", {
    ...about,
    state: {
      ...rest,
      parameters: encodeParameters(trainer.parameters),
      moments: encodeFloats(trainer.moments),
      powers: trainer.powers,
      best: best && { ...best, parameters: encodeParameters(best.parameters) },
    },
  });

const MOST_EPOCHS = 1e7;

/** At most one an epoch. */
const numbersOf = (epochs: number) => list(finite, epochs);

const historyOf = (numbers: ReturnType<typeof numbersOf>) =>
  object({
    gradientNorm: numbers,
    weightGradientNorm: numbers,
    deadShare: numbers,
    saturatedShare: numbers,
    activationMean: numbers,
    activationSpread: numbers,
    sparsity: numbers,
  });

const EPOCH = object({ epoch: whole(1, MOST_EPOCHS) });

function stateOf(epoch: number, inputs: number, layers: readonly DenseLayer[]) {
  const shapes = parameterShapes(inputs, layers);
  const numbers = numbersOf(epoch);
  return object({
    parameters: parametersOf(shapes),
    moments: floats(stateLength(inputs, layers)),
    powers: v.strictTuple([finite, finite], "two numbers"),
    best: v.nullable(object({ epoch: whole(1, epoch), loss: finite, parameters: parametersOf(shapes) })),
    trainLoss: numbers,
    validationLoss: numbers,
    layers: v.pipe(
      list(historyOf(numbers), layers.length),
      v.length(layers.length, `measurements of ${layers.length} layers`),
    ),
    seconds: finite,
  });
}

const CHECKPOINT = object({
  hillock: text(100),
  fingerprint: text(64),
  settings: SETTINGS,
  request: object({
    table: text(),
    target: text(),
    layers: text(),
    task: v.nullable(task),
    stream: oneOf(["yes", "no"]),
    buffer: whole(1, 1e9),
  }),
  state: v.unknown(),
});

/** @throws HillockError "invalid-model" where the file is damaged or of another version. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { state, ...about } = readAs(CHECKPOINT, await unseal("hillock-checkpoint", path), { file: path });
  return {
    ...about,
    state(inputs, layers) {
      const place = { file: path, within: "state" };
      const { epoch } = readAs(EPOCH, state, place);
      const { parameters, moments, powers, ...rest } = readAs(stateOf(epoch, inputs, layers), state, place);
      return { epoch, ...rest, trainer: { parameters, moments, powers } };
    },
  };
}
