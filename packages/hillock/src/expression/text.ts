import type { Expression } from "./node.ts";
import { ATOM, atom, call, formatConstant, infix, type Notation, PRODUCT, print, SIGN, SUM } from "./print.ts";

const TEXT = {
  constant: (_, e) => ({ text: formatConstant(e.value, "∞"), strength: e.value < 0 ? SIGN : ATOM }),
  variable: (_, e) => atom(e.name),
  parameter: (_, e) => atom(e.name),
  add: infix(" + ", SUM),
  subtract: infix(" − ", SUM, PRODUCT),
  multiply: infix(" · ", PRODUCT, SIGN),
  divide: infix(" / ", PRODUCT, SIGN),
  negate: ([a], _e, brackets) => ({ text: `−${brackets(a, SIGN)}`, strength: SIGN }),
  abs: ([a]) => atom(`|${a.text}|`),
  min: call("min"),
  max: call("max"),
  sqrt: call("√"),
  round: call("round"),
  less: infix(" < ", SUM),
  lessEqual: infix(" ≤ ", SUM),
  equal: infix(" = ", SUM),
  select: ([c, a, b]) => ({ text: `${a.text} if ${c.text} else ${b.text}`, strength: 0 }),
  exp: call("exp"),
  expm1: call("expm1"),
  log: call("ln"),
  log1p: call("log1p"),
  sin: call("sin"),
  cos: call("cos"),
  atan: call("arctan"),
  tanh: call("tanh"),
  sigmoid: call("σ"),
  softplus: call("softplus"),
  erf: call("erf"),
  erfc: call("erfc"),
  power: ([a, b], _e, brackets) => ({ text: `${brackets(a, ATOM)}^${brackets(b, ATOM)}`, strength: SIGN }),
  pow2: call("pow2"),
  exponent: call("exponent"),
  mantissa: call("mantissa"),
  copySign: call("copySign"),
  truncateBits: call("truncateBits"),
} satisfies Notation;

/** The formula on one line, for a terminal: `x · σ(beta · x)`. */
export const text = (expression: Expression): string => print(TEXT, "(", ")", expression);
