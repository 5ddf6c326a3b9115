import jsep, { type Expression as Parsed } from "jsep";
import { HillockError } from "../errors.ts";
import { withTypedSigns } from "./signs.ts";

const MAX_LENGTH = 2000;
const MAX_DEPTH = 100;

/** Where a part stands in the text: its first character, and the one behind it. */
interface Place {
  readonly start: number;
  readonly end: number;
}

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

const POWERS = ["**", "^"];

/** A token with the powers behind it, the last of which is taken first. */
function gobblePowers(text: jsep.HookScope): Parsed | undefined {
  const left = text.gobbleToken();
  text.gobbleSpaces();
  const operator = POWERS.find((each) => text.expr.startsWith(each, text.index));
  if (!left || operator === undefined) return left;
  text.index += operator.length;
  const right = gobblePowers(text);
  if (!right) return text.throwError(`Expected expression after ${operator}`);
  return { type: "BinaryExpression", operator, left, right };
}

/** −x² is −(x²), as in mathematics; jsep binds a sign to what stands next to it. */
function gobbleSigned(text: jsep.HookScope): Parsed | undefined {
  const operator = text.char;
  if (operator !== "-" && operator !== "+") return undefined;
  text.index++;
  const argument = gobblePowers(text);
  if (!argument) return text.throwError("missing unaryOp argument");
  return { type: "UnaryExpression", operator, argument, prefix: true };
}

/** |u| is abs(u). */
function gobbleSize(text: jsep.HookScope): Parsed | undefined {
  if (text.char !== "|") return undefined;
  if ((starts.get(text)?.length ?? 0) > 2 * MAX_DEPTH) return text.throwError("it is nested too deep");
  const start = text.index++;
  const size = text.gobbleExpression();
  text.gobbleSpaces();
  if (!size || text.char !== "|") {
    text.index = start;
    return text.throwError("This | has no second one");
  }
  text.index++;
  return { type: "CallExpression", callee: { type: "Identifier", name: "abs" }, arguments: [size] };
}

/** The word, if it is what comes next. */
function gobbleWord(text: jsep.HookScope, word: string): boolean {
  text.gobbleSpaces();
  const rest = text.expr.slice(text.index);
  if (!rest.startsWith(word) || /^[\p{L}\p{Nd}_]/u.test(rest.slice(word.length))) return false;
  text.index += word.length;
  return true;
}

/** `a if c else b`, of which a was read: `c ? a : b`. */
function gobbleChoice(text: jsep.HookScope, consequent: Parsed): Parsed {
  if (!gobbleWord(text, "if")) return consequent;
  const test = text.gobbleExpression();
  if (!test) return text.throwError("Expected expression after if");
  const alternate = gobbleWord(text, "else") && text.gobbleExpression();
  if (!alternate) return text.throwError("A choice needs both sides, as in x if x > 0 else 0");
  return { type: "ConditionalExpression", test, consequent, alternate };
}

function afterExpression(this: jsep.HookScope, env: { node?: Parsed }): void {
  if (env.node) env.node = gobbleChoice(this, env.node);
}

const places = new WeakMap<Parsed, Place>();
/** Of tokens that are being read, the innermost last. */
const starts = new WeakMap<jsep.HookScope, number[]>();

function beforeToken(this: jsep.HookScope, env: { node?: Parsed }): void {
  const open = starts.get(this) ?? [];
  starts.set(this, [...open, this.index]);
  // jsep says of all tokens but numbers when they end
  const token = /[\d.]/.test(this.char)
    ? this.gobbleNumericLiteral()
    : (gobbleSigned(this) ?? gobbleSize(this));
  if (token) env.node = token;
}

function afterToken(this: jsep.HookScope, { node }: { node?: Parsed }): void {
  const open = starts.get(this) ?? [];
  starts.set(this, open.slice(0, -1));
  const start = open.at(-1) ?? 0;
  // what stands in brackets was a token of its own before
  if (node) places.set(node, { start: places.get(node)?.start ?? start, end: this.index });
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
  const place = places.get(node);
  if (place) return place.end;
  return isBinary(node) ? endOf(node.right) : isConditional(node) ? endOf(node.alternate) : 0;
}

function startOf(node: Parsed): number {
  // two formulas side by side: the second is one too many
  if (isCompound(node)) return node.body.length > 1 ? startOf(node.body[1]) : 0;
  const place = places.get(node);
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

let prepared = false;

/** @throws HillockError "invalid-formula" with the position of the first character that does not fit. */
export function readSyntax(formula: string): Syntax {
  if (formula.length > MAX_LENGTH)
    throw fail(`The formula has ${formula.length} characters; at most ${MAX_LENGTH} are read.`);
  const { text, givenAt } = withTypedSigns(formula);
  guardDepth(text, givenAt);
  if (!prepared) {
    for (const operator of POWERS) jsep.addBinaryOp(operator, 15, true);
    for (const operator of ["|", "||"]) jsep.removeBinaryOp(operator);
    jsep.hooks.add("gobble-token", beforeToken);
    jsep.hooks.add("after-token", afterToken);
    jsep.hooks.add("after-expression", afterExpression);
    prepared = true;
  }
  if (text.trim() === "") throw fail("The formula is empty. Write one in x, such as x / (1 + exp(-x)).", 0);
  const position = (part: Parsed): number =>
    isBinary(part)
      ? afterSpaces(text, endOf(part.left))
      : isConditional(part)
        ? afterSpaces(text, endOf(part.test))
        : startOf(part);
  try {
    return { tree: jsep(text), position: (part) => givenAt(position(part)) };
  } catch (cause) {
    const at = Math.min(givenAt(positionOf(cause)), Math.max(0, formula.length - 1));
    throw failAt(formula, `The formula does not parse at character ${at + 1}: ${reasonOf(cause)}.`, at);
  }
}
