import { readFile } from "node:fs/promises";
import {
  type FittedColumn,
  type FittedTarget,
  fromOnnx,
  HillockError,
  type Network,
  type OnnxNetwork,
  summarizeOnnx,
  toOnnx,
} from "hillock";
import { type Pixels, pixelScale, refusePixels } from "../onnx/pixels.ts";
import { requireFile } from "../tables/source.ts";
import type { Applied } from "./apply.ts";
import type { Model, Preprocessing } from "./model.ts";
import { list, misfit, object, readAs, task, text } from "./schema.ts";

/** Whether a file is meant as ONNX, by its name. */
export const isOnnx = (path: string): boolean => /\.onnx$/i.test(path);

const MOST_BYTES = 2 ** 31 - 1;
const TRAINING = "hillock.training";

/** A trained model as ONNX: raw columns or pixels in, classes out. */
export const onnxBytes = (
  { preprocessing, target, settings, results }: Pick<Model, "preprocessing" | "target"> & Partial<Model>,
  net: Network,
  options?: { readonly opset?: number },
): Uint8Array =>
  toOnnx(
    net,
    { preprocessing, target, metadata: { [TRAINING]: JSON.stringify({ settings, results }) } },
    options,
  );

/** The opset that a file of Hillock's asks for, and why. */
export const onnxNeeds = (bytes: Uint8Array): string => fromOnnx(bytes).description;

/** @throws HillockError "invalid-model" */
export async function readOnnxFile(path: string): Promise<Uint8Array> {
  const size = await requireFile(path);
  if (size > MOST_BYTES)
    throw new HillockError("invalid-model", `${path} has ${size} bytes; ONNX files of up to 2 GiB are read.`);
  return readFile(path);
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

/** What a file of another program predicts, as far as its output tells. */
function targetOf({ layers, outputs, classes = numbered(outputs) }: OnnxNetwork): FittedTarget {
  const last = layers[layers.length - 1].activation;
  const scale = { mean: 0, spread: 1 };
  const [low, high] = last.range;
  if (last.kind === "row") return { name: "class", task: "multiclass", classes, scale };
  if (outputs === 1 && low === 0 && high === 1)
    return { name: "class", task: "binary", classes: ["0", "1"], scale };
  return { name: "value", task: "regression", classes: [], scale };
}

/** Log-probabilities as probabilities, which is what is written and scored. */
function withProbabilities(net: OnnxNetwork): OnnxNetwork {
  const last = net.layers[net.layers.length - 1].activation;
  if (last.kind === "elementwise" || last.range[0] >= 0) return net;
  return { ...net, predict: (inputs) => net.predict(inputs).map(Math.exp) };
}

const TARGET_KEY = "hillock.target";
const TARGET = object({ name: text(), task, classes: list(text(), 65_536) });

/** The target that Hillock wrote beside the network; its outputs are in the target's units already. */
function keptTarget(net: OnnxNetwork, path: string): FittedTarget | undefined {
  const kept = net.metadata.get(TARGET_KEY);
  if (kept === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(kept);
  } catch {
    throw new HillockError("invalid-model", `${path}: its metadata "${TARGET_KEY}" is not JSON.`);
  }
  const place = { file: path, within: TARGET_KEY };
  const target = readAs(TARGET, parsed, place);
  const { classes } = target;
  const fits =
    target.task === "regression"
      ? classes.length === 0 && net.outputs === 1
      : net.outputs === 1
        ? classes.length === 2
        : classes.length === net.outputs;
  if (!fits || new Set(classes).size !== classes.length)
    throw misfit(place, "classes", classes, `the classes of ${net.outputs} outputs`);
  return { ...target, scale: { mean: 0, spread: 1 } };
}

/** A file of another program takes the table's columns as they are, in their order. */
const rawColumns = (names: readonly string[]): FittedColumn[] =>
  names.map((name) => ({ kind: "numeric", name, fill: Number.NaN, scale: { unit: 1, mean: 0, spread: 1 } }));

function tableOf(net: OnnxNetwork, path: string, names: readonly string[]): Preprocessing {
  if (names.length !== net.inputs)
    throw new HillockError(
      "invalid-model",
      `${path} takes ${net.inputs} numbers a row and does not say which columns they are; the table has ${names.length}: ${names.join(", ")}. Give a table of these ${net.inputs} columns, in the order of the model's training.`,
    );
  return { kind: "table", columns: rawColumns(names) };
}

function imagesOf({ rowShape, inputs }: OnnxNetwork, divisor: number): Preprocessing {
  const lengths = rowShape?.filter((length) => length !== 1) ?? [];
  const [height = Math.sqrt(inputs), width = inputs / height] = lengths;
  return { kind: "images", height, width, mean: 0, spread: divisor };
}

/** What the network is applied to. */
export interface OnnxRows {
  /** Of the table's columns; undefined for images. */
  readonly names: readonly string[] | undefined;
  readonly pixels: Pixels | undefined;
}

/**
 * A network from an ONNX file, with what stands before and behind it.
 * @throws HillockError "invalid-model"
 */
export async function readOnnxModel(
  path: string,
  { names, pixels }: OnnxRows,
): Promise<Applied & { readonly notes: readonly string[] }> {
  const bytes = await readOnnxFile(path);
  const net = withProbabilities(fromOnnx(bytes));
  const target = keptTarget(net, path) ?? targetOf(net);
  if (net.columns !== undefined || names !== undefined) {
    refusePixels(pixels, "the model is applied to a table");
    const preprocessing: Preprocessing =
      net.columns === undefined ? tableOf(net, path, names ?? []) : { kind: "table", columns: net.columns };
    return { net, preprocessing, target, notes: [] };
  }
  const [input] = summarizeOnnx(bytes).inputs;
  const { divisor, said } = pixelScale(input, pixels);
  return { net, preprocessing: imagesOf(net, divisor), target, notes: [said] };
}
