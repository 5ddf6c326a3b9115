import { x } from "../../expression/build.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import { sigmoid, softmax } from "../../functions/all.ts";
import { sizeOf, type Tensor, Type } from "../tensor.ts";
import { curvesOf } from "./affine.ts";
import { constantOf } from "./constants.ts";
import { formulaOfNode } from "./elementwise.ts";
import { affine, againstRows, type Context, knownFeatures, WHOLE } from "./interpret.ts";
import { givenShape, shapeOf } from "./lengths.ts";
import type { GraphNode } from "./node.ts";
import { sameFunction } from "./recognise.ts";
import { rowOf } from "./rows.ts";
import type { ConstantValue, Matrix, PerUnit, Signal, Value } from "./value.ts";

/** What a node makes; a text says why it is not read. */
export type Rule = (
  node: GraphNode,
  values: readonly (Value | undefined)[],
  context: Context,
) => Value | string | undefined;

const signalOf = (value: Value | undefined): Signal | undefined =>
  value?.kind === "signal" ? value : undefined;
const tensorOf = (value: Value | undefined): Tensor | undefined =>
  value?.kind === "constant" ? value.tensor : undefined;

/** A product of a signal with a matrix: a new source. */
function product(signal: Signal, weight: Matrix, bias: number | Float64Array, node: string): Signal | string {
  const features = knownFeatures(signal);
  if (signal.whole) return WHOLE;
  if (signal.features !== undefined && signal.features.length !== 1)
    return "it takes rows of more than one dimension";
  if (features !== undefined && features[0] !== weight.inputs)
    return `it takes ${weight.inputs} numbers a row and is given ${features[0]}`;
  return {
    kind: "signal",
    source: { from: signal, weight, scale: 1, offset: bias, node },
    formula: x,
    perUnit: new Map(),
    length: 0,
    features: [weight.units],
    rows: signal.rows,
    whole: false,
  };
}

/** units × inputs, of a constant that is that or its transpose. */
function matrixOf(tensor: Tensor, transposed: boolean, factor = 1): Matrix | undefined {
  if (tensor.shape.length !== 2 || tensor.texts !== undefined) return undefined;
  const [a, b] = tensor.shape;
  if (a === 0 || b === 0) return undefined;
  const [units, inputs] = transposed ? [a, b] : [b, a];
  const data = new Float64Array(units * inputs);
  for (let u = 0; u < units; u++)
    for (let k = 0; k < inputs; k++)
      data[u * inputs + k] = factor * tensor.values[transposed ? u * inputs + k : k * units + u];
  return { units, inputs, data };
}

const gemm: Rule = ({ name, attributes }, [a, b, c], { spend }) => {
  const signal = signalOf(a);
  const tensor = tensorOf(b);
  if (signal === undefined || tensor === undefined) return "it is no product of rows with constant weights";
  spend(tensor.values.length);
  if (attributes.int("transA", 0) !== 0) return "it takes its rows as columns";
  const weight = matrixOf(tensor, attributes.int("transB", 0) !== 0, attributes.float("alpha", 1));
  if (weight === undefined) return "its weights are no matrix";
  const made = product(signal, weight, 0, name);
  if (c === undefined || typeof made === "string") return made;
  const bias = c.kind === "constant" ? againstRows(c.tensor, made) : undefined;
  if (bias === undefined) return "its bias is not constant, or not that of a row";
  const beta = attributes.float("beta", 1);
  const offset = typeof bias === "number" ? beta * bias : bias.map((value) => beta * value);
  return { ...made, source: { ...made.source, offset } };
};

const matMul: Rule = ({ name }, [a, b], { spend }) => {
  const signal = signalOf(a);
  const tensor = tensorOf(b);
  spend(tensor?.values.length ?? 0);
  const weight = tensor && matrixOf(tensor, false);
  if (signal === undefined || weight === undefined) return "it is no product of rows with a constant matrix";
  return product(signal, weight, 0, name);
};

const flatten: Rule = ({ attributes }, [a]) => {
  const signal = signalOf(a);
  if (signal === undefined) return undefined;
  const axis = attributes.int("axis", 1);
  const rank = signal.features === undefined ? undefined : signal.features.length + 1;
  if (axis !== 1 && (rank === undefined || axis + rank !== 1)) return `it flattens from axis ${axis} on`;
  const features = knownFeatures(signal);
  return { ...signal, features: features && [sizeOf(features)] };
};

