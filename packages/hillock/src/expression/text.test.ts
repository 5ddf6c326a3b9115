import fc from "fast-check";
import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import * as e from "./build.ts";
import { evaluate } from "./evaluate.ts";
import type { Expression } from "./node.ts";
import { parse } from "./parse.ts";
import { recognise } from "./recognise.ts";
import { text } from "./text.ts";

const FUNCTIONS: Readonly<Record<string, (...args: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  exp: Math.exp,
  tanh: Math.tanh,
  "√": Math.sqrt,
  "": (a) => a,
};

/** What the text says to someone who knows the usual order of operations, and that "else" reaches to the end. */
function read(written: string, x: number): number {
  const tokens = written.match(/\d[\d.]*|[a-zσ√]+|[^\s]/g) ?? [];
  let at = 0;
  const take = (...expected: string[]): string | undefined =>
    expected.includes(tokens[at]) ? tokens[at++] : undefined;
  const leftToRight =
    (operand: () => number, signs: Record<string, (a: number, b: number) => number>) => () => {
      let value = operand();
      for (let sign = take(...Object.keys(signs)); sign; sign = take(...Object.keys(signs)))
        value = signs[sign](value, operand());
      return value;
    };
  const atom = (): number => {
    const token = tokens[at];
    if (/^\d/.test(token)) return Number(tokens[at++]);
    if (take("x")) return x;
    if (take("|")) {
      const inner = Math.abs(choice());
      take("|");
      return inner;
    }
    const name = Object.hasOwn(FUNCTIONS, token) ? tokens[at++] : "";
    take("(");
    const args = [choice()];
    while (take(",")) args.push(choice());
    take(")");
    return FUNCTIONS[name](...args);
  };
  const power = (): number => {
    const base = atom();
    return take("^") ? base ** atom() : base;
  };
  const signed = (): number => (take("−", "-") ? -signed() : power());
  const product = leftToRight(signed, { "·": (a, b) => a * b, "/": (a, b) => a / b });
  const sum = leftToRight(product, { "+": (a, b) => a + b, "−": (a, b) => a - b });
  const condition = leftToRight(sum, {
    "<": (a, b) => Number(a < b),
    "≤": (a, b) => Number(a <= b),
    "=": (a, b) => Number(a === b),
  });
  function choice(): number {
    const first = sum();
    if (!take("if")) return first;
    const holds = condition();
    take("else");
    const other = choice();
    return holds ? first : other;
  }
  return choice();
}

/** a + (b + c) is written without brackets, and would be rounded otherwise. */
const sum = (a: Expression, b: Expression): Expression =>
  e.add(a, b.kind === "add" || b.kind === "subtract" ? e.abs(b) : b);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie("expression");
  const two = (of: (a: Expression, b: Expression) => Expression) =>
    fc.tuple(inner, inner).map(([a, b]) => of(a, b));
  const one = (of: (a: Expression) => Expression) => inner.map(of);
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constant(e.x),
      fc.integer({ min: -3, max: 3 }).map(e.constant),
      ...[sum, e.subtract, e.multiply, e.divide, e.min, e.max, e.power].map(two),
      ...[e.negate, e.abs, e.exp, e.tanh, e.sqrt].map(one),
      ...[e.less, e.lessEqual, e.equal].map((compare) =>
        fc.tuple(inner, inner, inner, inner).map(([a, b, yes, no]) => e.select(compare(a, b), yes, no)),
      ),
    ),
  };
});

test("the text reads as the function that it is of", () => {
  fc.assert(
    fc.property(expression, fc.integer({ min: -4, max: 4 }), (formula, x) => {
      expect(read(text(formula), x)).toEqual(evaluate(formula, x));
    }),
    { numRuns: 2000 },
  );
});

test("the text can be typed: it is read as the same function", () => {
  let read = 0;
  fc.assert(
    fc.property(expression, fc.integer({ min: -4, max: 4 }), (formula, x) => {
      let back: Expression;
      try {
        back = parse(text(formula));
      } catch (error) {
        // what float32 cannot hold, or is longer than is read
        expect(error).toBeInstanceOf(HillockError);
        expect((error as HillockError).message).toMatch(/beyond float32|at most|more than/);
        return;
      }
      read++;
      // reading simplifies, by which 0 may change its sign: −(x − x) is x − x
      const [got, expected] = [evaluate(back, x), evaluate(recognise(formula), x)];
      if (Number.isFinite(expected) && expected !== 0) expect(got / expected).toBeCloseTo(1, 9);
      else expect(got === expected || Number.isNaN(expected)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(1000);
});

test("a choice in the first place of another stands in brackets", () => {
  const inner = e.select(e.less(e.x, 1), 5, 7);
  expect(text(e.select(e.less(0, e.x), inner, 3))).toBe("(5 if x < 1 else 7) if 0 < x else 3");
  expect(text(e.select(e.less(0, e.x), 3, inner))).toBe("3 if 0 < x else 5 if x < 1 else 7");
});
