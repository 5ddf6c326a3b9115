import type { Expression, Kind } from "./node.ts";
import { erf, erfc } from "./special/erf.ts";
import { inOrder } from "./structure.ts";

type Rule = (a: number, b: number, c: number, e: Expression) => number;

const truth = (holds: boolean): number => (holds ? 1 : 0);
const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};
const roundHalfEven = (x: number): number => {
  const nearest = Math.round(x);
  return Math.abs(x % 1) === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
};
const bits = new DataView(new ArrayBuffer(8));
const exponentOf = (x: number): number => {
  bits.setFloat64(0, x);
  return ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
};

/** What each kind means in float64; leaves are bound by `compileScalar`. */
const RULES = {
  constant: (_a, _b, _c, e) => e.value,
  variable: () => Number.NaN,
  parameter: () => Number.NaN,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  abs: Math.abs,
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  sqrt: Math.sqrt,
  round: roundHalfEven,
  less: (a, b) => truth(a < b),
  lessEqual: (a, b) => truth(a <= b),
  equal: (a, b) => truth(a === b),
  select: (condition, a, b) => (condition === 1 ? a : b),
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  tanh: Math.tanh,
  sigmoid,
  softplus: (x) => (Number.isNaN(x) ? x : Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  erf,
  erfc,
  power: (a, b) => a ** b,
  pow2: (n) => 2 ** n,
  exponent: exponentOf,
  mantissa: (x) => x / 2 ** exponentOf(x),
  copySign: (size, sign) => (sign < 0 || Object.is(sign, -0) ? -Math.abs(size) : Math.abs(size)),
  truncateBits: (x) => {
    bits.setFloat32(0, x);
    bits.setUint32(0, bits.getUint32(0) & 0xfffff000);
    return bits.getFloat32(0);
  },
} satisfies Record<Kind, Rule>;

export type Scalar = (x: number, parameters?: Readonly<Record<string, number>>) => number;

/** A float64 function of x; each shared part is worked out once. */
export function compileScalar(expression: Expression): Scalar {
  const order = inOrder(expression);
  const index = new Map(order.map((e, i) => [e, i]));
  const steps = order.map((e) => ({
    e,
    rule: RULES[e.kind] as Rule,
    args: e.args.map((arg) => index.get(arg) ?? 0),
  }));
  const values = new Float64Array(order.length);
  return (x, parameters = {}) => {
    steps.forEach(({ e, rule, args }, i) => {
      values[i] =
        e.kind === "variable"
          ? x
          : e.kind === "parameter"
            ? (parameters[e.name] ?? Number.NaN)
            : rule(values[args[0]], values[args[1]], values[args[2]], e);
    });
    return values[order.length - 1];
  };
}

/** The float64 value of the expression at x. */
export const evaluate = (
  expression: Expression,
  x: number,
  parameters: Readonly<Record<string, number>> = {},
): number => compileScalar(expression)(x, parameters);
