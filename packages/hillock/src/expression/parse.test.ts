import fc from "fast-check";
import jsep from "jsep";
import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { compileScalar } from "./evaluate.ts";
import { parse } from "./parse.ts";

const readByOthers = (): string[] =>
  ["a | b || c", "a ^ b + c", "-a ** b", "| a", "a if b"].map((text) => {
    try {
      return JSON.stringify(jsep(text));
    } catch (error) {
      return String(error);
    }
  });
/** No formula was read yet. */
const BEFORE = readByOthers();

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

test.each([
  ["2·x² − π×x³", 2 * 9 - Math.PI * 27],
  ["x⋅2 ÷ 4", 1.5],
  ["|x − 5|", 2],
  ["2·||x − 5| − 7|", 10],
  ["max(|−x|, 1)^|2|", 9],
  ["√(x + 1)", 2],
  ["x⁻² – x¹⁰", 1 / 9 - 3 ** 10],
  ["x if 0 < x else 0.1 · x", 3],
  ["0 if x ≤ −3 else 6 if 3 ≤ x else x", 6],
  ["(1 if x ≠ 3 else 2) + (5 if x = 3 else 7)", 7],
  ["2\u00a0·\u202fx", 6],
  ["x>2?|x|:0", 3],
  ["f(x) = 2 · x", 6],
  ["iffy + elsewhere · (x if x ≥ 3 else iffy)", 1 + 2 * 3],
])("%s is read as books have it", (formula, value) => {
  const parameters = formula.includes("iffy") ? { iffy: 1, elsewhere: 2 } : {};
  const f = compileScalar(parse(formula, Object.keys(parameters)));
  expect(f(3, parameters)).toBeCloseTo(value, 12);
});

test("σ and Φ are functions, and may be parameters all the same", () => {
  expect(at("σ(x) + Φ(x)", 0)).toBe(1);
  expect(compileScalar(parse("σ · σ(x)", ["σ"]))(0, { σ: 4 })).toBe(2);
});

test("whoever else uses jsep has its own rules", () => {
  expect(at("|x| if -x^2 < 0 else x", 3)).toBe(3);
  expect(() => parse("|x^")).toThrow(HillockError);
  expect(readByOthers()).toEqual(BEFORE);
});

test.each(["-", "-^2", "x^", "-x^", "-x**", "2^-", "-x^*2"])("%s is refused", (formula) => {
  expect(() => parse(formula)).toThrow(HillockError);
});

function refusal(formula: string): HillockError {
  try {
    parse(formula);
  } catch (error) {
    if (error instanceof HillockError) return error;
    throw error;
  }
  throw new Error(`"${formula}" is read.`);
}

test.each([
  ["exp(x) + exp", 9, /"exp" is a function/],
  ["max(x,1)+max(x)", 9, /max takes 2 arguments, not 1/],
  ["exp(x)+exp( x, 1 )", 7, /exp takes 1 argument, not 2/],
  ["x%2", 1, /"%"/],
  ["(x + 1)  % 2", 9, /"%"/],
  ["2^-(x % 2)", 6, /"%"/],
  ["1 + x ?x:0", 6, /one of < <= > >= == !=/],
  ["x > 0 ? x : (x ? 1 : 2)", 15, /compare two numbers/],
  ["x + x<1", 5, /a comparison chooses/],
  ["x - y + y2", 4, /"y" is unknown/],
  ["alpha + a", 0, /"alpha"/],
  ["1 - -beta^2", 5, /"beta"/],
  ["x * !x", 4, /"!"/],
  ["x + (x + 1)(2)", 4, /name can be called/],
  ["x.y", 0, /not a formula in x/],
  ["x + x.y", 4, /not a formula in x/],
  ["sin(x) x", 7, /an operator is missing/],
  ["1 + 2x", 5, /write 2 \* x/],
  ["x + true", 4, /true is not a number/],
  ["x +", 2, /parse/],
  ["x + )", 4, /parse/],
  [",", 0, /not a formula/],
  ["x² + π·x²)", 9, /character 10/],
  ["π² + beta·x", 5, /"beta"/],
  ["x² ≤ 1 + ", 8, /character 9/],
  ["1 + |x", 4, /no second/],
  ["x | 2", 2, /no second/],
  ["x if x > 0", 9, /both sides/],
  ["x if x > 0 else", 14, /both sides/],
  ["x if x else 0", 7, /compare two numbers/],
  ["x² if", 4, /after if/],
] as const)("%s is refused at character %i", (formula, position, message) => {
  const error = refusal(formula);
  expect(error.position).toBe(position);
  expect(error.message).toMatch(message);
});

test("an unknown name is pointed at wherever it stands", () => {
  const around = fc.constantFrom(
    ["exp(x) + ", ""],
    ["max(", ", unknown_)"],
    ["x > 0 ? x : -", ""],
    ["2^", " * x"],
    ["(1 - (x)^2) / ( ", ")"],
    ["sin(x) < ", " ? x : 1"],
  );
  fc.assert(
    fc.property(
      around,
      fc.array(fc.constantFrom("x", "1.5", "tanh(x)", "(x)"), { maxLength: 3 }),
      (pair, terms) => {
        const before = [...terms, pair[0]].join(" - ");
        expect(refusal(`${before}unknown${pair[1]}`).position).toBe(before.length);
      },
    ),
  );
});

test("unequal is a comparison, which holds for NaN", () => {
  expect([0, 1, -2, Number.NaN].map((x) => at("x != 1 ? 5 : 7", x))).toEqual([5, 7, 5, 5]);
});

test.each(["[".repeat(1500), `${"[".repeat(200)}x${"]".repeat(200)}`])(
  "brackets of any kind nest so deep only",
  (formula) => {
    expect(refusal(formula).message).toMatch(/nested more than 100 deep/);
  },
);

test.each([
  ["1e400*x", 0, /1e400 is beyond float32/],
  ["x + -3.5e38", 5, /3.5e38 is beyond/],
  ["x*exp(100)", 2, /2.688117e\+43 is beyond/],
  ["exp(100)*0*x", 0, /beyond/],
  ["x - 1e30*1e30", 8, /1e\+60 is beyond/],
  ["max(x, 10^39)", 9, /1e\+39 is beyond/],
  ["x + ln(0)", 4, /-Infinity is beyond/],
  ["cosh(1000) < x ? 1 : 2", 0, /Infinity is beyond/],
] as const)("%s has a constant that float32 does not hold", (formula, position, message) => {
  const error = refusal(formula);
  expect([error.code, error.position]).toEqual(["invalid-formula", position]);
  expect(error.message).toMatch(message);
});

test("the largest constants are read, and infinity where it is meant", () => {
  expect(at("3.4028235e38 + 0*x", 0)).toBe(3.4028235e38);
  expect(at("min(x, -(1 / 0))", 3)).toBe(-Infinity);
  expect(at("x / exp(-100)", 0)).toBe(0);
});
