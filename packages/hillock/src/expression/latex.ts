import type { Expression } from "./node.ts";
import {
  ATOM,
  atom,
  formatConstant,
  infix,
  type Notation,
  PRODUCT,
  type Printed,
  print,
  SIGN,
  SUM,
} from "./print.ts";

const GREEK = new Set(["alpha", "beta", "gamma", "delta", "lambda", "mu", "sigma", "theta", "omega"]);
const name = (word: string): string =>
  GREEK.has(word) ? `\\${word}` : word.length === 1 ? word : `\\mathit{${word}}`;
const applied =
  (command: string) =>
  (args: readonly Printed[]): Printed =>
    atom(`${command}\\left(${args.map((a) => a.text).join(", ")}\\right)`);
const operator = (word: string) => applied(`\\operatorname{${word}}`);

const number = (value: number): string =>
  formatConstant(value, "\\infty").replace(
    /e([+-]?)0*(\d+)$/,
    (_, sign: string, digits: string) => ` \\cdot 10^{${sign === "-" ? "-" : ""}${digits}}`,
  );

const LATEX = {
  constant: (_, e) => ({ text: number(e.value), strength: e.value < 0 ? SIGN : ATOM }),
  variable: (_, e) => atom(name(e.name)),
  parameter: (_, e) => atom(name(e.name)),
  add: infix(" + ", SUM),
  subtract: infix(" - ", SUM, PRODUCT),
  multiply: infix(" \\, ", PRODUCT, SIGN),
  divide: ([a, b]) => atom(`\\frac{${a.text}}{${b.text}}`),
  negate: ([a], _e, brackets) => ({ text: `-${brackets(a, SIGN)}`, strength: SIGN }),
  abs: ([a]) => atom(`\\left|${a.text}\\right|`),
  min: applied("\\min"),
  max: applied("\\max"),
  sqrt: ([a]) => atom(`\\sqrt{${a.text}}`),
  round: operator("round"),
  less: infix(" < ", SUM),
  lessEqual: infix(" \\le ", SUM),
  equal: infix(" = ", SUM),
  select: ([c, a, b]) =>
    atom(`\\begin{cases} ${a.text} & \\text{if } ${c.text} \\\\ ${b.text} & \\text{otherwise} \\end{cases}`),
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
  pmin: operator("pmin"),
  pmax: operator("pmax"),
} satisfies Notation;

/** The formula in LaTeX, without dollar signs. */
export const expressionLatex = (expression: Expression): string =>
  print(LATEX, "\\left(", "\\right)", expression);
