import type { FittedTarget } from "hillock";
import Papa from "papaparse";
import { decide } from "./score.ts";

/** Nine digits give a float32 back exactly. */
const exact = (x: number): string => String(Number(x.toPrecision(9)));
const END = "\n";
const lines = (rows: readonly (readonly string[])[]): string =>
  Papa.unparse([...rows.map((row) => [...row])], { newline: END }) + END;

/**
 * `prediction`, then `probability:CLASS` for each class; a regression has the prediction alone, and several outputs that
 * are no probabilities `output:0`, `output:1`, …
 */
export const predictionHeader = ({ task, classes }: FittedTarget, outputs: number): string =>
  lines([
    task === "regression" && outputs > 1
      ? Array.from({ length: outputs }, (_, i) => `output:${i}`)
      : ["prediction", ...classes.map((name) => `probability:${name}`)],
  ]);

/** The lines of consecutive rows. */
export function predictionLines(target: FittedTarget, outputs: Float32Array, rows: number): string {
  const width = outputs.length / rows;
  const { classes, scale } = target;
  const written: string[][] = [];
  for (let r = 0; r < rows; r++) {
    const row = outputs.subarray(r * width, (r + 1) * width);
    if (target.task === "regression")
      written.push(Array.from(row, (value) => exact(value * scale.spread + scale.mean)));
    else {
      const shares = width === 1 ? [1 - row[0], row[0]] : [...row];
      written.push([classes[decide(row)], ...shares.map(exact)]);
    }
  }
  return lines(written);
}
