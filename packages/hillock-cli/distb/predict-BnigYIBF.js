import { a as openOutput, n as openTable, i as require_papaparse } from "./checked-BrP1_TWr.js";
import { t as colorsOf } from "./colors-C_gb9SvI.js";
import { t as HillockError } from "./errors-D-d5hvak.js";
import { r as isOnnx, t as looksLikeIdx, s as readOnnxModel } from "./idx-D4H5tlS3.js";
import { i as networkOf } from "./model-6HUsz2L2.js";
import { c as applyToImages, l as applyToTable, h as decide, n as readModel } from "./model-file-Bc0xsIks.js";
import { i as __toESM } from "./rolldown-runtime-DYf_mQCB.js";

// src/models/predictions.ts
var import_papaparse = /* @__PURE__ */ __toESM(require_papaparse(), 1);
/** Nine digits give a float32 back exactly. */
const exact = (x) => String(Number(x.toPrecision(9)));
const END = "\n";
const lines = (rows) =>
  import_papaparse.default.unparse([...rows.map((row) => [...row])], { newline: END }) + END;
/**
 * `prediction`, then `probability:CLASS` for each class; a regression has the prediction alone, and several outputs that
 * are no probabilities `output:0`, `output:1`, …
 */
const predictionHeader = ({ task, classes }, outputs) =>
  lines([
    task === "regression" && outputs > 1
      ? Array.from({ length: outputs }, (_, i) => `output:${i}`)
      : ["prediction", ...classes.map((name) => `probability:${name}`)],
  ]);
/** The lines of consecutive rows. */
function predictionLines(target, outputs, rows) {
  const width = outputs.length / rows;
  const { classes, scale } = target;
  const written = [];
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
// src/commands/predict.ts
/** Applies a model to a table, a block at a time; nothing stands in the place of --out until all rows are done. */
async function runPredict(modelPath, path, flags) {
  const model = isOnnx(modelPath) ? void 0 : await readModel(modelPath);
  const images = await looksLikeIdx(path);
  const source = images ? void 0 : await openTable(path);
  const applied = model
    ? {
        ...model,
        net: networkOf(model),
      }
    : await readOnnxModel(modelPath, source?.names);
  if (flags.target !== void 0 && !images)
    throw new HillockError(
      "invalid-argument",
      `--target ${flags.target}: labels of their own are for images; a table's target is its column "${applied.target.name}".`,
    );
  const out = flags.out ?? "predictions.csv";
  const output = await openOutput(out, "--out");
  try {
    await output.write(predictionHeader(applied.target, applied.net.outputs));
    const take = (outputs, rows) => output.write(predictionLines(applied.target, outputs, rows));
    const { rows, score, warnings } = source
      ? await applyToTable(applied, source, take)
      : await applyToImages(applied, path, flags.target, take);
    await output.finish();
    const warn = colorsOf(process.stderr).yellow("warning:");
    for (const warning of warnings) console.error(`${warn} ${warning}.`);
    console.log(`${rows} rows predicted: ${out}${score ? `\n${score}` : ""}`);
  } catch (cause) {
    await output.abandon();
    throw cause;
  }
}

export { runPredict };
