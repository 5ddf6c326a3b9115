import { parameter } from "../../expression/build.ts";
import { compileScalar } from "../../expression/evaluate.ts";
import { broadcastShape, isOrder, permute, reshape, squeezed, stretch, unsqueezed } from "../shapes.ts";
import { sizeOf, type Tensor, Type } from "../tensor.ts";
import type { Attributes } from "./attributes.ts";
import { formulaOfNode } from "./elementwise.ts";
import type { GraphNode } from "./node.ts";

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

/**
 * What a node makes of constants alone; undefined where it is not computed.
 * @param spend is told how many numbers it will make
 */
export function foldConstants(
  node: GraphNode,
  tensors: readonly (Tensor | undefined)[],
  opset: number,
  spend: (numbers: number) => void,
): Tensor | undefined {
  const [first] = tensors;
  if (first === undefined || tensors.some((tensor) => tensor?.texts !== undefined) || node.domain !== "")
    return undefined;
  if (node.type === "Identity" || node.type === "Cast" || node.type === "Dropout") return first;
  if (node.type === "Transpose") spend(first.values.length);
  const made = laidOut(node, first, tensors[1]);
  if (made !== "other") return made;
  const args = tensors.map((tensor, i) => (tensor === undefined ? undefined : parameter(`input${i}`)));
  const formula = formulaOfNode(node, args, opset);
  const shape = broadcastShape(tensors.flatMap((tensor) => (tensor === undefined ? [] : [tensor.shape])));
  if (formula === undefined || shape === undefined) return undefined;
  spend(sizeOf(shape));
  const value = compileScalar(formula);
  const stretched = tensors.map((tensor) => tensor && stretch(tensor.values, tensor.shape, shape));
  const inputs: Record<string, number> = {};
  const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    stretched.forEach((given, k) => {
      if (given !== undefined) inputs[`input${k}`] = given[i];
    });
    return Math.fround(value(0, inputs));
  });
  return { type: first.type, shape, values, texts: undefined };
}

/** Numbers in another shape or order; "other" where the node does something else. */
export function laidOut(
  { type, attributes }: GraphNode,
  tensor: Tensor,
  second: Tensor | undefined,
): Tensor | undefined | "other" {
  const given = second && Array.from(second.values);
  const shaped = (shape: readonly number[] | undefined): Tensor | undefined => shape && { ...tensor, shape };
  if (type === "Reshape") {
    const wanted = given ?? attributes.ints("shape");
    return wanted && shaped(reshape(tensor.shape, wanted));
  }
  if (type === "Flatten") {
    const axis = attributes.int("axis", 1);
    const from = axis < 0 ? axis + tensor.shape.length : axis;
    return shaped([sizeOf(tensor.shape.slice(0, from)), sizeOf(tensor.shape.slice(from))]);
  }
  if (type === "Squeeze") return shaped(squeezed(tensor.shape, given ?? attributes.ints("axes")));
  if (type === "Unsqueeze") return shaped(unsqueezed(tensor.shape, given ?? attributes.ints("axes") ?? []));
  if (type !== "Transpose") return "other";
  const rank = tensor.shape.length;
  const order = attributes.ints("perm") ?? tensor.shape.map((_, axis) => rank - 1 - axis);
  return isOrder(order, rank) ? { ...tensor, ...permute(tensor.values, tensor.shape, order) } : undefined;
}
