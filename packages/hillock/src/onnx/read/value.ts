import type { Expression } from "../../expression/node.ts";
import type { RowActivation } from "../../functions/activation.ts";
import type { FittedColumn } from "../../study/preparation/fitted.ts";
import type { Tensor } from "../tensor.ts";

/** A number for all units, or one for each. */
export type PerUnit = number | Float64Array;

/** units × inputs, row by row. */
export interface Matrix {
  readonly units: number;
  readonly inputs: number;
  readonly data: Float64Array;
}

/**
 * What an activation may stand over: scale ⊙ (weight · from) + offset. Without a weight it is the same number of units
 * as what it comes from; without `from` it is the network's input.
 */
export interface Source {
  readonly from: Signal | undefined;
  readonly weight: Matrix | undefined;
  readonly scale: PerUnit;
  readonly offset: PerUnit;
  /** The node that made it, for messages. */
  readonly node: string;
}

/** A function of one source, element by element. */
export interface Signal {
  readonly kind: "signal";
  readonly source: Source;
  /** In x, an element of the source, and parameters that have a value per unit. */
  readonly formula: Expression;
  readonly perUnit: ReadonlyMap<string, Float64Array>;
  /** Operators from the source to here. */
  readonly length: number;
  /** Lengths behind the first dimension, which counts rows; undefined where the file does not say. */
  readonly features: readonly (number | undefined)[] | undefined;
  /** Whether the first dimension's length is this one alone. */
  readonly rows: number | undefined;
  /** Whether its numbers are whole by their type: what computes with them rounds, until they are cast. */
  readonly whole: boolean;
}

/** A function of whole rows, such as softmax: the network's output. */
export interface RowOutput {
  readonly kind: "row";
  readonly activation: RowActivation;
  readonly signal: Signal;
  /** The node that made it, for messages. */
  readonly node: string;
}

export interface NumericColumn {
  readonly kind: "numbers";
  readonly name: string;
  /** Stands in for a missing value. */
  readonly fill: number | undefined;
  readonly steps: readonly { readonly type: "Sub" | "Div"; readonly number: number }[];
}

/** How far a column of a table is on its way to the network's inputs. */
export type Column =
  | NumericColumn
  /** Whether a number is missing. */
  | { readonly kind: "missing"; readonly name: string }
  | { readonly kind: "text"; readonly name: string }
  | { readonly kind: "places"; readonly name: string; readonly places: ReadonlyMap<string, number> }
  | Extract<FittedColumn, { kind: "category" }>;

export interface ColumnValue {
  readonly kind: "column";
  readonly column: Column;
}

export interface ConstantValue {
  readonly kind: "constant";
  readonly tensor: Tensor;
}

/** What no network can be made of. */
export interface Foreign {
  readonly kind: "foreign";
  /** Why the node is not read; undefined where what it takes is not read already. */
  readonly why: string | undefined;
}

/** Of one axis: "rows" stands for their number, which is open; undefined for another one that is not known. */
export type Length = number | "rows" | undefined;

/** A list of lengths that a file makes of a tensor's shape. */
export interface LengthsValue {
  readonly kind: "lengths";
  readonly lengths: readonly Length[];
}

export type Value = Signal | RowOutput | ConstantValue | ColumnValue | LengthsValue | Foreign;
