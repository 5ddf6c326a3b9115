import { x } from "../../expression/build.ts";
import { encoderOf, type FittedColumn } from "../../study/preparation/fitted.ts";
import { Type, WHOLE_TYPES } from "../tensor.ts";
import type { GraphBorder } from "./graph.ts";
import type { Context } from "./interpret.ts";
import type { GraphNode } from "./node.ts";
import type { Column, ColumnValue, NumericColumn, Signal, Value } from "./value.ts";

const FLOATS: ReadonlySet<number> = new Set([Type.FLOAT, Type.DOUBLE]);
const NUMBERS: ReadonlySet<number> = new Set([...FLOATS, ...WHOLE_TYPES]);

/** Whether a graph's inputs are a table's columns: one number or text a row each. */
export function areColumns(inputs: readonly GraphBorder[], nodes: readonly GraphNode[]): boolean {
  const single = ({ shape }: GraphBorder): boolean => shape?.length === 2 && shape[1] === 1;
  const typed = inputs.every(({ type }) => NUMBERS.has(type) || type === Type.STRING);
  const treated = nodes.some(({ type }) => type === "IsNaN" || type === "LabelEncoder");
  return inputs.length > 0 && inputs.every(single) && typed && (inputs.length > 1 || treated);
}

export const columnInput = ({ name, type }: GraphBorder): ColumnValue => ({
  kind: "column",
  column:
    type === Type.STRING ? { kind: "text", name } : { kind: "numbers", name, fill: undefined, steps: [] },
});

const column = (made: Column): ColumnValue => ({ kind: "column", column: made });
const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === "constant" && value.tensor.values.length === 1 ? value.tensor.values[0] : undefined;

type Rule = (
  node: GraphNode,
  own: Column,
  values: readonly (Value | undefined)[],
) => ColumnValue | string | undefined;

const step =
  (type: "Sub" | "Div"): Rule =>
  (_node, own, [first, second]) => {
    const number = numberOf(second);
    if (own.kind !== "numbers" || first?.kind !== "column" || number === undefined) return undefined;
    return column({ ...own, steps: [...own.steps, { type, number }] });
  };

const labelEncoder: Rule = ({ attributes }, own) => {
  const keys = attributes.texts("keys_strings");
  const places = attributes.ints("values_int64s");
  if (own.kind !== "text" || keys === undefined || places?.length !== keys.length) return undefined;
  if (attributes.int("default_int64", -1) !== -1) return "a text that it does not know has a place";
  return column({ kind: "places", name: own.name, places: new Map(keys.map((key, i) => [key, places[i]])) });
};

/** Categories in the order of their features; the empty text stands for a missing one. */
const oneHotEncoder: Rule = ({ attributes }, own) => {
  if (attributes.int("zeros", 1) !== 1) return "it does not take texts that it does not know";
  const texts = attributes.texts("cats_strings");
  if (own.kind === "text" && texts !== undefined)
    return column({ kind: "category", name: own.name, categories: texts, fill: "" });
  const order = attributes.ints("cats_int64s");
  if (own.kind !== "places" || order === undefined) return undefined;
  const named = (place: number): string | undefined => [...own.places].find(([, at]) => at === place)?.[0];
  const categories = order.map(named);
  if (!categories.every((each) => each !== undefined)) return "a feature of it belongs to no text";
  const missing = own.places.get("");
  return column({
    kind: "category",
    name: own.name,
    categories,
    fill: (missing === undefined ? undefined : named(missing)) ?? "",
  });
};

const where: Rule = (_node, own, [missing, fill, value]) => {
  const number = numberOf(fill);
  const matches =
    missing?.kind === "column" &&
    missing.column.kind === "missing" &&
    value?.kind === "column" &&
    value.column === own;
  if (own.kind !== "numbers" || own.steps.length > 0 || number === undefined || !matches) return undefined;
  return missing.column.name === own.name ? column({ ...own, fill: number }) : undefined;
};

