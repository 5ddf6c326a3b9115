import type { Expression as Parsed } from "jsep";
import type { HillockError } from "../errors.ts";
import * as build from "./build.ts";
import { evaluate } from "./evaluate.ts";
import { cosh, sinh } from "./hyperbolic.ts";
import type { Expression } from "./node.ts";
import { recognise } from "./recognise.ts";
import { inOrder } from "./structure.ts";
import {
  fail,
  failAt,
  isBinary,
  isCall,
  isCompound,
  isConditional,
  isIdentifier,
  isLiteral,
  isUnary,
  operandsOf,
  readSyntax,
} from "./syntax.ts";

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
  sinh: one(sinh),
  cosh: one(cosh),
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

/** The same in signs, which parameters may have as names. */
const SYMBOLS: Readonly<Record<string, Callable>> = {
  σ: FUNCTIONS["sigmoid"],
  Φ: FUNCTIONS["normal"],
  "√": FUNCTIONS["sqrt"],
};

const OPERATORS: Readonly<Record<string, (a: Expression, b: Expression) => Expression>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "^": power,
  "**": power,
};
type Choice = (a: Expression, b: Expression, yes: Expression, no: Expression) => Expression;
const COMPARISONS: Readonly<Record<string, Choice>> = {
  "<": (a, b, yes, no) => select(less(a, b), yes, no),
  "<=": (a, b, yes, no) => select(lessEqual(a, b), yes, no),
  ">": (a, b, yes, no) => select(less(b, a), yes, no),
  ">=": (a, b, yes, no) => select(lessEqual(b, a), yes, no),
  "==": (a, b, yes, no) => select(equal(a, b), yes, no),
  "!=": (a, b, yes, no) => select(equal(a, b), no, yes),
};
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI, e: Math.E };

/** What stands under a key that was typed. */
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Names that a parameter may not take. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "x",
  ...Object.keys(FUNCTIONS),
  ...Object.keys(CONSTANTS),
]);

/** What LaTeX, WGSL and ONNX can write as well. */
const PARAMETER_NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** What was typed, for a message: not longer than is read at a glance. */
const quoted = (typed: string): string => (typed.length > 40 ? `${typed.slice(0, 40)}…` : typed);

/**
 * Refuses constants that kernels would have as infinities, such as exp(100), but for those that are meant: 1/0 and what
 * is made of it.
 */
function constantsWithin(refuse: (value: number, part: Parsed) => HillockError) {
  const known = new Map<Parsed, number>();
  return (part: Parsed, e: Expression): void => {
    const operands = operandsOf(part).map((operand) => known.get(operand));
    const settled = operands.length > 0 ? !operands.includes(undefined) : e.kind === "constant";
    if (!settled) return;
    const value = evaluate(e, 0);
    known.set(part, value);
    const meant = operands.some((operand) => operand !== undefined && Math.abs(operand) === Infinity);
    const byZero = e.kind === "divide" && operands[1] === 0;
    if (Math.abs(Math.fround(value)) === Infinity && !meant && !byZero) throw refuse(value, part);
  };
}

/**
 * A formula in x as an expression: + − * / ^, comparisons in `c ? a : b`, the functions above, pi and e; also as `text` and
 * books write it: `a if c else b`, |x|, σ, Φ, √, ·, ≤.
 * `parameters` names what else may occur.
 * @throws HillockError "invalid-formula" with the position of the first character that does not fit.
 */
export function parse(formula: string, parameters: Iterable<string> = []): Expression {
  const known = new Set(parameters);
  for (const name of known) {
    if (RESERVED_NAMES.has(name))
      throw fail(
        `A parameter cannot be called "${quoted(name)}": that is a name of the formula language. Call it something else.`,
      );
    if (!PARAMETER_NAME.test(name))
      throw fail(
        `A parameter cannot be called "${quoted(name)}": its name may have letters, digits and underscores, no digit first.`,
      );
  }
  const { tree, position } = readSyntax(formula);
  const error = (message: string, part: Parsed): HillockError => failAt(formula, message, position(part));

  const guard = constantsWithin((constant, part) =>
    error(
      `The constant ${isLiteral(part) ? quoted(part.raw) : Number(constant.toPrecision(7))} is beyond float32, which reaches to 3.402823e38: choose a smaller one.`,
      part,
    ),
  );
  const value = (node: Parsed): Expression => {
    const expression = read(node);
    guard(node, expression);
    return expression;
  };
  const read = (node: Parsed): Expression => {
    if (isLiteral(node)) {
      if (typeof node.value !== "number") throw error(`${quoted(node.raw)} is not a number.`, node);
      return build.constant(node.value);
    }
    if (isIdentifier(node)) {
      if (node.name === "x") return x;
      if (known.has(node.name)) return build.parameter(node.name);
      const constant = own(CONSTANTS, node.name);
      if (constant !== undefined) return build.constant(constant);
      const hint = Object.hasOwn(FUNCTIONS, node.name)
        ? `is a function: write ${node.name}(…)`
        : "is unknown: give it a value as a parameter, or use x";
      throw error(`"${quoted(node.name)}" ${hint}.`, node);
    }
    if (isUnary(node)) {
      if (node.operator === "-") return negate(value(node.argument));
      if (node.operator === "+") return value(node.argument);
      throw error(`The operator "${node.operator}" has no meaning here.`, node);
    }
    if (isBinary(node)) {
      const operator = own(OPERATORS, node.operator);
      if (!operator)
        throw error(
          `The operator "${node.operator}" has no meaning here${own(COMPARISONS, node.operator) ? ": a comparison chooses, as in x > 0 ? x : 0" : ""}.`,
          node,
        );
      return operator(value(node.left), value(node.right));
    }
    if (isCall(node)) {
      if (!isIdentifier(node.callee)) throw error("Only a function's name can be called.", node);
      const { name } = node.callee;
      const callable = own(FUNCTIONS, name) ?? own(SYMBOLS, name);
      if (!callable)
        throw error(
          `"${quoted(name)}" is not a function of formulas. There are: ${Object.keys(FUNCTIONS).join(", ")}.`,
          node,
        );
      if (node.arguments.length !== callable.arity) {
        throw error(
          `${name} takes ${callable.arity} argument${callable.arity === 1 ? "" : "s"}, not ${node.arguments.length}.`,
          node,
        );
      }
      return callable.apply(...node.arguments.map(value));
    }
    if (isConditional(node)) {
      const { test, consequent, alternate } = node;
      const choice = isBinary(test) ? own(COMPARISONS, test.operator) : undefined;
      if (!isBinary(test) || !choice)
        throw error(
          `A choice must compare two numbers by one of ${Object.keys(COMPARISONS).join(" ")}, as in x > 0 ? x : 0.`,
          node,
        );
      return choice(value(test.left), value(test.right), value(consequent), value(alternate));
    }
    const aside = isCompound(node) && node.body.length > 1;
    throw error(`This is not a formula in x${aside ? ": an operator is missing before it" : ""}.`, node);
  };

  const expression = value(tree);
  if (inOrder(expression).length > MAX_NODES)
    throw fail(`The formula has more than ${MAX_NODES} parts; write it shorter.`);
  return recognise(expression);
}
