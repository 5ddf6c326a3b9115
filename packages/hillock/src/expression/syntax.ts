import type jsep from "jsep";
import type { Expression as Parsed } from "jsep";
import { HillockError } from "../errors.ts";
import { MAX_DEPTH, placeOf, readTree } from "./grammar.ts";
import { withTypedSigns } from "./signs.ts";

const MAX_LENGTH = 2000;

/** jsep's tree of a formula, and where its parts stand. */
export interface Syntax {
  readonly tree: Parsed;
  /** Where to point at a part: an operator where it has one. */
  position(part: Parsed): number;
}

export const fail = (message: string, position?: number): HillockError =>
  new HillockError("invalid-formula", message, position);

/** The message with the place in the formula below it. */
export function failAt(formula: string, message: string, position: number): HillockError {
  const start = Math.max(0, position - 60);
  const pointer = `\n  ${formula.slice(start, position + 40)}\n  ${" ".repeat(position - start)}^`;
  return fail(`${message}${pointer}`, position);
}

function guardDepth(text: string, givenAt: (position: number) => number): void {
  let depth = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "(" || c === "[") depth++;
    if (c === ")" || c === "]") depth--;
    run = c === "-" || c === "+" || c === "!" || c === "~" ? run + 1 : c === " " ? run : 0;
    if (depth > MAX_DEPTH || run > MAX_DEPTH)
      throw fail(`The formula is nested more than ${MAX_DEPTH} deep.`, givenAt(i));
  }
}

export const isLiteral = (node: Parsed): node is jsep.Literal => node.type === "Literal";
export const isIdentifier = (node: Parsed): node is jsep.Identifier => node.type === "Identifier";
export const isUnary = (node: Parsed): node is jsep.UnaryExpression => node.type === "UnaryExpression";
export const isBinary = (node: Parsed): node is jsep.BinaryExpression =>
  node.type === "BinaryExpression" || node.type === "LogicalExpression";
export const isCall = (node: Parsed): node is jsep.CallExpression => node.type === "CallExpression";
export const isConditional = (node: Parsed): node is jsep.ConditionalExpression =>
  node.type === "ConditionalExpression";
/** Of operators and calls. */
export const operandsOf = (node: Parsed): readonly Parsed[] =>
  isUnary(node)
    ? [node.argument]
    : isBinary(node)
      ? [node.left, node.right]
      : isCall(node)
        ? node.arguments
        : [];
/** Parts side by side, or none. */
export const isCompound = (node: Parsed): node is jsep.Compound => node.type === "Compound";

function endOf(node: Parsed): number {
  const place = placeOf(node);
  if (place) return place.end;
  return isBinary(node) ? endOf(node.right) : isConditional(node) ? endOf(node.alternate) : 0;
}

function startOf(node: Parsed): number {
  // two formulas side by side: the second is one too many
  if (isCompound(node)) return node.body.length > 1 ? startOf(node.body[1]) : 0;
  const place = placeOf(node);
  if (place) return place.start;
  return isBinary(node) ? startOf(node.left) : isConditional(node) ? startOf(node.test) : 0;
}

const afterSpaces = (formula: string, from: number): number =>
  from + (/^\s*/.exec(formula.slice(from))?.[0].length ?? 0);

const reasonOf = (cause: unknown): string =>
  cause instanceof RangeError
    ? "it is nested too deep"
    : cause instanceof Error
      ? cause.message
          .replace(/ at character \d+$/, "")
          .replace(
            /^Variable names cannot start with a number \(([\d.]+)(.)\)$/,
            "write $1 * $2 for the product",
          )
      : "it cannot be read";

const positionOf = (cause: unknown): number =>
  typeof cause === "object" && cause !== null && "index" in cause && typeof cause.index === "number"
    ? cause.index
    : 0;

/** @throws HillockError "invalid-formula" with the position of the first character that does not fit. */
export function readSyntax(formula: string): Syntax {
  if (formula.length > MAX_LENGTH)
    throw fail(`The formula has ${formula.length} characters; at most ${MAX_LENGTH} are read.`);
  const { text, givenAt } = withTypedSigns(formula);
  guardDepth(text, givenAt);
  if (text.trim() === "") throw fail("The formula is empty. Write one in x, such as x / (1 + exp(-x)).", 0);
  const position = (part: Parsed): number =>
    isBinary(part)
      ? afterSpaces(text, endOf(part.left))
      : isConditional(part)
        ? afterSpaces(text, endOf(part.test))
        : startOf(part);
  try {
    return { tree: readTree(text), position: (part) => givenAt(position(part)) };
  } catch (cause) {
    const at = Math.min(givenAt(positionOf(cause)), Math.max(0, formula.length - 1));
    throw failAt(formula, `The formula does not parse at character ${at + 1}: ${reasonOf(cause)}.`, at);
  }
}
