import type { Expression, FormulaKind } from "./node.ts";

type Write = (args: readonly string[], e: Expression) => string;

const call =
  (name: string): Write =>
  (args) =>
    `${name}(${args.join(", ")})`;
const between =
  (sign: string): Write =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`;

/** How `parse` reads each kind; undefined where it cannot. */
const WRITTEN = {
  constant: (_args, { value }) =>
    Number.isFinite(value) ? (value < 0 ? `(${value})` : String(value)) : value > 0 ? "(1 / 0)" : "(-1 / 0)",
  variable: () => "x",
  parameter: (_args, { name }) => name,
  add: between("+"),
  subtract: between("-"),
  multiply: between("*"),
  divide: between("/"),
  negate: ([a]) => `(-${a})`,
  abs: call("abs"),
  min: call("min"),
  max: call("max"),
  sqrt: call("sqrt"),
  round: undefined,
  less: between("<"),
  lessEqual: between("<="),
  equal: between("=="),
  select: ([condition, a, b]) => `(${condition} ? ${a} : ${b})`,
  exp: call("exp"),
  expm1: call("expm1"),
  log: call("ln"),
  log1p: call("log1p"),
  sin: call("sin"),
  cos: call("cos"),
  atan: call("atan"),
  tanh: call("tanh"),
  sigmoid: call("sigmoid"),
  softplus: call("softplus"),
  erf: call("erf"),
  erfc: call("erfc"),
  normal: call("normal"),
  power: call("pow"),
} satisfies Record<FormulaKind, Write | undefined>;

const isFormulaKind = (kind: string): kind is FormulaKind => Object.hasOwn(WRITTEN, kind);

/** As long as `parse` reads. */
const LONGEST = 2000;

/** The formula as `parse` reads it, with all digits; undefined where it is too long, or has what cannot be typed. */
export function formulaText(expression: Expression): string | undefined {
  const done = new Map<Expression, string | undefined>();
  const visit = (e: Expression): string | undefined => {
    if (done.has(e)) return done.get(e);
    const write: Write | undefined = isFormulaKind(e.kind) ? WRITTEN[e.kind] : undefined;
    const args = e.args.map(visit);
    const whole = write !== undefined && args.every((arg) => arg !== undefined);
    const made = whole ? write(args, e) : undefined;
    // shared parts stand as often as they are used
    const text = made !== undefined && made.length <= LONGEST ? made : undefined;
    done.set(e, text);
    return text;
  };
  return visit(expression);
}
