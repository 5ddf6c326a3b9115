import type { FittedColumn } from "../../study/preparation/fitted.ts";
import { ML_DOMAIN } from "../domains.ts";
import { Type } from "../tensor.ts";
import type { Border, ModelWriter } from "./model.ts";

const ROWS = "rows";
/** A column whose mean is so many spreads from 0 is given in float64: in float32 too little of it would be left. */
const FAR = 1000;

/** What a column is at the graph's border: one input each, called as the column is. */
export function columnBorder(column: FittedColumn): Border {
  const shape = [ROWS, 1];
  if (column.kind === "category")
    return {
      name: column.name,
      type: "string",
      shape,
      doc: "A category; an empty text, NA and their like where it is missing.",
    };
  const { unit, mean, spread } = column.scale;
  const far = Math.abs(mean) > FAR * spread || unit !== 1;
  return {
    name: column.name,
    type: far ? "double" : "float",
    shape,
    doc: "A number; NaN where it is missing.",
  };
}

const DOUBLE = BigInt(Type.DOUBLE);
const FLOAT = BigInt(Type.FLOAT);

type Numeric = Extract<FittedColumn, { kind: "numeric" }>;
type Category = Extract<FittedColumn, { kind: "category" }>;

/** As the encoder of the column does it, in float64, rounded once. */
function writeNumeric(model: ModelWriter, { name, fill, scale }: Numeric): string {
  const { nodes } = model;
  const exact = (what: string, value: number): string =>
    model.initializer(`${name}.${what}`, [], Float64Array.of(value));
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [name],
    attributes: { to: DOUBLE },
    name: `${name}.wide`,
  });
  const missing = nodes.add({ type: "IsNaN", since: 9, inputs: [wide], name: `${name}.missing` });
  let value = nodes.add({
    type: "Where",
    since: 9,
    inputs: [missing, exact("fill", fill), wide],
    name: `${name}.filled`,
  });
  const steps = [
    ...(scale.unit === 1 ? [] : [["Div", "unit", scale.unit] as const]),
    ["Sub", "mean", scale.mean] as const,
    ["Div", "spread", scale.spread] as const,
  ];
  for (const [type, what, number] of steps)
    value = nodes.add({ type, since: 7, inputs: [value, exact(what, number)], name: `${name}.by ${what}` });
  return nodes.add({
    type: "Cast",
    since: 9,
    inputs: [value],
    attributes: { to: FLOAT },
    name: `${name}.scaled`,
  });
}

/** Texts that stand for a missing category in tables, beside the empty one. */
const MISSING = ["", "NA", "N/A", "na", "n/a", "nan", "NaN", "null", "NULL", "none", "None", "?", "."];

/** One number a category; all 0 for one that training never saw. */
function writeCategory(model: ModelWriter, { name, categories, fill }: Category): string {
  const { nodes } = model;
  const places = categories.map((_, i) => BigInt(i));
  const missing = MISSING.filter((text) => !categories.includes(text));
  const filled = BigInt(categories.indexOf(fill));
  const place = nodes.add({
    type: "LabelEncoder",
    since: 2,
    domain: ML_DOMAIN,
    inputs: [name],
    attributes: {
      // the reader takes the first text of a place for its category
      keys_strings: [...categories, ...missing],
      values_int64s: [...places, ...missing.map(() => filled)],
      default_int64: -1n,
    },
    name: `${name}.place`,
  });
  const oneHot = nodes.add({
    type: "OneHotEncoder",
    since: 1,
    domain: ML_DOMAIN,
    inputs: [place],
    attributes: { cats_int64s: places, zeros: 1n },
    name: `${name}.one-hot`,
  });
  model.describe({ name: place, type: "int64", shape: [ROWS, 1] });
  model.describe({ name: oneHot, type: "float", shape: [ROWS, 1, categories.length] });
  return nodes.add({
    type: "Flatten",
    since: 1,
    inputs: [oneHot],
    attributes: { axis: 1n },
    name: `${name}.features`,
  });
}

/** From raw columns to the network's inputs, side by side. */
export function writeColumns(model: ModelWriter, columns: readonly FittedColumn[]): string {
  const features = columns.map((column) =>
    column.kind === "numeric" ? writeNumeric(model, column) : writeCategory(model, column),
  );
  return model.nodes.add({
    type: "Concat",
    since: 4,
    inputs: features,
    attributes: { axis: 1n },
    name: "features",
  });
}

/** Pixels, 0 to 255, all with one mean and spread. */
export interface ImageForm {
  readonly height: number;
  readonly width: number;
  readonly mean: number;
  readonly spread: number;
}

export const imageBorder = ({ height, width }: ImageForm): Border => ({
  name: "images",
  type: "uint8",
  shape: [ROWS, height, width],
  doc: "Pixels, 0 to 255.",
});

export function writeImages(model: ModelWriter, { mean, spread }: ImageForm): string {
  const { nodes } = model;
  const exact = (name: string, value: number): string => model.initializer(name, [], Float64Array.of(value));
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: ["images"],
    attributes: { to: DOUBLE },
    name: "pixels",
  });
  const shifted = nodes.add({
    type: "Sub",
    since: 7,
    inputs: [wide, exact("mean", mean)],
    name: "pixels.by mean",
  });
  const scaled = nodes.add({
    type: "Div",
    since: 7,
    inputs: [shifted, exact("spread", spread)],
    name: "pixels.by spread",
  });
  const narrow = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [scaled],
    attributes: { to: FLOAT },
    name: "pixels.scaled",
  });
  return nodes.add({
    type: "Flatten",
    since: 1,
    inputs: [narrow],
    attributes: { axis: 1n },
    name: "features",
  });
}
