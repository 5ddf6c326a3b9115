import { add, constant, multiply } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import type { FittedColumn } from "../../study/preparation/fitted.ts";
import { stretch } from "../shapes.ts";
import { sizeOf, type Tensor } from "../tensor.ts";
import { formulaOfNode, isElementwise } from "./elementwise.ts";
import type { Graph } from "./graph.ts";
import { standing } from "./legacy.ts";
import type { GraphNode } from "./node.ts";
import type { PerUnit, Signal, Value } from "./value.ts";

/** Longer chains of operators between two products are no activation. */
const MOST_CHAINED = 200;

/** What a rule may ask for. */
export interface Context {
  readonly graph: Graph;
  /** The parameter that stands for a tensor's values per unit; another for each tensor. */
  readonly perUnit: (tensor: string) => Expression;
  /** Takes the columns that make the network's inputs. */
  readonly columns: (columns: readonly FittedColumn[]) => void;
  /** Counts numbers before they are made of the file's: it may ask for many more than it holds. @throws HillockError */
  readonly spend: (numbers: number) => void;
}

/** Why whole numbers are not computed with. */
export const WHOLE = "it computes with whole numbers, which only a Cast or a Scaler makes a network's";

/** Lengths behind the rows, where all are known. */
export const knownFeatures = ({ features }: Signal): readonly number[] | undefined =>
  features?.every((length) => length !== undefined) ? (features as readonly number[]) : undefined;

/**
 * A tensor as it stands against a signal's elements: one number, or one for each of a row's. undefined where the
 * shapes do not fit, or it differs from row to row.
 */
export function againstRows(tensor: Tensor, signal: Signal): number | Float64Array | undefined {
  if (tensor.texts !== undefined) return undefined;
  if (tensor.values.length === 1) return tensor.values[0];
  const features = knownFeatures(signal);
  const shape = [...tensor.shape];
  if (features === undefined) {
    while (shape.length > 1 && shape[0] === 1) shape.shift();
    return shape.length === 1 && (signal.features === undefined || signal.features.length === 1)
      ? tensor.values
      : undefined;
  }
  while (shape.length > features.length) if (shape.shift() !== 1) return undefined;
  while (shape.length < features.length) shape.unshift(1);
  if (shape.some((length, axis) => length !== 1 && length !== features[axis])) return undefined;
  return stretch(tensor.values, shape, features);
}

const sameFeatures = (a: Signal, b: Signal): boolean =>
  a.features === undefined || b.features === undefined || a.features.join() === b.features.join();

/** scale · signal + shift; the tensors are those of a row. */
export function affine(
  node: GraphNode,
  signal: Signal,
  scale: Tensor,
  shift: Tensor,
  context: Context,
): Signal | string {
  const [s, t] = [againstRows(scale, signal), againstRows(shift, signal)];
  if (s === undefined || t === undefined) return "its numbers are not those of a row";
  const perUnit = new Map(signal.perUnit);
  const leafOf = (value: PerUnit): Expression => {
    if (typeof value === "number") return constant(value);
    context.spend(value.length);
    const leaf = context.perUnit(`${node.name}#${perUnit.size}`);
    perUnit.set(leaf.name, value);
    return leaf;
  };
  const formula = add(multiply(leafOf(s), signal.formula), leafOf(t));
  return { ...signal, formula, perUnit, length: signal.length + 2 };
}

/** An operator on elements, over signals of one source and constants. */
export function interpretElementwise(
  node: GraphNode,
  values: readonly (Value | undefined)[],
  context: Context,
): Value | string | undefined {
  if (!isElementwise(node)) return undefined;
  const signals = values.filter((value): value is Signal => value?.kind === "signal");
  const [first] = signals;
  if (
    first === undefined ||
    values.some((value) => value !== undefined && value.kind !== "signal" && value.kind !== "constant")
  )
    return undefined;
  if (first.whole && node.type !== "Identity") return WHOLE;
  const perUnit = new Map<string, Float64Array>();
  const args: (Expression | undefined)[] = [];
  for (const [i, value] of values.entries()) {
    if (value === undefined) args.push(undefined);
    else if (value.kind === "signal") {
      if (value.source !== first.source || !sameFeatures(value, first))
        return `it joins two branches ("${node.inputs.filter((_, k) => values[k]?.kind === "signal").join('" and "')}")`;
      for (const [name, vector] of value.perUnit) perUnit.set(name, vector);
      args.push(value.formula);
    } else if (value.kind === "constant") {
      const rank = first.features === undefined ? 2 : first.features.length + 1;
      const { opset } = context.graph;
      const width = knownFeatures(first);
      if (value.tensor.values.length > 1) context.spend(sizeOf(width ?? value.tensor.shape));
      const own = againstRows(standing(node, opset, value.tensor, rank), first);
      if (own === undefined)
        return `the shape ${value.tensor.shape.join(" × ")} of "${node.inputs[i]}" is not that of a row`;
      // a learned slope stays one even where the file has the same for all units
      const learned = node.formula !== undefined || (node.type === "PRelu" && node.domain === "");
      if (typeof own === "number" && !learned) args.push(constant(own));
      else {
        if (typeof own === "number" && width === undefined && first.source.weight === undefined)
          args.push(constant(own));
        else {
          const units = first.source.weight?.units ?? sizeOf(width ?? []);
          if (typeof own === "number") context.spend(units);
          const vector = typeof own === "number" ? new Float64Array(units).fill(own) : own;
          const leaf = context.perUnit(node.inputs[i]);
          perUnit.set(leaf.name, vector);
          args.push(leaf);
        }
      }
    }
  }
  const formula = formulaOfNode(node, args, context.graph.opset);
  if (formula === undefined) return "its attributes and inputs are none that are read";
  const length = signals.reduce((most, each) => Math.max(most, each.length), 0) + 1;
  return length > MOST_CHAINED
    ? `it is one of more than ${MOST_CHAINED} operators in a row without weights`
    : { ...first, formula, perUnit, length };
}
