import type { RowActivation } from "../../functions/activation.ts";
import { logSoftmax } from "../../functions/all.ts";
import { functions } from "../../functions/catalogue.ts";
import type { GraphNode } from "../read/node.ts";
import { permute } from "../shapes.ts";
import { sizeOf, type Tensor, Type } from "../tensor.ts";

export const rowFunction = (type: string): RowActivation | undefined => {
  const found = [...functions.values()].find((f) => f.kind === "row" && f.known.onnx === type);
  return found?.kind === "row" ? found : undefined;
};

const lastOrder = (rank: number, axis: number): number[] => [
  ...Array.from({ length: rank }, (_, each) => each).filter((each) => each !== axis),
  axis,
];
const inverse = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));

/** Applies a function of rows along one axis: it is moved to the end, and back. */
export function alongAxis(
  tensor: Tensor,
  axis: number,
  apply: (rows: Float32Array, columns: number) => Float32Array,
): Tensor {
  const order = lastOrder(tensor.shape.length, axis);
  const moved = permute(tensor.values, tensor.shape, order);
  const made = apply(Float32Array.from(moved.values), tensor.shape[axis]);
  return { ...tensor, ...permute(made, moved.shape, inverse(order)) };
}

/** What a function of rows takes for one. */
export interface RowAxis {
  /** From the end where it is negative. */
  readonly axis: number;
  /** Whether all axes from it on are one, as before opset 13. */
  readonly joined: boolean;
}

export const rowAxisOf = ({ attributes }: GraphNode, opset: number): RowAxis => ({
  axis: attributes.int("axis", opset < 13 ? 1 : -1),
  joined: opset < 13,
});

/** Softmax and its kin; undefined where the tensor has no such axis. */
export function runRows(
  f: RowActivation,
  tensor: Tensor,
  { axis: given, joined }: RowAxis,
): Tensor | undefined {
  const rank = tensor.shape.length;
  const axis = given < 0 ? given + rank : given;
  if (axis < 0 || axis > rank || (!joined && axis === rank)) return undefined;
  if (sizeOf(tensor.shape) === 0) return tensor;
  if (!joined) return alongAxis(tensor, axis, (rows, columns) => f.forward(rows, { columns }));
  const columns = sizeOf(tensor.shape.slice(axis));
  return { ...tensor, values: Float64Array.from(f.forward(Float32Array.from(tensor.values), { columns })) };
}

/** −Σ w · log p over labels, as ONNX reduces it; log p has its classes along axis 1. */
export function likelihood(
  node: GraphNode,
  logs: Tensor,
  labels: Tensor,
  weights: Tensor | undefined,
): Tensor | undefined {
  const [, classes] = logs.shape;
  const moved = permute(logs.values, logs.shape, lastOrder(logs.shape.length, 1));
  const ignored = node.attributes.has("ignore_index") ? node.attributes.int("ignore_index", -1) : undefined;
  const losses = new Float64Array(labels.values.length);
  let [sum, total] = [0, 0];
  for (const [i, label] of labels.values.entries()) {
    if (label === ignored) continue;
    const place = label < 0 ? label + classes : label;
    if (!(place >= 0 && place < classes)) return undefined;
    const weight = weights?.values[place] ?? 1;
    losses[i] = -weight * moved.values[i * classes + place];
    sum += losses[i];
    total += weight;
  }
  const reduction = node.attributes.text("reduction", "mean");
  if (reduction === "none")
    return { type: Type.FLOAT, shape: labels.shape, values: losses, texts: undefined };
  const value = reduction === "mean" ? sum / total : sum;
  return { type: Type.FLOAT, shape: [], values: Float64Array.of(value), texts: undefined };
}

/** Softmax cross-entropy: the loss, and the logarithms of the probabilities. */
export function crossEntropy(
  node: GraphNode,
  [logits, labels, weights]: readonly (Tensor | undefined)[],
): readonly Tensor[] | undefined {
  if (logits === undefined || labels === undefined || logits.shape.length < 2) return undefined;
  const logs = alongAxis(logits, 1, (rows, columns) => logSoftmax.forward(rows, { columns }));
  const loss = likelihood(node, logs, labels, weights);
  return loss && [loss, logs];
}
