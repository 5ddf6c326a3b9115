import type { Expression } from "./node.ts";
import {
  ATOM,
  atom,
  formatConstant,
  infix,
  type Notation,
  POWER,
  PRODUCT,
  type Printed,
  print,
  SIGN,
  SUM,
} from "./print.ts";

const GREEK = new Set(["alpha", "beta", "gamma", "delta", "lambda", "mu", "sigma", "theta", "omega"]);
const letters = (word: string): string =>
  GREEK.has(word)
    ? `\\${word}`
    : word.length === 1 && word !== "_"
      ? word
      : `\\mathit{${word.replaceAll("_", "\\_")}}`;
/** What stands behind a single underscore is an index. */
function name(word: string): string {
  const [, head, index] = /^([^_]+)_([^_]+)$/.exec(word) ?? [];
  return head && index ? `${letters(head)}_{${letters(index)}}` : letters(word);
}
const applied =
  (command: string) =>
  (args: readonly Printed[]): Printed =>
    atom(`${command}\\left(${args.map((a) => a.text).join(", ")}\\right)`);
const operator = (word: string) => applied(`\\operatorname{${word}}`);

/** 1/6 rather than 0.1666667: a constant that its reciprocal says shorter. */
function reciprocal(value: number): number | undefined {
  const whole = Math.round(1 / value);
  return whole > 1 && whole < 100 && 1 / whole === value && value !== Number(value.toPrecision(4))
    ? whole
    : undefined;
}

const number = (value: number): string =>
  formatConstant(value, "\\infty").replace(
    /e([+-]?)0*(\d+)$/,
    (_, sign: string, digits: string) => ` \\cdot 10^{${sign === "-" ? "-" : ""}${digits}}`,
  );

const strengthOf = (text: string): number =>
  text.includes("\\cdot") ? PRODUCT : text.startsWith("-") ? SIGN : ATOM;

const CASES = ["\\begin{cases} ", " \\end{cases}"] as const;
/** What a chain of choices says when its first condition does not hold: its other rows, or the last one. */
const otherwise = ({ text }: Printed, { kind }: Expression): string =>
  kind === "select" ? text.slice(CASES[0].length, -CASES[1].length) : `${text} & \\text{otherwise}`;

const product = infix(" \\, ", PRODUCT, SIGN);

const LATEX = {
  constant: (_, e) => {
    const whole = reciprocal(e.value);
    return whole === undefined
      ? { text: number(e.value), strength: strengthOf(number(e.value)) }
      : { text: `\\tfrac{1}{${whole}}`, strength: POWER };
  },
  variable: (_, e) => atom(name(e.name)),
  parameter: (_, e) => atom(name(e.name)),
  add: infix(" + ", SUM),
  subtract: infix(" - ", SUM, PRODUCT),
  multiply: (args, e, brackets) =>
    e.args[0].kind === "variable" && e.args[1].kind === "variable"
      ? { text: `${args[0].text}^{2}`, strength: SIGN }
      : product(args, e, brackets),
  // stands in a product as it is, but not under an exponent
  divide: ([a, b]) => ({ text: `\\frac{${a.text}}{${b.text}}`, strength: POWER }),
  negate: ([a], _e, brackets) => ({ text: `-${brackets(a, SIGN)}`, strength: SIGN }),
  abs: ([a]) => atom(`\\left|${a.text}\\right|`),
  min: applied("\\min"),
  max: applied("\\max"),
  sqrt: ([a]) => atom(`\\sqrt{${a.text}}`),
  round: operator("round"),
  less: infix(" < ", SUM),
  lessEqual: infix(" \\le ", SUM),
  equal: infix(" = ", SUM),
  select: ([c, a, b], e) => ({
    text: `${CASES[0]}${a.text} & \\text{if } ${c.text} \\\\ ${otherwise(b, e.args[2])}${CASES[1]}`,
    strength: POWER,
  }),
  exp: ([a]) => ({ text: `e^{${a.text}}`, strength: SIGN }),
  expm1: ([a], _e) => ({ text: `e^{${a.text}} - 1`, strength: SUM }),
  log: applied("\\ln"),
  log1p: ([a]) => atom(`\\ln\\left(1 + ${a.text}\\right)`),
  sin: applied("\\sin"),
  cos: applied("\\cos"),
  atan: applied("\\arctan"),
  tanh: applied("\\tanh"),
  sigmoid: applied("\\sigma"),
  softplus: operator("softplus"),
  erf: operator("erf"),
  erfc: operator("erfc"),
  normal: applied("\\Phi"),
  power: ([a, b], _e, brackets) => ({ text: `${brackets(a, ATOM)}^{${b.text}}`, strength: SIGN }),
  pow2: ([a]) => atom(`2^{${a.text}}`),
  exponent: operator("exponent"),
  mantissa: operator("mantissa"),
  copySign: operator("copysign"),
  shiftedPow2: operator("shiftedPow2"),
  truncateBits: operator("truncate"),
  ceil: operator("ceil"),
  pmin: operator("pmin"),
  pmax: operator("pmax"),
  angle: operator("angle"),
  noted: ([a]) => a,
  row: operator("row"),
  entry: ([a], { name }) => atom(`${a.text}_{${name}}`),
} satisfies Notation;

/** The formula in LaTeX, without dollar signs. */
export const expressionLatex = (expression: Expression): string =>
  print(LATEX, "\\left(", "\\right)", expression);
