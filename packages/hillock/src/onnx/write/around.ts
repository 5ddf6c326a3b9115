import { HillockError } from "../../errors.ts";
import type { Network } from "../../network/network.ts";
import type { FittedTarget } from "../../study/preparation/collect-target.ts";
import type { FittedColumn } from "../../study/preparation/fitted.ts";
import { encoderOf } from "../../study/preparation/fitted.ts";
import { Type } from "../tensor.ts";
import { columnBorder, type ImageForm, imageBorder, writeColumns, writeImages } from "./columns.ts";
import type { Border, ModelWriter } from "./model.ts";

/** What stands before the network's inputs. */
export type InputForm =
  | { readonly kind: "table"; readonly columns: readonly FittedColumn[] }
  | ({ readonly kind: "images" } & ImageForm);

/** What a file says and does around a network: raw columns in, classes out. */
export interface Around {
  readonly preprocessing: InputForm;
  readonly target: FittedTarget;
  /** Further metadata, by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

const ROWS = "rows";

/** Units that column names end with, in brackets or behind the last underscore. */
const UNITS = new Set(
  "mm cm km kg mg lb oz ml kw kwh mhz ghz hz pa kpa mpa bar usd eur pct percent s ms h min g".split(" "),
);

export function unitOf(name: string): string | undefined {
  const bracketed = /[([]([^()[\]]+)[)\]]\s*$/.exec(name)?.[1];
  const ending = /_([A-Za-z]+)$/.exec(name)?.[1];
  return bracketed ?? (ending !== undefined && UNITS.has(ending.toLowerCase()) ? ending : undefined);
}

/** What a reader of the file may want to know, by key. */
export function metadataOf({ preprocessing, target, metadata = {} }: Around): Record<string, string> {
  const columns =
    preprocessing.kind === "table"
      ? preprocessing.columns.map((column) => ({
          name: column.name,
          kind: column.kind,
          ...(unitOf(column.name) === undefined ? {} : { unit: unitOf(column.name) }),
          ...(column.kind === "category" ? { categories: column.categories } : {}),
          missing: column.fill,
        }))
      : undefined;
  const unit = unitOf(target.name);
  return {
    "hillock.target": JSON.stringify({ ...target, ...(unit === undefined ? {} : { unit }) }),
    "hillock.classes": JSON.stringify(target.classes),
    ...(columns === undefined ? {} : { "hillock.columns": JSON.stringify(columns) }),
    ...metadata,
  };
}

export const inputBorders = (form: InputForm): Border[] =>
  form.kind === "table" ? form.columns.map(columnBorder) : [imageBorder(form)];

const NAMELESS = "A column without a name cannot be an input of an ONNX file; give it one.";

/** @throws HillockError "invalid-shape" where the columns do not make the network's inputs */
export function writeInputs(model: ModelWriter, form: InputForm, net: Network): string {
  const width =
    form.kind === "table"
      ? form.columns.reduce((sum, column) => sum + encoderOf(column).features.length, 0)
      : form.height * form.width;
  if (form.kind === "table" && form.columns.some(({ name }) => name === ""))
    throw new HillockError("invalid-argument", NAMELESS);
  if (width !== net.inputs)
    throw new HillockError(
      "invalid-shape",
      `The columns make ${width} inputs; the network has ${net.inputs}.`,
    );
  return form.kind === "table" ? writeColumns(model, form.columns) : writeImages(model, form);
}

/** What the file's outputs are called: other than its inputs. */
export interface OutputNames {
  readonly value: string;
  /** Of the class's name; a regression has none. */
  readonly label: string | undefined;
}

export function outputNames({ preprocessing, target: { task } }: Around, outputs: number): OutputNames {
  const taken = new Set(inputBorders(preprocessing).map(({ name }) => name));
  const free = (wish: string): string => (taken.has(wish) ? free(`${wish}_`) : wish);
  const value = free(task === "regression" ? "prediction" : outputs === 1 ? "probability" : "probabilities");
  return { value, label: task === "regression" ? undefined : free("label") };
}

export function outputBorders(
  target: FittedTarget,
  { value, label }: OutputNames,
  outputs: number,
): Border[] {
  const doc =
    target.task === "regression"
      ? `${target.name}, in its own units.`
      : outputs === 1
        ? `The probability of ${target.classes[1]}.`
        : `Of ${target.classes.join(", ")}, in this order.`;
  const first: Border = { name: value, type: "float", shape: [ROWS, outputs], doc };
  return label === undefined
    ? [first]
    : [first, { name: label, type: "string", shape: [ROWS], doc: target.name }];
}

/** A regression's numbers in the target's units. */
export function writeUnits(model: ModelWriter, { scale }: FittedTarget, from: string, name: string): void {
  const exact = (what: string, value: number): string =>
    model.initializer(`target.${what}`, [], Float64Array.of(value));
  const { nodes } = model;
  const wide = nodes.add({
    type: "Cast",
    since: 9,
    inputs: [from],
    attributes: { to: BigInt(Type.DOUBLE) },
    name: "wide",
  });
  const scaled = nodes.add({
    type: "Mul",
    since: 7,
    inputs: [wide, exact("spread", scale.spread)],
    name: "scaled",
  });
  const shifted = nodes.add({
    type: "Add",
    since: 7,
    inputs: [scaled, exact("mean", scale.mean)],
    name: "shifted",
  });
  nodes.put({ type: "Cast", since: 9, inputs: [shifted], attributes: { to: BigInt(Type.FLOAT) } }, name);
}

/** The class of the largest probability, or of a probability from ½ on, as text. */
export function writeLabel(
  model: ModelWriter,
  { classes }: FittedTarget,
  from: string,
  outputs: number,
  label: string,
): void {
  const { nodes } = model;
  const names = model.initializer("classes", [classes.length], classes);
  const integer = BigInt(Type.INT64);
  if (outputs === 1) {
    const half = model.initializer("half", [], Float32Array.of(0.5));
    const below = nodes.add({ type: "Less", since: 9, inputs: [from, half], name: "below" });
    const not = nodes.add({ type: "Not", since: 1, inputs: [below], name: "decided" });
    const column = nodes.add({
      type: "Cast",
      since: 9,
      inputs: [not],
      attributes: { to: integer },
      name: "class column",
    });
    const flat = nodes.add({
      type: "Reshape",
      since: 5,
      inputs: [column, model.initializer("one dimension", [1], BigInt64Array.of(-1n))],
      name: "class",
    });
    nodes.put({ type: "Gather", since: 1, inputs: [names, flat] }, label);
    return;
  }
  const place = nodes.add({
    type: "ArgMax",
    since: 1,
    inputs: [from],
    attributes: { axis: 1n, keepdims: 0n },
    name: "class",
  });
  nodes.put({ type: "Gather", since: 1, inputs: [names, place] }, label);
}
