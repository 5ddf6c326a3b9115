import { abs, add, constant, copySign, less, multiply, select, subtract, truncateBits } from "../build.ts";
import type { Expression } from "../node.ts";
import { exactSquare } from "./exp.ts";
import { quickSum } from "./pair.ts";
import { polynomial } from "./polynomial.ts";
import { lowerLogisticTail } from "./sigmoid.ts";

/** (x − tanh(x))/x³ in x², |x| ≤ 1. The first is ⅓, which needs two numbers. */
const TAIL = [
  1 / 3,
  -0.13333355,
  0.053968247,
  -0.021852776,
  0.008755063,
  -0.0032821787,
  0.00097401795,
  -0.00015632507,
];
const POLYNOMIAL_LIMIT = 1;

/** high + low with a first number of twelve bits. */
function halves(value: Expression): { readonly upper: Expression; readonly lower: Expression } {
  const upper = truncateBits(value);
  return { upper, lower: subtract(value, upper) };
}

/** x³ · P(x²), each in two parts: three products in a row would round as often. */
function near(a: Expression): Expression {
  const { square, rest } = exactSquare(a);
  const [x, z] = [halves(a), halves(square)];
  const cube = halves(multiply(x.upper, z.upper));
  const cubeRest = add(
    cube.lower,
    add(add(multiply(x.upper, z.lower), multiply(x.lower, square)), multiply(a, rest)),
  );
  const whole = add(square, rest);
  const [first] = TAIL;
  const sum = quickSum(constant(Math.fround(first)), multiply(whole, polynomial(whole, TAIL.slice(1))));
  const factor = halves(sum.high);
  const factorRest = add(factor.lower, add(sum.low, Math.fround(first - Math.fround(first))));
  return add(
    multiply(cube.upper, factor.upper),
    add(multiply(cube.upper, factorRest), multiply(cubeRest, sum.high)),
  );
}

/** x − tanh(x): near 0 by a series, since the difference would have no digits left; else |x| − 1 + 2σ(−2|x|). */
export function lowerTanhShrink(x: Expression): Expression {
  const a = abs(x);
  const far = add(subtract(a, 1), multiply(lowerLogisticTail(multiply(a, 2)), 2));
  return copySign(select(less(a, POLYNOMIAL_LIMIT), near(a), far), x);
}
