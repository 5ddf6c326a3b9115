import { Type } from "../tensor.ts";
import type { GraphNode } from "./node.ts";
import type { Length, LengthsValue, Signal, Value } from "./value.ts";

/** Longer lists are no shapes. */
const MOST = 16;

const lengths = (of: readonly Length[]): LengthsValue | undefined =>
  of.length <= MOST ? { kind: "lengths", lengths: of } : undefined;

const numbersOf = (value: Value | undefined): readonly number[] | undefined =>
  value?.kind === "constant" && value.tensor.texts === undefined && value.tensor.values.length <= MOST
    ? Array.from(value.tensor.values)
    : undefined;
/** Of a list of lengths, or of constants beside it. */
const listOf = (value: Value | undefined): readonly Length[] | undefined =>
  value?.kind === "lengths" ? value.lengths : numbersOf(value);

type Rule = (
  node: GraphNode,
  own: readonly Length[],
  values: readonly (Value | undefined)[],
) => LengthsValue | undefined;

const gather: Rule = ({ attributes }, own, [, which]) => {
  const places = numbersOf(which)?.map((place) => (place < 0 ? place + own.length : place));
  return attributes.int("axis", 0) === 0 && places?.every((place) => place in own)
    ? lengths(places.map((place) => own[place]))
    : undefined;
};

const slice: Rule = ({ attributes }, own, [, starts, ends, axes, steps]) => {
  const only = (value: Value | undefined, name: string): number | undefined =>
    (value === undefined ? attributes.ints(name) : numbersOf(value))?.[0];
  const [from, to] = [only(starts, "starts"), only(ends, "ends")];
  const plain = (only(axes, "axes") ?? 0) === 0 && (only(steps, "steps") ?? 1) === 1;
  return plain && from !== undefined && to !== undefined ? lengths(own.slice(from, to)) : undefined;
};

const concat: Rule = ({ attributes }, _own, values) => {
  const parts = values.map(listOf);
  return attributes.int("axis", 0) === 0 && parts.every((part) => part !== undefined)
    ? lengths(parts.flat())
    : undefined;
};

const unchanged: Rule = (_node, own) => lengths(own);

const RULES: Readonly<Record<string, Rule>> = {
  Gather: gather,
  Slice: slice,
  Concat: concat,
  Identity: unchanged,
  Squeeze: unchanged,
  Unsqueeze: unchanged,
  Cast: ({ attributes }, own) =>
    attributes.int("to", 0) === Type.INT64 || attributes.int("to", 0) === Type.INT32
      ? lengths(own)
      : undefined,
};

/** The lengths of a signal's axes. */
export function shapeOf({ attributes }: GraphNode, { features, rows }: Signal): LengthsValue | undefined {
  if (features === undefined) return undefined;
  const all: readonly Length[] = [rows ?? "rows", ...features];
  return lengths(all.slice(attributes.int("start", 0), attributes.int("end", MOST)));
}

/** What exporters do with shapes, to keep the number of rows open; undefined where a node does something else. */
export function interpretLengths(
  node: GraphNode,
  values: readonly (Value | undefined)[],
): LengthsValue | string | undefined {
  const own = values.find((value) => value?.kind === "lengths");
  if (own?.kind !== "lengths" || node.type === "Reshape") return undefined;
  const known = node.domain === "" && Object.hasOwn(RULES, node.type);
  // of a list of constants no place is picked by a length
  const rule = known && (node.type === "Concat" || values[0] === own) ? RULES[node.type] : undefined;
  return rule?.(node, own.lengths, values) ?? "it computes with a shape";
}

/** A shape as Reshape takes it: 0 keeps the rows. undefined where rows would stand elsewhere, or a length is open. */
export function givenShape(value: Value | undefined): readonly number[] | undefined {
  const shape = listOf(value)?.map((length, axis) => (length === "rows" && axis === 0 ? 0 : length));
  return shape?.every((length) => typeof length === "number") ? (shape as readonly number[]) : undefined;
}
