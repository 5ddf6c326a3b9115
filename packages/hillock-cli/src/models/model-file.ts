import { type FittedColumn, type FittedTarget, HillockError, network, OPTIMIZERS } from "hillock";
import { decodeParameters, encodeParameters } from "./arrays.ts";
import type { Checked } from "./checked.ts";
import { seal, unseal } from "./container.ts";
import {
  denseLayers,
  inputsOf,
  type Model,
  type Preprocessing,
  parameterShapes,
  type TrainingResults,
  type TrainingSettings,
} from "./model.ts";

const MOST_COLUMNS = 100_000;
const MOST_CATEGORIES = 1_000_000;
const MOST_LAYERS = 101;
const MOST_UNITS = 65_536;
const MOST_SIDE = 65_536;

export const modelText = (model: Model): string =>
  seal("hillock-model", { ...model, parameters: encodeParameters(model.parameters) });

const positive = (from: Checked): number =>
  from.finite() > 0 ? from.finite() : from.refuse("a number above 0");

function distinct(from: Checked, texts: readonly string[]): readonly string[] {
  return new Set(texts).size === texts.length ? texts : from.refuse("texts that all differ");
}

function readColumn(from: Checked): FittedColumn {
  const name = from.field("name").text();
  if (from.field("kind").oneOf(["numeric", "category"]) === "numeric") {
    const scale = from.field("scale");
    return {
      kind: "numeric",
      name,
      fill: from.field("fill").finite(),
      scale: {
        unit: positive(scale.field("unit")),
        mean: scale.field("mean").finite(),
        spread: positive(scale.field("spread")),
      },
    };
  }
  const list = from.field("categories");
  const categories = distinct(
    list,
    list.list(MOST_CATEGORIES).map((each) => each.text()),
  );
  return { kind: "category", name, categories, fill: from.field("fill").text() };
}

function readPreprocessing(from: Checked): Preprocessing {
  if (from.field("kind").oneOf(["table", "images"]) === "images")
    return {
      kind: "images",
      height: from.field("height").whole(1, MOST_SIDE),
      width: from.field("width").whole(1, MOST_SIDE),
      mean: from.field("mean").finite(),
      spread: positive(from.field("spread")),
    };
  const columns = from.field("columns").list(MOST_COLUMNS).map(readColumn);
  distinct(
    from.field("columns"),
    columns.map((column) => column.name),
  );
  return columns.length > 0
    ? { kind: "table", columns }
    : from.field("columns").refuse("at least one column");
}

function readTarget(from: Checked): FittedTarget {
  const task = from.field("task").oneOf(["binary", "multiclass", "regression"]);
  const list = from.field("classes");
  const classes = distinct(
    list,
    list.list(MOST_UNITS).map((each) => each.text()),
  );
  if (
    task === "regression"
      ? classes.length > 0
      : classes.length < 2 || (task === "binary" && classes.length > 2)
  )
    return list.refuse(`the classes of a ${task} task`);
  const scale = from.field("scale");
  return {
    name: from.field("name").text(),
    task,
    classes,
    scale: { mean: scale.field("mean").finite(), spread: positive(scale.field("spread")) },
  };
}

export const readSettings = (from: Checked): TrainingSettings => ({
  epochs: from.field("epochs").whole(1, 1e9),
  batchSize: from.field("batchSize").whole(1, 65_536),
  learningRate: positive(from.field("learningRate")),
  optimizer: from.field("optimizer").oneOf(OPTIMIZERS),
  seed: from.field("seed").whole(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  validation: from.field("validation").finite(),
  patience: from.field("patience").orNull((value) => value.whole(1, 1e9)),
});

const readResults = (from: Checked): TrainingResults => ({
  trainLoss: from.field("trainLoss").orNull((value) => value.finite()),
  validationLoss: from.field("validationLoss").orNull((value) => value.finite()),
  validationAccuracy: from.field("validationAccuracy").orNull((value) => value.finite()),
  epoch: from.field("epoch").whole(0, 1e9),
});

/**
 * Reads a model; every length is checked before memory is taken for it, so a file cannot ask for more than it holds.
 * @throws HillockError "invalid-model" with the place of the fault.
 */
export async function readModel(path: string): Promise<Model> {
  const content = await unseal("hillock-model", path);
  const preprocessing = readPreprocessing(content.field("preprocessing"));
  const target = readTarget(content.field("target"));
  const list = content.field("layers");
  const layers = list.list(MOST_LAYERS).map((each) => ({
    units: each.field("units").whole(1, MOST_UNITS),
    activation: each.field("activation").text(2000),
  }));
  const outputs = layers.at(-1)?.units;
  try {
    const dense = denseLayers(layers);
    const row = dense.at(-1)?.activation.kind === "row";
    if (outputs !== (row ? target.classes.length : 1)) return list.refuse("an output for the target");
    // the loss must follow from the output; an untrained network of one input tells, whatever the sizes
    const last = dense[dense.length - 1];
    network({ inputs: 1, layers: [last], largestBatch: 1 });
    const parameters = decodeParameters(
      content.field("parameters"),
      parameterShapes(inputsOf(preprocessing), dense),
    );
    return {
      hillock: content.field("hillock").text(100),
      target,
      preprocessing,
      layers,
      parameters,
      settings: readSettings(content.field("settings")),
      results: readResults(content.field("results")),
    };
  } catch (cause) {
    if (cause instanceof HillockError && cause.code !== "invalid-model")
      throw new HillockError("invalid-model", `${path}: ${cause.message}`);
    throw cause;
  }
}
