import type { Expression } from "../../expression/node.ts";
import type { Attributes } from "./attributes.ts";

/** A local function that is a formula of its first input, with the others as parameters. */
export interface FormulaFunction {
  readonly formula: Expression;
  readonly parameters: readonly string[];
}

/** One operator of a graph. */
export interface GraphNode {
  /** As the file calls it; its first output where it has no name. */
  readonly name: string;
  readonly type: string;
  /** "" for ONNX' own operators. */
  readonly domain: string;
  /** "" where an input is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
  /** Of a local function that is a formula: the file's other functions stand node by node. */
  readonly formula: FormulaFunction | undefined;
  /** The call of one of Hillock's local functions, which are one formula each, that the node comes from. */
  readonly call: number | undefined;
}