/** Rows stay rows; what is in them is laid out otherwise. */
function reshaped(signal: Signal, shape: readonly number[]): Signal | string {
  const [rows, ...lengths] = shape;
  const features = knownFeatures(signal);
  if (shape.length < 2) return `it makes the shape ${shape.join(" × ")} of rows`;
  if (rows !== -1 && rows !== 0 && rows !== signal.rows) return "it changes the number of rows";
  const size = features && sizeOf(features);
  const given = lengths.map((length, i) => (length === 0 ? (signal.features?.[i] ?? -1) : length));
  const rest = given.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
  const open = given.filter((length) => length === -1).length;
  if (open > 1 || (open === 1 && size === undefined))
    return lengths.length === 1 && open === 1 ? { ...signal, features: undefined } : "its shape is not known";
  const made = given.map((length) => (length === -1 ? (size ?? 0) / rest : length));
  if (size !== undefined && sizeOf(made) !== size) return "it changes the number of elements of a row";
  return { ...signal, features: made };
}

const reshape: Rule = ({ attributes }, [a, b]) => {
  const signal = signalOf(a);
  if (signal === undefined) return undefined;
  const shape = b === undefined ? attributes.ints("shape") : givenShape(b);
  return shape === undefined ? "its shape is not constant" : reshaped(signal, shape);
};

/** The axes that Squeeze and Unsqueeze name: an attribute before opset 13, an input since. */
const axesOf = (node: GraphNode, value: Value | undefined): readonly number[] | undefined => {
  const tensor = tensorOf(value);
  return tensor === undefined ? node.attributes.ints("axes") : Array.from(tensor.values);
};

const unsqueeze: Rule = (node, [a, b]) => {
  const signal = signalOf(a);
  const axes = axesOf(node, b);
  if (signal?.features === undefined || axes === undefined) return undefined;
  const rank = signal.features.length + 1 + axes.length;
  const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (places.has(0) || rank > 16) return "it puts a dimension before the rows";
  const rest = [...signal.features];
  const features = Array.from({ length: rank - 1 }, (_, i) => (places.has(i + 1) ? 1 : rest.shift()));
  return { ...signal, features };
};

const squeeze: Rule = (node, [a, b]) => {
  const signal = signalOf(a);
  const axes = axesOf(node, b);
  if (signal?.features === undefined || axes === undefined) return undefined;
  const rank = signal.features.length + 1;
  const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (places.has(0)) return "it takes the rows' dimension away";
  const features = signal.features.filter((_, i) => !places.has(i + 1));
  return features.length === 0 ? "it leaves nothing but the rows' dimension" : { ...signal, features };
};

const shape: Rule = (node, [a]) => {
  const signal = signalOf(a);
  return signal && (shapeOf(node, signal) ?? "its shape is not known");
};

const transpose: Rule = ({ attributes }, [a]) => {
  const signal = signalOf(a);
  const order = attributes.ints("perm");
  return signal !== undefined && order?.every((axis, i) => axis === i) ? signal : undefined;
};

const FLOATS: ReadonlySet<number> = new Set([Type.FLOAT, Type.DOUBLE]);

const cast: Rule = (node, [a], { graph }) => {
  const { attributes } = node;
  const signal = signalOf(a);
  if (signal === undefined) return undefined;
  const to = attributes.int("to", Type.FLOAT);
  const truth = formulaOfNode(node, [signal.formula], graph.opset);
  if (truth !== undefined && !signal.whole) return { ...signal, formula: truth, length: signal.length + 1 };
  return FLOATS.has(to) ? { ...signal, whole: false } : "it rounds to another kind of number";
};

const dropout: Rule = (_node, [a, _ratio, training]) => {
  const on = tensorOf(training)?.values[0] ?? (training === undefined ? 0 : 1);
  return on === 0 ? a : "it drops at random: the file was exported for training";
};

