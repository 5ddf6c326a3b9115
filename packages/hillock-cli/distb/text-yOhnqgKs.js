const atom = (text) => ({
  text,
  strength: 5,
});
function formatConstant(value, infinity) {
  if (value === Infinity) return infinity;
  if (value === -Infinity) return `-${infinity}`;
  return String(Number(value.toPrecision(7)));
}
/** A function call, as `name(a, b)`. */
const call = (name) => (args) => atom(`${name}(${args.map((a) => a.text).join(", ")})`);
const infix =
  (sign, strength, rightStrength = strength) =>
  ([a, b], _e, brackets) => ({
    text: `${brackets(a, strength)}${sign}${brackets(b, rightStrength)}`,
    strength,
  });
function print(notation, open, close, expression) {
  const brackets = (part, atLeast) => (part.strength < atLeast ? `${open}${part.text}${close}` : part.text);
  const done = /* @__PURE__ */ new Map();
  const visit = (e) => {
    const known = done.get(e);
    if (known) return known;
    const printed = notation[e.kind](e.args.map(visit), e, brackets);
    done.set(e, printed);
    return printed;
  };
  return visit(expression).text;
}
// ../hillock/src/expression/text.ts
const TEXT = {
  constant: (_, e) => ({
    text: formatConstant(e.value, "∞"),
    strength: e.value < 0 ? 3 : 5,
  }),
  variable: (_, e) => atom(e.name),
  parameter: (_, e) => atom(e.name),
  add: infix(" + ", 1),
  subtract: infix(" − ", 1, 2),
  multiply: infix(" · ", 2, 3),
  divide: infix(" / ", 2, 3),
  negate: ([a], _e, brackets) => ({
    text: `−${brackets(a, 3)}`,
    strength: 3,
  }),
  abs: ([a]) => atom(`|${a.text}|`),
  min: call("min"),
  max: call("max"),
  sqrt: call("√"),
  round: call("round"),
  less: infix(" < ", 1),
  lessEqual: infix(" ≤ ", 1),
  equal: infix(" = ", 1),
  select: ([c, a, b]) => ({
    text: `${a.text} if ${c.text} else ${b.text}`,
    strength: 0,
  }),
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
  normal: call("Φ"),
  power: ([a, b], _e, brackets) => ({
    text: `${brackets(a, 5)}^${brackets(b, 5)}`,
    strength: 3,
  }),
  pow2: call("pow2"),
  exponent: call("exponent"),
  mantissa: call("mantissa"),
  copySign: call("copySign"),
  shiftedPow2: call("shiftedPow2"),
  truncateBits: call("truncateBits"),
  pmin: call("pmin"),
  pmax: call("pmax"),
};
/** The formula on one line, for a terminal: `x · σ(beta · x)`. */
const text = (expression) => print(TEXT, "(", ")", expression);

export { atom as n, formatConstant as r, infix as i, print as a, text as t };
