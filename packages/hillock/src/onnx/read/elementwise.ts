import {
  abs,
  add,
  constant,
  cos,
  divide,
  equal,
  erf,
  exp,
  less,
  lessEqual,
  log,
  max,
  min,
  multiply,
  negate,
  power,
  round,
  select,
  sin,
  sqrt,
  subtract,
} from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { substitute } from "../../expression/structure.ts";
import { type ActivationOperator, activationOperators } from "../operators.ts";
import { Type } from "../tensor.ts";
import type { GraphNode } from "./node.ts";
import { asCondition, asNumber, isTruth } from "./truth.ts";

const FLOATS: ReadonlySet<number> = new Set([Type.FLOAT, Type.DOUBLE, Type.FLOAT16]);

/** An operator on elements as a formula of its inputs. */
type Build = (args: readonly Expression[]) => Expression;

interface Rule {
  readonly least: number;
  readonly most: number;
  readonly build: Build;
}
const rule = (inputs: number, build: Build): Rule => ({ least: inputs, most: inputs, build });
/** Of any number of inputs, at least one. */
const folded = (two: (a: Expression, b: Expression) => Expression): Rule => ({
  least: 1,
  most: Infinity,
  build: ([first, ...rest]) => rest.reduce((a, b) => two(a, b), first),
});

/** What a Cast makes of truth, and of numbers where they become truth; undefined where it rounds or keeps numbers. */
function castOf({ attributes }: GraphNode, [a]: readonly (Expression | undefined)[]): Expression | undefined {
  const to = attributes.int("to", Type.FLOAT);
  if (a === undefined) return undefined;
  if (to === Type.BOOL) return isTruth(a) ? a : select(equal(a, 0), 0, 1);
  return FLOATS.has(to) && isTruth(a) ? asNumber(a) : undefined;
}

/** Arithmetic, of which exporters make functions that ONNX did not have. */
const ARITHMETIC: Readonly<Record<string, Rule>> = {
  Add: rule(2, ([a, b]) => add(a, b)),
  Sub: rule(2, ([a, b]) => subtract(a, b)),
  Mul: rule(2, ([a, b]) => multiply(a, b)),
  Div: rule(2, ([a, b]) => divide(a, b)),
  Pow: rule(2, ([a, b]) => power(a, b)),
  Sum: folded(add),
  Min: folded(min),
  Max: folded(max),
  Neg: rule(1, ([a]) => negate(a)),
  Abs: rule(1, ([a]) => abs(a)),
  Sqrt: rule(1, ([a]) => sqrt(a)),
  Reciprocal: rule(1, ([a]) => divide(1, a)),
  Log: rule(1, ([a]) => log(a)),
  Sin: rule(1, ([a]) => sin(a)),
  Cos: rule(1, ([a]) => cos(a)),
  Sinh: rule(1, ([a]) => multiply(0.5, subtract(exp(a), exp(negate(a))))),
  Cosh: rule(1, ([a]) => multiply(0.5, add(exp(a), exp(negate(a))))),
  Erf: rule(1, ([a]) => erf(a)),
  Round: rule(1, ([a]) => round(a)),
  Less: rule(2, ([a, b]) => less(a, b)),
  LessOrEqual: rule(2, ([a, b]) => lessEqual(a, b)),
  Greater: rule(2, ([a, b]) => less(b, a)),
  GreaterOrEqual: rule(2, ([a, b]) => lessEqual(b, a)),
  Equal: rule(2, ([a, b]) => equal(a, b)),
  And: rule(2, ([a, b]) => select(asCondition(a), asNumber(b), 0)),
  Or: rule(2, ([a, b]) => select(asCondition(a), 1, asNumber(b))),
  Not: rule(1, ([a]) => select(asCondition(a), 0, 1)),
  Where: rule(3, ([condition, a, b]) => select(asCondition(condition), a, b)),
};

/** Whether a node acts on elements, as far as its operator tells. */
export const isElementwise = ({ type, domain, formula }: GraphNode): boolean =>
  formula !== undefined ||
  (domain === "" && (type === "Cast" || Object.hasOwn(ARITHMETIC, type))) ||
  activationOperators(domain).some((operator) => operator.type === type);

/** Of which exporters also make other functions. */
const BUILDING_BLOCKS: ReadonlySet<string> = new Set(["Identity", "Exp"]);

/** Whether an operator is an activation by itself. */
export const isActivationOperator = ({ type, domain }: GraphNode): boolean =>
  !BUILDING_BLOCKS.has(type) && activationOperators(domain).some((operator) => operator.type === type);

/** The operator's entry whose text attributes are the node's. */
const activationOperator = (node: GraphNode): ActivationOperator | undefined =>
  activationOperators(node.domain).find(
    ({ type, texts, given }) =>
      type === node.type &&
      given.every((name) => node.attributes.has(name)) &&
      Object.entries(texts).every(
        ([name, { value, byDefault }]) => node.attributes.text(name, byDefault) === value,
      ),
  );

export const numbersOf = (settings: ReadonlyMap<string, Expression | undefined>): Record<string, number> =>
  Object.fromEntries(
    [...settings].flatMap(([name, value]) => (value?.kind === "constant" ? [[name, value.value]] : [])),
  );

/**
 * What the node computes of its inputs, element by element; undefined where it is no such operator.
 * @param args of each input, in order; undefined where it is left out
 */
export function formulaOfNode(
  node: GraphNode,
  args: readonly (Expression | undefined)[],
  opset: number,
): Expression | undefined {
  if (node.formula !== undefined) {
    const { formula, parameters } = node.formula;
    return args.length === parameters.length + 1 && args.every((arg) => arg !== undefined)
      ? substitute(formula, (leaf) =>
          leaf.kind === "variable" || leaf.kind === "parameter"
            ? args[parameters.indexOf(leaf.name) + 1]
            : undefined,
        )
      : undefined;
  }
  const operator = activationOperator(node);
  if (operator !== undefined) {
    const { formula, attributes, inputs, inputsSince, holds } = operator;
    const further = new Map<string, Expression | undefined>(
      Object.entries(inputs).map(([name, byDefault], i) => {
        const given = opset >= inputsSince ? args[i + 1] : undefined;
        if (given !== undefined || byDefault === undefined) return [name, given];
        return [name, constant(node.attributes.float(name, byDefault))];
      }),
    );
    const [x] = args;
    if (x === undefined || [...further.values()].includes(undefined)) return undefined;
    const settings = new Map<string, Expression | undefined>([
      ...Object.entries(attributes).map(([name, byDefault]): [string, Expression] => [
        name,
        constant(node.attributes.float(name, byDefault)),
      ]),
      ...further,
    ]);
    if (holds !== undefined && !holds(numbersOf(settings))) return undefined;
    return substitute(formula, (leaf) =>
      leaf.kind === "variable" ? x : leaf.kind === "parameter" ? settings.get(leaf.name) : undefined,
    );
  }
  if (node.domain === "" && node.type === "Cast") return castOf(node, args);
  if (node.domain !== "" || !Object.hasOwn(ARITHMETIC, node.type)) return undefined;
  const { least, most, build } = ARITHMETIC[node.type];
  const given = args.filter((arg) => arg !== undefined);
  return given.length === args.length && given.length >= least && given.length <= most
    ? build(given)
    : undefined;
}
