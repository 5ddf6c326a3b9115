import { type FittedTarget, labeller, type Network } from "hillock";
import type { TableSource } from "../tables/block.ts";
import { readCell, tableError } from "../tables/cell.ts";
import { readIdx } from "../tables/idx.ts";
import type { Preprocessing } from "./model.ts";
import { rowEncoder } from "./rows-of-table.ts";
import { Score } from "./score.ts";
import { type ImagePreprocessing, imageInputs, readLabelled } from "./training/images.ts";

const BLOCK_ROWS = 4096;

/** A network with what stands before and behind it. */
export interface Applied {
  readonly net: Network;
  readonly preprocessing: Preprocessing;
  readonly target: FittedTarget;
}

export interface Outcome {
  readonly rows: number;
  /** How well predictions meet the target; undefined where the table has no target. */
  readonly score: Score | undefined;
  /** What a reader should know, in sentences. */
  readonly warnings: readonly string[];
}

/** Takes the outputs of consecutive rows, rows × outputs. */
export type TakeOutputs = (outputs: Float32Array, rows: number) => Promise<void>;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Several numbers that are no probabilities are met by no label. */
const hasScore = (net: Network, { task }: FittedTarget): boolean =>
  task !== "regression" || net.outputs === 1;

/**
 * Runs a table through the network in blocks, in the order of its rows. Without the target's column there is no score.
 * A category that training never saw has no feature: all of its column's are zero, and it is counted.
 */
export async function applyToTable(
  { net, preprocessing, target }: Applied,
  source: TableSource,
  take: TakeOutputs,
): Promise<Outcome> {
  if (preprocessing.kind !== "table")
    throw tableError(`The model was trained on images; ${source.name} is a table. Name an idx file.`);
  const encoder = rowEncoder(source.name, source.names, preprocessing.columns);
  const field = hasScore(net, target) ? source.names.indexOf(target.name) : -1;
  const label = labeller(target);
  const score = new Score(target);
  const unknown = new Set<string>();
  let rows = 0;
  for await (const block of source.blocks()) {
    for (let from = 0; from < block.rows.length; from += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, block.rows.length - from);
      const inputs = new Float32Array(count * encoder.width);
      for (let i = 0; i < count; i++) encoder.encode(block, from + i, inputs, i * encoder.width);
      const outputs = net.predict(inputs);
      for (let i = 0; field >= 0 && i < count; i++) {
        const where = (): string =>
          `${source.name}, ${block.place(block.first + from + i)}, column "${target.name}"`;
        const cell = readCell(block.rows[from + i][field], where);
        if (cell === null) continue;
        const known = label(cell);
        if (known === undefined && target.task === "regression")
          throw tableError(`${where()}: "${cell}" is not a number. Correct it, or leave the field empty.`);
        if (known === undefined && unknown.size < 10) unknown.add(String(cell));
        score.add(outputs.subarray(i * net.outputs, (i + 1) * net.outputs), known);
      }
      await take(outputs, count);
      rows += count;
    }
  }
  if (rows === 0) throw tableError(`${source.name} has no rows of data.`);
  const warnings = [...encoder.unseen].map(
    ([column, count]) =>
      `${column}: ${plural(count, "value")} of categories that training did not have; all of the column's features are 0 there`,
  );
  if (unknown.size > 0)
    warnings.push(
      `${target.name}: training did not have ${[...unknown].join(", ")}; such rows count as wrong`,
    );
  return { rows, score: score.rows > 0 ? score : undefined, warnings };
}

function requireSize(path: string, [, height, width]: readonly number[], how: ImagePreprocessing): void {
  if (height !== how.height || width !== how.width)
    throw tableError(
      `${path} has images of ${height ?? 1} × ${width ?? 1} pixels; the model was trained on ${how.height} × ${how.width}.`,
    );
}

/** Runs images through the network; with labels there is a score. */
export async function applyToImages(
  { net, preprocessing, target }: Applied,
  path: string,
  labelPath: string | undefined,
  take: TakeOutputs,
): Promise<Outcome> {
  if (labelPath !== undefined && !hasScore(net, target))
    throw tableError(
      `The model has ${net.outputs} outputs that are no probabilities: they cannot be scored. Leave the labels out.`,
    );
  if (preprocessing.kind !== "images")
    throw tableError(
      `The model was trained on a table; ${path} has images. Name a CSV, JSON or Parquet file.`,
    );
  const labelled = labelPath === undefined ? undefined : await readLabelled(path, labelPath);
  const images = labelled?.images ?? (await readIdx(path));
  requireSize(path, images.shape, preprocessing);
  const [rows] = images.shape;
  const label = labeller(target);
  const score = new Score(target);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const which = Array.from({ length: Math.min(BLOCK_ROWS, rows - from) }, (_, i) => from + i);
    const outputs = net.predict(imageInputs(preprocessing, images, which));
    if (labelled)
      which.forEach((row, i) => {
        const own = outputs.subarray(i * net.outputs, (i + 1) * net.outputs);
        score.add(own, label(String(labelled.labels[row])));
      });
    await take(outputs, which.length);
  }
  return { rows, score: score.rows > 0 ? score : undefined, warnings: [] };
}
