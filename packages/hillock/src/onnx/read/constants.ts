import { parameter } from "../../expression/build.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import { sizeOf, type Tensor, Type } from "../tensor.ts";
import type { Attributes } from "./attributes.ts";
import { formulaOfNode } from "./elementwise.ts";
import type { GraphNode } from "./graph.ts";

const list = (type: Type, values: readonly number[]): Tensor => ({
  type,
  shape: [values.length],
  values: Float64Array.from(values),
  texts: undefined,
});
const single = (type: Type, value: number): Tensor => ({ ...list(type, [value]), shape: [] });

/** The tensor of a Constant node. */
export function constantOf(attributes: Attributes): Tensor | undefined {
  if (attributes.has("value")) return attributes.tensor("value");
  if (attributes.has("value_float")) return single(Type.FLOAT, attributes.float("value_float", 0));
  if (attributes.has("value_int")) return single(Type.INT64, attributes.int("value_int", 0));
  const floats = attributes.floats("value_floats");
  if (floats !== undefined) return list(Type.FLOAT, floats);
  const ints = attributes.ints("value_ints");
  return ints && list(Type.INT64, ints);
}

/** Constants are computed at most up to this size: a file may ask for more than it holds. */
const MOST_ELEMENTS = 2 ** 24;

/** The shape that both stretch to, aligned at the last axis; undefined where they do not. */
function broadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], axis: number): number => shape[axis - rank + shape.length] ?? 1;
  const shape = Array.from({ length: rank }, (_, axis) =>
    at(a, axis) === 1 ? at(b, axis) : at(b, axis) === 1 || at(b, axis) === at(a, axis) ? at(a, axis) : -1,
  );
  return shape.includes(-1) ? undefined : shape;
}

/** Of each element of `shape`, the place in a tensor of `own` shape. */
function placesOf(own: readonly number[], shape: readonly number[]): (index: number) => number {
  const missing = shape.length - own.length;
  return (index) => {
    let [rest, at, stride] = [index, 0, 1];
    for (let axis = shape.length - 1; axis >= missing; axis--) {
      const length = own[axis - missing];
      if (length !== 1) at += (rest % shape[axis]) * stride;
      stride *= length;
      rest = Math.floor(rest / shape[axis]);
    }
    return at;
  };
}

function transposed(tensor: Tensor, order: readonly number[]): Tensor {
  const shape = order.map((axis) => tensor.shape[axis]);
  const strides = tensor.shape.map((_, axis) => sizeOf(tensor.shape.slice(axis + 1)));
  const values = new Float64Array(tensor.values.length);
  for (let i = 0; i < values.length; i++) {
    let [rest, at] = [i, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]) * strides[order[axis]];
      rest = Math.floor(rest / shape[axis]);
    }
    values[i] = tensor.values[at];
  }
  return { ...tensor, shape, values };
}

function reshaped(tensor: Tensor, wanted: readonly number[]): Tensor | undefined {
  const kept = wanted.map((length, axis) => (length === 0 ? (tensor.shape[axis] ?? 0) : length));
  const rest = kept.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
  const shape = kept.map((length) => (length === -1 ? tensor.values.length / rest : length));
  return sizeOf(shape) === tensor.values.length ? { ...tensor, shape } : undefined;
}

/** What a node makes of constants alone; undefined where it is not computed. */
export function foldConstants(
  node: GraphNode,
  tensors: readonly (Tensor | undefined)[],
  opset: number,
): Tensor | undefined {
  const [first] = tensors;
  if (first === undefined || tensors.some((tensor) => tensor?.texts !== undefined) || node.domain !== "")
    return undefined;
  if (node.type === "Identity" || node.type === "Cast" || node.type === "Dropout") return first;
  if (node.type === "Reshape") {
    const shape = tensors[1]?.values ?? node.attributes.ints("shape");
    return shape && reshaped(first, Array.from(shape));
  }
  if (node.type === "Transpose") {
    const order = node.attributes.ints("perm") ?? first.shape.map((_, axis) => first.shape.length - 1 - axis);
    const valid =
      [...order].sort((a, b) => a - b).every((axis, i) => axis === i) && order.length === first.shape.length;
    return valid ? transposed(first, order) : undefined;
  }
  if (node.type === "Unsqueeze" || node.type === "Squeeze") {
    const axes = tensors[1] === undefined ? node.attributes.ints("axes") : Array.from(tensors[1].values);
    if (axes === undefined) return undefined;
    const grown = node.type === "Unsqueeze";
    const rank = first.shape.length + (grown ? axes.length : 0);
    if (rank > 16) return undefined;
    const places = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
    const rest = [...first.shape];
    const shape = grown
      ? Array.from({ length: rank }, (_, axis) => (places.has(axis) ? 1 : (rest.shift() ?? 1)))
      : first.shape.filter((_, axis) => !places.has(axis));
    return sizeOf(shape) === first.values.length ? { ...first, shape } : undefined;
  }
  const args = tensors.map((tensor, i) => (tensor === undefined ? undefined : parameter(`input${i}`)));
  const formula = formulaOfNode(node, args, opset);
  let shape: readonly number[] | undefined = [];
  for (const tensor of tensors)
    if (tensor !== undefined && shape !== undefined) shape = broadcast(shape, tensor.shape);
  if (formula === undefined || shape === undefined || sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const value = compileScalar(formula);
  const places = tensors.map((tensor) => placesOf(tensor?.shape ?? [], shape));
  const inputs: Record<string, number> = {};
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    tensors.forEach((tensor, k) => {
      if (tensor !== undefined) inputs[`input${k}`] = tensor.values[places[k](i)];
    });
    return Math.fround(value(0, inputs));
  });
  return { type: first.type, shape, values, texts: undefined };
}