/** (x − mean) / √(variance + ε) · scale + shift, for each channel. */
const batchNormalization: Rule = (node, values, context) => {
  const [a, scale, shift, mean, variance] = values;
  const signal = signalOf(a);
  const [s, b, m, v] = [scale, shift, mean, variance].map(tensorOf);
  if (signal === undefined) return undefined;
  if (s === undefined || b === undefined || m === undefined || v === undefined)
    return "its statistics are not constant";
  if (node.attributes.int("training_mode", 0) !== 0) return "it is exported for training";
  const features = knownFeatures(signal);
  const channels = s.values.length;
  if (
    features === undefined ||
    features[0] !== channels ||
    [b, m, v].some(({ values: { length } }) => length !== channels)
  )
    return `it has statistics of ${channels} channels for rows of ${features?.join(" × ") ?? "unknown"}`;
  const epsilon = node.attributes.float("epsilon", 1e-5);
  const inner = sizeOf(features.slice(1));
  context.spend(2 * sizeOf(features));
  const spread = (of: (channel: number) => number): Tensor => ({
    type: Type.FLOAT,
    shape: features,
    values: Float64Array.from({ length: sizeOf(features) }, (_, i) => of(Math.floor(i / inner))),
    texts: undefined,
  });
  const factor = (c: number): number => s.values[c] / Math.sqrt(v.values[c] + epsilon);
  return affine(
    node,
    signal,
    spread(factor),
    spread((c) => b.values[c] - m.values[c] * factor(c)),
    context,
  );
};

/** (x − offset) · scale, of scikit-learn's scalers. */
const scaler: Rule = (node, [a], context) => {
  const signal = signalOf(a);
  const offset = node.attributes.floats("offset");
  const scale = node.attributes.floats("scale");
  // whole numbers become floats in it
  if (signal === undefined || offset === undefined || scale === undefined) return undefined;
  const list = (values: readonly number[]): Tensor => ({
    type: Type.FLOAT,
    shape: [values.length],
    values: Float64Array.from(values),
    texts: undefined,
  });
  const shift = scale.map((factor, i) => -factor * offset[offset.length === 1 ? 0 : i]);
  return affine(node, { ...signal, whole: false }, list(scale), list(shift), context);
};

const row: Rule = (node, [a], context) => {
  const signal = signalOf(a);
  return signal && (signal.whole ? WHOLE : rowOf(node, signal, context));
};

/**
 * A probability p beside 1 − p, as scikit-learn's exporter shows two classes: what a softmax over 0 and the logit
 * gives.
 */
const twoClasses: Rule = ({ name, attributes }, [a, b, ...others]) => {
  const [less, more] = [signalOf(a), signalOf(b)];
  if (less === undefined || more === undefined || others.length > 0 || less.source !== more.source)
    return undefined;
  const { source } = more;
  const axis = attributes.int("axis", 1);
  if ((axis !== 1 && axis !== -1) || source.weight?.units !== 1 || more.perUnit.size + less.perUnit.size > 0)
    return undefined;
  const [rest, share] = [less, more].map(({ formula }) => compileScalar(formula));
  const bent = curvesOf(more.formula, more.perUnit).find(({ curve }) =>
    sameFunction(compileScalar(curve), sigmoid),
  );
  if (bent === undefined || !sameFunction(rest, (z) => 1 - share(z))) return undefined;
  const { inputs, data } = source.weight;
  const at = (value: PerUnit): number => (typeof value === "number" ? value : value[0]);
  const { scale, offset } = bent.line;
  const both = new Float64Array(2 * inputs);
  for (let k = 0; k < inputs; k++) both[inputs + k] = data[k] * at(source.scale) * at(scale);
  const shift = at(source.offset) * at(scale) + at(offset);
  return {
    kind: "row",
    node: name,
    activation: softmax,
    signal: {
      ...more,
      source: {
        ...source,
        weight: { units: 2, inputs, data: both },
        scale: 1,
        offset: Float64Array.of(0, shift),
      },
      formula: x,
      length: 0,
      features: [2],
    },
  };
};

const constantNode: Rule = ({ attributes }): ConstantValue | undefined => {
  const tensor = constantOf(attributes);
  return tensor && { kind: "constant", tensor };
};

const RULES: Readonly<Record<string, Rule>> = {
  ":Gemm": gemm,
  ":MatMul": matMul,
  ":Flatten": flatten,
  ":Reshape": reshape,
  ":Unsqueeze": unsqueeze,
  ":Squeeze": squeeze,
  ":Transpose": transpose,
  ":Shape": shape,
  ":Cast": cast,
  ":Dropout": dropout,
  ":BatchNormalization": batchNormalization,
  ":Softmax": row,
  ":LogSoftmax": row,
  ":Hardmax": row,
  ":Concat": twoClasses,
  ":Constant": constantNode,
  "ai.onnx.ml:Scaler": scaler,
};

export const structuralRule = ({ domain, type }: GraphNode): Rule | undefined =>
  Object.hasOwn(RULES, `${domain}:${type}`) ? RULES[`${domain}:${type}`] : undefined;
