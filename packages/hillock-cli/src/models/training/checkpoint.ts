import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { DenseLayer } from "hillock";
import { decodeFloats, decodeParameters, encodeFloats, encodeParameters } from "../arrays.ts";
import type { Checked } from "../checked.ts";
import { seal, unseal } from "../container.ts";
import { parameterShapes, type TrainingSettings } from "../model.ts";
import { readSettings } from "../model-file.ts";
import type { LayerHistory, TrainingState } from "./fit.ts";

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
const numbers = (from: Checked, most: number): number[] => from.list(most).map((each) => each.finite());

function readHistory(from: Checked, epochs: number): LayerHistory {
  const read = (name: keyof LayerHistory): number[] => numbers(from.field(name), epochs);
  return {
    gradientNorm: read("gradientNorm"),
    weightGradientNorm: read("weightGradientNorm"),
    deadShare: read("deadShare"),
    saturatedShare: read("saturatedShare"),
    activationMean: read("activationMean"),
    activationSpread: read("activationSpread"),
    sparsity: read("sparsity"),
  };
}

const padded = (count: number): number => Math.ceil(count / 4) * 4;

function readState(from: Checked, inputs: number, layers: readonly DenseLayer[]): TrainingState {
  const shapes = parameterShapes(inputs, layers);
  // the optimiser's block holds each parameter twice, padded to whole vectors
  const moments = shapes.reduce(
    (sum, { shape }) => sum + 2 * shape.map(padded).reduce((a, b) => a * b, 1),
    0,
  );
  const epoch = from.field("epoch").whole(1, MOST_EPOCHS);
  const histories = from.field("layers");
  const held = histories.list(layers.length);
  if (held.length !== layers.length) histories.refuse(`measurements of ${layers.length} layers`);
  const powers = from.field("powers");
  const [first, second] = numbers(powers, 2);
  if (first === undefined || second === undefined) return powers.refuse("two numbers");
  return {
    epoch,
    trainer: {
      parameters: decodeParameters(from.field("parameters"), shapes),
      moments: decodeFloats(from.field("moments"), moments),
      powers: [first, second],
    },
    best: from.field("best").orNull((best) => ({
      epoch: best.field("epoch").whole(1, epoch),
      loss: best.field("loss").finite(),
      parameters: decodeParameters(best.field("parameters"), shapes),
    })),
    trainLoss: numbers(from.field("trainLoss"), epoch),
    validationLoss: numbers(from.field("validationLoss"), epoch),
    layers: held.map((layer) => readHistory(layer, epoch)),
    seconds: from.field("seconds").finite(),
  };
}

/** @throws HillockError "invalid-model" where the file is damaged or of another version. */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const content = await unseal("hillock-checkpoint", path);
  const request = content.field("request");
  return {
    hillock: content.field("hillock").text(100),
    fingerprint: content.field("fingerprint").text(64),
    settings: readSettings(content.field("settings")),
    request: {
      table: request.field("table").text(),
      target: request.field("target").text(),
      layers: request.field("layers").text(),
      task: request.field("task").orNull((task) => task.oneOf(["binary", "multiclass", "regression"])),
      stream: request.field("stream").oneOf(["yes", "no"]),
      buffer: request.field("buffer").whole(1, 1e9),
    },
    state: (inputs, layers) => readState(content.field("state"), inputs, layers),
  };
}
