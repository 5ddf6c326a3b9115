import jsep, { type Expression as Parsed } from "jsep";

export const MAX_DEPTH = 100;

/** Where a part stands in the text: its first character, and the one behind it. */
export interface Place {
  readonly start: number;
  readonly end: number;
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
  if (reading && env.node) env.node = gobbleChoice(this, env.node);
}

const places = new WeakMap<Parsed, Place>();
export const placeOf = (part: Parsed): Place | undefined => places.get(part);

/** Of tokens that are being read, the innermost last. */
const starts = new WeakMap<jsep.HookScope, number[]>();

function beforeToken(this: jsep.HookScope, env: { node?: Parsed }): void {
  if (!reading) return;
  const open = starts.get(this) ?? [];
  starts.set(this, [...open, this.index]);
  // jsep says of all tokens but numbers when they end
  const token = /[\d.]/.test(this.char)
    ? this.gobbleNumericLiteral()
    : (gobbleSigned(this) ?? gobbleSize(this));
  if (token) env.node = token;
}

function afterToken(this: jsep.HookScope, { node }: { node?: Parsed }): void {
  if (!reading) return;
  const open = starts.get(this) ?? [];
  starts.set(this, open.slice(0, -1));
  const start = open.at(-1) ?? 0;
  // what stands in brackets was a token of its own before
  if (node) places.set(node, { start: places.get(node)?.start ?? start, end: this.index });
}

/** Strengths of operators; undefined for those that formulas do not have. */
const OPERATORS: readonly (readonly [operator: string, strength: number | undefined])[] = [
  ...POWERS.map((power) => [power, 15] as const),
  ["|", undefined],
  ["||", undefined],
];

function setOperator(operator: string, strength: number | undefined, rightToLeft: boolean): void {
  if (strength === undefined) jsep.removeBinaryOp(operator);
  else jsep.addBinaryOp(operator, strength, rightToLeft);
}

let hooked = false;
/** jsep has one set of rules for all who use it: those of formulas hold only while one is read. */
let reading = false;

/** jsep's tree of a formula. @throws Error of jsep's, with an index */
export function readTree(text: string): Parsed {
  if (!hooked) {
    jsep.hooks.add("gobble-token", beforeToken);
    jsep.hooks.add("after-token", afterToken);
    jsep.hooks.add("after-expression", afterExpression);
    hooked = true;
  }
  const before = OPERATORS.map(
    ([operator]) =>
      [
        operator,
        jsep.binary_ops[operator] as number | undefined,
        jsep.right_associative.has(operator),
      ] as const,
  );
  for (const [operator, strength] of OPERATORS) setOperator(operator, strength, true);
  reading = true;
  try {
    return jsep(text);
  } finally {
    reading = false;
    for (const [operator, strength, rightToLeft] of before) setOperator(operator, strength, rightToLeft);
  }
}
