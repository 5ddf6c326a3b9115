import fc from "fast-check";
import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { compileScalar } from "./evaluate.ts";
import { parse } from "./parse.ts";

const at = (formula: string, x: number): number => compileScalar(parse(formula))(x);

test.each([
  ["-x^2", -9],
  ["-x**2", -9],
  ["(-x)^2", 9],
  ["+x^2", 9],
  ["- x ^ 2 * 2", -18],
  ["1 - x^2", -8],
  ["x * -x^2", -27],
  ["--x^2", 9],
  ["-x^2^0.5", -(3 ** Math.SQRT2)],
  ["2^-x", 1 / 8],
  ["2^-x^2", 2 ** -9],
  ["-2^x", -8],
  ["-abs(x)^2", -9],
  ["-(x - 1)^2 + 1", -3],
  ["x^2^3", 3 ** 8],
])("%s is %d where x is 3: a sign comes after a power", (formula, value) => {
  expect(at(formula, 3)).toBeCloseTo(value, 12);
});

test("exp(-x^2) is the bell, which falls to both sides", () => {
  for (const x of [-2, -0.5, 0, 1, 3]) expect(at("exp(-x^2)", x)).toBeCloseTo(Math.exp(-(x ** 2)), 14);
});

test("signs and powers, in any order, as JavaScript has them once they are in brackets", () => {
  const term = fc.record({
    sign: fc.constantFrom("", "-", "+", "- -"),
    base: fc.integer({ min: 1, max: 3 }),
    exponent: fc.integer({ min: -2, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (terms) => {
      const typed = terms.map(({ sign, base, exponent }) => `${sign}${base}^${exponent}`).join(" * ");
      const value = terms.reduce(
        (product, { sign, base, exponent }) => product * (sign === "-" ? -1 : 1) * base ** exponent,
        1,
      );
      expect(at(typed, 0)).toBeCloseTo(value, 10);
    }),
  );
});

test.each(["-", "-^2", "x^", "-x^", "-x**", "2^-", "-x^*2"])("%s is refused", (formula) => {
  expect(() => parse(formula)).toThrow(HillockError);
});