const RULES: Readonly<Record<string, Rule>> = {
  ":Cast": ({ attributes }, own) => {
    const to = attributes.int("to", Type.FLOAT);
    return own.kind !== "numbers" || FLOATS.has(to) ? column(own) : "it rounds to another kind of number";
  },
  ":Identity": (_node, own) => column(own),
  ":Flatten": (_node, own) => column(own),
  ":Reshape": (_node, own) => (own.kind === "category" ? column(own) : undefined),
  ":IsNaN": (_node, own) =>
    own.kind === "numbers" ? column({ kind: "missing", name: own.name }) : undefined,
  ":Where": where,
  ":Sub": step("Sub"),
  ":Div": step("Div"),
  "ai.onnx.ml:LabelEncoder": labelEncoder,
  "ai.onnx.ml:OneHotEncoder": oneHotEncoder,
};

/** (value / unit − mean) / spread, from the steps that a file has. */
function scaleOf(
  steps: NumericColumn["steps"],
): Extract<FittedColumn, { kind: "numeric" }>["scale"] | undefined {
  const types = steps.map(({ type }) => type).join();
  const numbers = steps.map(({ number }) => number);
  if (types === "Div,Sub,Div") return { unit: numbers[0], mean: numbers[1], spread: numbers[2] };
  if (types === "Sub,Div") return { unit: 1, mean: numbers[0], spread: numbers[1] };
  if (types === "Sub") return { unit: 1, mean: numbers[0], spread: 1 };
  if (types === "Div") return { unit: 1, mean: 0, spread: numbers[0] };
  return types === "" ? { unit: 1, mean: 0, spread: 1 } : undefined;
}

function fitted(own: Column): FittedColumn | string {
  if (own.kind === "category") return own;
  const scale = own.kind === "numbers" ? scaleOf(own.steps) : undefined;
  if (own.kind !== "numbers" || scale === undefined)
    return `it does not end in features of the column "${own.name}"`;
  if (
    ![scale.unit, scale.spread].every((value) => value > 0 && value < Infinity) ||
    !Number.isFinite(scale.mean)
  )
    return `the column "${own.name}" is scaled by ${scale.unit}, ${scale.mean}, ${scale.spread}`;
  return { kind: "numeric", name: own.name, fill: own.fill ?? Number.NaN, scale };
}

/** Features of columns side by side: the network's input. */
function concat(node: GraphNode, values: readonly (Value | undefined)[], context: Context): Signal | string {
  const axis = node.attributes.int("axis", 1);
  if (axis !== 1 && axis !== -1) return `it joins columns along axis ${axis}`;
  const columns = values.map((value) =>
    value?.kind === "column" ? fitted(value.column) : "it joins other things, too",
  );
  const fault = columns.find((each) => typeof each === "string");
  if (typeof fault === "string") return fault;
  const found = columns.filter((each) => typeof each !== "string");
  context.columns(found);
  const width = found.reduce((sum, each) => sum + encoderOf(each).features.length, 0);
  return {
    kind: "signal",
    source: { from: undefined, weight: undefined, scale: 1, offset: 0, node: node.name },
    formula: x,
    perUnit: new Map(),
    length: 0,
    features: [width],
    rows: undefined,
    whole: false,
  };
}

/** A node that takes columns; undefined where it takes none. */
export function interpretColumns(
  node: GraphNode,
  values: readonly (Value | undefined)[],
  context: Context,
): Value | string | undefined {
  const own = values.findLast((value) => value?.kind === "column");
  if (own?.kind !== "column") return undefined;
  const key = `${node.domain}:${node.type}`;
  if (key === ":Concat") return concat(node, values, context);
  const rule = Object.hasOwn(RULES, key) ? RULES[key] : undefined;
  return rule?.(node, own.column, values) ?? "it does with a column what is not read";
}
