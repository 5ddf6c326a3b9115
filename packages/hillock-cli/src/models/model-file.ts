import { HillockError, network, OPTIMIZERS, parameterShapes } from "hillock";
import * as v from "valibot";
import { encodeParameters, parametersOf } from "./arrays.ts";
import { seal, unseal } from "./container.ts";
import { denseLayers, inputsOf, type Model } from "./model.ts";
import {
  distinctTexts,
  finite,
  list,
  misfit,
  object,
  oneOf,
  positive,
  readAs,
  seed,
  task,
  text,
  whole,
} from "./schema.ts";

const MOST_COLUMNS = 100_000;
const MOST_CATEGORIES = 1_000_000;
const MOST_LAYERS = 101;
const MOST_UNITS = 65_536;
const MOST_SIDE = 65_536;
const MOST_EPOCHS = 1e9;

export const modelText = (model: Model): string =>
  seal("hillock-model", { ...model, parameters: encodeParameters(model.parameters) });

const NUMERIC = object({
  kind: v.literal("numeric"),
  name: text(),
  fill: finite,
  scale: object({ unit: positive, mean: finite, spread: positive }),
});

const CATEGORY = object({
  kind: v.literal("category"),
  name: text(),
  categories: distinctTexts(MOST_CATEGORIES),
  fill: text(),
});

const COLUMNS = v.pipe(
  list(v.variant("kind", [NUMERIC, CATEGORY], "one of numeric, category"), MOST_COLUMNS),
  v.minLength(1, "at least one column"),
  v.check(
    (columns) => new Set(columns.map(({ name }) => name)).size === columns.length,
    "columns whose names all differ",
  ),
);

const PREPROCESSING = v.variant(
  "kind",
  [
    object({ kind: v.literal("table"), columns: COLUMNS }),
    object({
      kind: v.literal("images"),
      height: whole(1, MOST_SIDE),
      width: whole(1, MOST_SIDE),
      mean: finite,
      spread: positive,
    }),
  ],
  "one of table, images",
);

const fits = (kind: v.InferOutput<typeof task>, { length }: readonly string[]): boolean =>
  kind === "regression" ? length === 0 : kind === "binary" ? length === 2 : length >= 2;

const TARGET = v.pipe(
  object({
    name: text(),
    task,
    classes: distinctTexts(MOST_UNITS),
    scale: object({ mean: finite, spread: positive }),
  }),
  v.forward(
    v.check(
      (target) => fits(target.task, target.classes),
      ({ input }) => `the classes of a ${input.task} task`,
    ),
    ["classes"],
  ),
);

/** How a network was trained. */
export const SETTINGS = object({
  epochs: whole(1, MOST_EPOCHS),
  batchSize: whole(1, 65_536),
  learningRate: positive,
  optimizer: oneOf(OPTIMIZERS),
  seed,
  validation: finite,
  patience: v.nullable(whole(1, MOST_EPOCHS)),
});

const RESULTS = object({
  trainLoss: v.nullable(finite),
  validationLoss: v.nullable(finite),
  validationAccuracy: v.nullable(finite),
  epoch: whole(0, MOST_EPOCHS),
});

const MODEL = object({
  hillock: text(100),
  target: TARGET,
  preprocessing: PREPROCESSING,
  layers: list(object({ units: whole(1, MOST_UNITS), activation: text(2000) }), MOST_LAYERS),
  parameters: v.unknown(),
  settings: SETTINGS,
  results: RESULTS,
});

/**
 * Reads a model; every length is checked before memory is taken for it, so a file cannot ask for more than it holds.
 * @throws HillockError "invalid-model" with the place of the fault.
 */
export async function readModel(path: string): Promise<Model> {
  const place = { file: path };
  const { parameters, ...model } = readAs(MODEL, await unseal("hillock-model", path), place);
  const { layers, target } = model;
  try {
    const dense = denseLayers(layers);
    const row = dense.at(-1)?.activation.kind === "row";
    if (layers.at(-1)?.units !== (row ? target.classes.length : 1))
      throw misfit(place, "layers", layers, "an output for the target");
    // the loss must follow from the output; an untrained network of one input tells, whatever the sizes
    network({ inputs: 1, layers: [dense[dense.length - 1]], largestBatch: 1 });
    const shapes = parameterShapes(inputsOf(model.preprocessing), dense);
    return {
      ...model,
      parameters: readAs(parametersOf(shapes), parameters, { ...place, within: "parameters" }),
    };
  } catch (cause) {
    if (cause instanceof HillockError && cause.code !== "invalid-model")
      throw new HillockError("invalid-model", `${path}: ${cause.message}`);
    throw cause;
  }
}
