import { logSoftmax, softmax } from "../../functions/all.ts";
import { functions } from "../../functions/catalogue.ts";
import { Type } from "../tensor.ts";
import type { Context } from "./interpret.ts";
import type { GraphNode } from "./node.ts";
import type { RowOutput, Signal } from "./value.ts";

const FLOATS: ReadonlySet<number> = new Set([Type.FLOAT, Type.DOUBLE]);

/** The function of rows that an operator is, along the last axis of rows of numbers. */
export function rowOf(
  { name, type, attributes }: GraphNode,
  signal: Signal,
  { graph }: Context,
): RowOutput | string | undefined {
  const rank = (signal.features?.length ?? 1) + 1;
  const axis = attributes.int("axis", graph.opset < 13 ? 1 : -1);
  if (rank !== 2 || (axis !== 1 && axis !== -1)) return `it acts along axis ${axis} of ${rank} dimensions`;
  const activation = [...functions.values()].find((f) => f.kind === "row" && f.known.onnx === type);
  return activation?.kind === "row" ? { kind: "row", activation, signal, node: name } : undefined;
}

/** What a node makes of a function of rows, which is a network's last layer. */
export function behindRows({ domain, type, attributes }: GraphNode, row: RowOutput): RowOutput | string {
  const own = domain === "";
  if (own && type === "Identity") return row;
  if (own && type === "Cast" && FLOATS.has(attributes.int("to", Type.FLOAT))) return row;
  if (own && type === "Log" && row.activation === softmax) return { ...row, activation: logSoftmax };
  return `it takes the output of ${row.activation.name} (node "${row.node}"), which only a network's last layer gives`;
}
