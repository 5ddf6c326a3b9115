import { HillockError } from "hillock";
import { requireApart } from "../models/apart.ts";
import { applyToImages, applyToTable } from "../models/apply.ts";
import { networkOf } from "../models/model.ts";
import { readModel } from "../models/model-file.ts";
import { isOnnx, readOnnxModel } from "../models/onnx.ts";
import { openOutput } from "../models/output.ts";
import { predictionHeader, predictionLines } from "../models/predictions.ts";
import { pixelsFlag, refusePixels } from "../onnx/pixels.ts";
import { looksLikeIdx } from "../tables/idx.ts";
import { openTable } from "../tables/source.ts";
import { colorsOf } from "../terminal/colors.ts";

export interface PredictFlags {
  readonly out?: string;
  readonly target?: string;
  readonly pixels?: string;
}

/** Applies a model to a table, a block at a time; nothing stands in the place of --out until all rows are done. */
export async function runPredict(modelPath: string, path: string, flags: PredictFlags): Promise<void> {
  const pixels = pixelsFlag(flags.pixels);
  const out = flags.out ?? "predictions.csv";
  await requireApart([["--out", out]], [modelPath, path, flags.target]);
  const model = isOnnx(modelPath) ? undefined : await readModel(modelPath);
  if (model) refusePixels(pixels, `${modelPath} says itself what becomes of pixels`);
  const images = await looksLikeIdx(path);
  const source = images ? undefined : await openTable(path);
  const applied = model
    ? { ...model, net: networkOf(model), notes: [] }
    : await readOnnxModel(modelPath, { names: source?.names, pixels });
  if (flags.target !== undefined && !images)
    throw new HillockError(
      "invalid-argument",
      `--target ${flags.target}: labels of their own are for images; a table's target is its column "${applied.target.name}".`,
    );
  const output = await openOutput(out, "--out");
  try {
    await output.write(predictionHeader(applied.target, applied.net.outputs));
    const take = (outputs: Float32Array, rows: number): Promise<void> =>
      output.write(predictionLines(applied.target, outputs, rows));
    const { rows, score, warnings } = source
      ? await applyToTable(applied, source, take)
      : await applyToImages(applied, path, flags.target, take);
    await output.finish();
    const warn = colorsOf(process.stderr).yellow("warning:");
    for (const warning of warnings) console.error(`${warn} ${warning}.`);
    for (const line of [`${rows} rows predicted: ${out}`, ...applied.notes, ...(score ? [score] : [])])
      console.log(String(line));
  } catch (cause) {
    await output.abandon();
    throw cause;
  }
}
