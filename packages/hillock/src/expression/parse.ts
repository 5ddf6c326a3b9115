import jsep, { type Expression as Parsed } from "jsep";
import { HillockError } from "../errors.ts";
import * as build from "./build.ts";
import type { Expression } from "./node.ts";
import { recognise } from "./recognise.ts";
import { inOrder } from "./structure.ts";

const MAX_LENGTH = 2000;
const MAX_DEPTH = 100;
const MAX_NODES = 500;

const { add, divide, exp, less, lessEqual, equal, max, min, multiply, negate, power, select, subtract, x } =
  build;

interface Callable {
  readonly arity: number;
  readonly apply: (...args: Expression[]) => Expression;
}
const one = (apply: (a: Expression) => Expression): Callable => ({ arity: 1, apply });
const two = (apply: (a: Expression, b: Expression) => Expression): Callable => ({ arity: 2, apply });

/** What a formula may call. */
const FUNCTIONS: Readonly<Record<string, Callable>> = {
  exp: one(exp),
  expm1: one(build.expm1),
  ln: one(build.log),
  log: one(build.log),
  log1p: one(build.log1p),
  sqrt: one(build.sqrt),
  abs: one(build.abs),
  sin: one(build.sin),
  cos: one(build.cos),
  atan: one(build.atan),
  arctan: one(build.atan),
  tanh: one(build.tanh),
  sinh: one((a) => multiply(0.5, subtract(exp(a), exp(negate(a))))),
  cosh: one((a) => multiply(0.5, add(exp(a), exp(negate(a))))),
  sigmoid: one(build.sigmoid),
  softplus: one(build.softplus),
  erf: one(build.erf),
  erfc: one(build.erfc),
  normal: one(build.normal),
  relu: one((a) => max(a, 0)),
  min: two(min),
  max: two(max),
  pow: two(power),
  clamp: { arity: 3, apply: (a, low, high) => min(max(a, low), high) },
};

const OPERATORS: Readonly<Record<string, (a: Expression, b: Expression) => Expression>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "^": power,
  "**": power,
};
const COMPARISONS: Readonly<Record<string, (a: Expression, b: Expression) => Expression>> = {
  "<": less,
  "<=": lessEqual,
  ">": (a, b) => less(b, a),
  ">=": (a, b) => lessEqual(b, a),
  "==": equal,
};
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Names that a parameter may not take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "x",
  ...Object.keys(FUNCTIONS),
  ...Object.keys(CONSTANTS),
]);

const fail = (message: string, position?: number): HillockError =>
  new HillockError("invalid-formula", message, position);

/** What was typed, for a message: not longer than is read at a glance. */
const quoted = (typed: string): string => (typed.length > 40 ? `${typed.slice(0, 40)}…` : typed);

const pointAt = (formula: string, position: number): string => {
  const start = Math.max(0, position - 60);
  return `\n  ${formula.slice(start, position + 40)}\n  ${" ".repeat(position - start)}^`;
};

/**
 * A formula in x as an expression: + − * / ^, comparisons in `c ? a : b`, the functions above, pi and e.
 * `parameters` names what else may occur.
 * @throws HillockError "invalid-formula" with the position of the first character that does not fit.
 */
