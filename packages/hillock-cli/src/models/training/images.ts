import { basename } from "node:path";
import { type Data, type FittedTarget, splitRows } from "hillock";
import { tableError } from "../../tables/cell.ts";
import { type Idx, readIdx } from "../../tables/idx.ts";
import type { Preprocessing } from "../model.ts";
import type { Prepared, Split } from "./prepared.ts";
import { rowsInMemory } from "./rows.ts";

export type ImagePreprocessing = Extract<Preprocessing, { kind: "images" }>;

/** Images with a label each, from two idx files. @throws HillockError where they do not belong together. */
export async function readLabelled(
  images: string,
  labels: string,
): Promise<{ images: Idx; labels: Uint8Array }> {
  const [pixels, classes] = await Promise.all([readIdx(images), readIdx(labels)]);
  if (pixels.shape.length !== 3)
    throw tableError(`${images} has ${pixels.shape.length} dimensions; images × height × width are needed.`);
  if (classes.shape.length !== 1)
    throw tableError(`${labels} has ${classes.shape.length} dimensions; labels have one.`);
  if (pixels.shape[0] !== classes.shape[0])
    throw tableError(
      `${images} has ${pixels.shape[0]} images, but ${labels} has ${classes.shape[0]} labels. Name files that belong together.`,
    );
  return { images: pixels, labels: classes.data };
}

/** Pixels of these images as inputs. */
export function imageInputs(
  { height, width, mean, spread }: ImagePreprocessing,
  { data }: Idx,
  which: ArrayLike<number>,
): Float32Array {
  const size = height * width;
  const byPixel = Float32Array.from({ length: 256 }, (_, value) => (value - mean) / spread);
  const out = new Float32Array(which.length * size);
  for (let i = 0; i < which.length; i++)
    for (let p = 0; p < size; p++) out[i * size + p] = byPixel[data[which[i] * size + p]];
  return out;
}

function pixelScale(
  data: Uint8Array,
  size: number,
  rows: readonly number[],
): { mean: number; spread: number } {
  const counts = new Float64Array(256);
  for (const row of rows) for (let p = row * size; p < (row + 1) * size; p++) counts[data[p]]++;
  const total = rows.length * size;
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / total;
  const spread = Math.sqrt(
    counts.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0) / total,
  );
  return { mean, spread: spread > 0 ? spread : 1 };
}

/** Labelled images, all in memory; their classes are the numbers that stand in the labels' file. */
export async function prepareImages(
  path: string,
  labelPath: string,
  { share, seed }: Split,
): Promise<Prepared> {
  const { images, labels } = await readLabelled(path, labelPath);
  const [, height, width] = images.shape;
  if (height * width === 0) throw tableError(`${path}: its images are ${height} × ${width} pixels.`);
  const names = [...new Set(labels)].sort((a, b) => a - b).map(String);
  if (names.length < 2) throw tableError(`${labelPath} has one class; at least two are needed.`);
  const index = new Map(names.map((name, i) => [Number(name), i]));
  const classOf = Float64Array.from(labels, (label) => index.get(label) ?? 0);
  const all = [...classOf.keys()];
  const split =
    share === 0
      ? { train: all, validation: [] as readonly number[] }
      : splitRows({ labels: classOf, task: "multiclass" }, share, seed);
  const preprocessing: ImagePreprocessing = {
    kind: "images",
    height,
    width,
    ...pixelScale(images.data, height * width, split.train),
  };
  const target: FittedTarget = {
    name: basename(labelPath),
    task: names.length === 2 ? "binary" : "multiclass",
    classes: names,
    scale: { mean: 0, spread: 1 },
  };
  const data = (rows: readonly number[]): Data => ({
    inputs: imageInputs(preprocessing, images, rows),
    labels: rows.map((row) => classOf[row]),
  });
  return {
    preprocessing,
    target,
    trainRows: split.train.length,
    heldRows: split.validation.length,
    rowsInMemory: all.length,
    notes: [],
    rows: async (batchSize) =>
      rowsInMemory(data(split.train), split.validation.length > 0 ? data(split.validation) : undefined, {
        seed,
        batchSize,
      }),
  };
}
