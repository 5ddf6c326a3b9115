import type { Tensor } from "../tensor.ts";
import type { GraphNode } from "./node.ts";

/** Since it operators on elements broadcast as NumPy does. */
const BROADCAST = 7;
const CHANNELS = 1;

/**
 * A further operand as it stands against a first one of so many dimensions. In old files it begins at the axis that an
 * attribute names, a slope of PRelu at the channels; what it has no lengths for is behind it.
 */
export function standing(node: GraphNode, opset: number, tensor: Tensor, rank: number): Tensor {
  const { shape } = tensor;
  if (opset >= BROADCAST || shape.length === 0) return tensor;
  const last = rank - shape.length;
  const axis = node.type === "PRelu" ? CHANNELS : node.attributes.int("axis", last);
  const behind = last - (axis < 0 ? axis + rank : axis);
  return behind > 0 ? { ...tensor, shape: [...shape, ...new Array<number>(behind).fill(1)] } : tensor;
}