export function parse(formula: string, parameters: Iterable<string> = []): Expression {
  guardSize(formula);
  const known = new Set(parameters);
  for (const name of known) {
    if (RESERVED_NAMES.has(name))
      throw fail(
        `A parameter cannot be called "${quoted(name)}": that is a name of the formula language. Call it something else.`,
      );
  }
  const tree = parseText(formula);
  const place = (word: string): number =>
    Math.max(0, formula.search(new RegExp(`(?<![\\w.])${word.replace(/[^\w]/g, "\\$&")}(?!\\w)`)));
  const error = (message: string, word: string): HillockError =>
    fail(`${message}${pointAt(formula, place(word))}`, place(word));

  const condition = (node: Parsed): Expression => {
    const operator = isBinary(node) ? COMPARISONS[node.operator] : undefined;
    if (!isBinary(node) || !operator)
      throw error('The part before "?" must compare two numbers, as in x > 0 ? x : 0.', "?");
    return operator(value(node.left), value(node.right));
  };
  const value = (node: Parsed): Expression => {
    if (isLiteral(node)) {
      if (typeof node.value !== "number")
        throw error(`${quoted(String(node.raw))} is not a number.`, String(node.raw));
      return build.constant(node.value);
    }
    if (isIdentifier(node)) {
      if (node.name === "x") return x;
      if (known.has(node.name)) return build.parameter(node.name);
      const constant = Object.hasOwn(CONSTANTS, node.name) ? CONSTANTS[node.name] : undefined;
      if (constant !== undefined) return build.constant(constant);
      const hint = Object.hasOwn(FUNCTIONS, node.name)
        ? `is a function: write ${node.name}(…)`
        : "is unknown: give it a value as a parameter, or use x";
      throw error(`"${quoted(node.name)}" ${hint}.`, node.name);
    }
    if (isUnary(node)) {
      if (node.operator === "-") return negate(value(node.argument));
      if (node.operator === "+") return value(node.argument);
      throw error(`The operator "${node.operator}" has no meaning here.`, node.operator);
    }
    if (isBinary(node)) {
      const operator = OPERATORS[node.operator];
      if (!operator)
        throw error(
          `The operator "${node.operator}" has no meaning here${COMPARISONS[node.operator] ? ": a comparison chooses, as in x > 0 ? x : 0" : ""}.`,
          node.operator,
        );
      return operator(value(node.left), value(node.right));
    }
    if (isCall(node)) {
      if (!isIdentifier(node.callee))
        throw fail(`Only a function's name can be called.${pointAt(formula, 0)}`, 0);
      const { name } = node.callee;
      const callable = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (!callable)
        throw error(
          `"${quoted(name)}" is not a function of formulas. There are: ${Object.keys(FUNCTIONS).join(", ")}.`,
          name,
        );
      if (node.arguments.length !== callable.arity) {
        throw error(
          `${name} takes ${callable.arity} argument${callable.arity === 1 ? "" : "s"}, not ${node.arguments.length}.`,
          name,
        );
      }
      return callable.apply(...node.arguments.map(value));
    }
    if (isConditional(node))
      return select(condition(node.test), value(node.consequent), value(node.alternate));
    throw fail(`This is not a formula in x.${pointAt(formula, 0)}`, 0);
  };

  const expression = value(tree);
  if (inOrder(expression).length > MAX_NODES)
    throw fail(`The formula has more than ${MAX_NODES} parts; write it shorter.`);
  return recognise(expression);
}

function guardSize(formula: string): void {
  if (formula.length > MAX_LENGTH)
    throw fail(`The formula has ${formula.length} characters; at most ${MAX_LENGTH} are read.`);
  let depth = 0;
  let run = 0;
  for (let i = 0; i < formula.length; i++) {
    const c = formula[i];
    if (c === "(") depth++;
    if (c === ")") depth--;
    run = c === "-" || c === "+" || c === "!" || c === "~" ? run + 1 : c === " " ? run : 0;
    if (depth > MAX_DEPTH || run > MAX_DEPTH)
      throw fail(`The formula is nested more than ${MAX_DEPTH} deep.`, i);
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
function gobbleSigned(this: jsep.HookScope, env: { node?: Parsed }): void {
  const operator = this.char;
  if (operator !== "-" && operator !== "+") return;
  this.index++;
  const argument = gobblePowers(this);
  if (!argument) this.throwError("missing unaryOp argument");
  env.node = { type: "UnaryExpression", operator, argument, prefix: true };
}

let prepared = false;

function parseText(formula: string): Parsed {
  if (!prepared) {
    for (const operator of POWERS) jsep.addBinaryOp(operator, 15, true);
    jsep.hooks.add("gobble-token", gobbleSigned);
    prepared = true;
  }
  if (formula.trim() === "")
    throw fail("The formula is empty. Write one in x, such as x / (1 + exp(-x)).", 0);
  try {
    return jsep(formula);
  } catch (cause) {
    const position = Math.min(positionOf(cause), Math.max(0, formula.length - 1));
    const reason =
      cause instanceof Error ? cause.message.replace(/ at character \d+$/, "") : "it cannot be read";
    throw fail(
      `The formula does not parse at character ${position + 1}: ${reason}.${pointAt(formula, position)}`,
      position,
    );
  }
}

const positionOf = (cause: unknown): number =>
  typeof cause === "object" && cause !== null && "index" in cause && typeof cause.index === "number"
    ? cause.index
    : 0;

const isLiteral = (node: Parsed): node is jsep.Literal => node.type === "Literal";
const isIdentifier = (node: Parsed): node is jsep.Identifier => node.type === "Identifier";
const isUnary = (node: Parsed): node is jsep.UnaryExpression => node.type === "UnaryExpression";
const isBinary = (node: Parsed): node is jsep.BinaryExpression =>
  node.type === "BinaryExpression" || node.type === "LogicalExpression";
const isCall = (node: Parsed): node is jsep.CallExpression => node.type === "CallExpression";
const isConditional = (node: Parsed): node is jsep.ConditionalExpression =>
  node.type === "ConditionalExpression";
