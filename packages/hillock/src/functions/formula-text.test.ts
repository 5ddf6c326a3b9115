import { expect, test } from "vitest";
import { add, constant, divide, less, multiply, round, select, x } from "../expression/build.ts";
import { compileScalar } from "../expression/evaluate.ts";
import { formulaText } from "../expression/formula.ts";
import { parse } from "../expression/parse.ts";
import { substitute } from "../expression/structure.ts";
import { functions } from "./catalogue.ts";
import { activation } from "./custom.ts";
import { equations, formulaOf } from "./latex.ts";

const elementwise = [...functions.values()].filter((f) => f.kind === "elementwise");

test.each(elementwise.map((f) => [f.name, f] as const))("%s reads back as the same function", (_name, f) => {
  const settled = substitute(f.formula, (leaf) =>
    leaf.kind === "parameter" ? constant(Number(f.parameters[leaf.name])) : undefined,
  );
  const back = compileScalar(parse(formulaText(settled) ?? ""));
  for (let at = -6; at <= 6; at += 0.37) expect(back(at)).toBeCloseTo(f(at), 12);
});

/** The language has functions of these names. */
const typeable = (equation: string): string => equation.replace(/\b(min|max)\b(?!\()/g, "$1imum");

test.each(elementwise.map((f) => [f.name, f] as const))("%s: its equations can be typed", (_name, f) => {
  const { value, derivative } = equations(f);
  const parameters = Object.fromEntries(
    Object.entries(f.parameters).map(([name, v]) => [typeable(name), Number(v)]),
  );
  const read = (equation: string) => compileScalar(parse(typeable(equation), Object.keys(parameters)));
  const [back, slope] = [read(value), read(derivative)];
  for (let at = -6; at <= 6; at += 0.37) {
    // their constants have seven digits
    expect(back(at, parameters)).toBeCloseTo(f(at), 5);
    expect(slope(at, parameters)).toBeCloseTo(f.derivative(at), 5);
  }
});

test("a function's formula stands without brackets around it, and reads back", () => {
  const f = activation("f", "x * tanh(x) + beta", { beta: 0.5 });
  expect(formulaOf(f)).toBe("(x * tanh(x)) + beta");
  expect(formulaOf(activation("g", "tanh(x)"))).toBe("tanh(x)");
  expect(formulaOf(activation("h", "-x"))).toBe("-x");
  expect(activation("back", formulaOf(f) ?? "", { beta: 0.5 })(1.3)).toBe(f(1.3));
});

test("all digits are kept", () => {
  const value = 0.1 + 0.2;
  const back = compileScalar(parse(formulaText(add(x, constant(value))) ?? ""));
  expect(back(0)).toBe(value);
});

test("negative numbers and conditions stand in brackets", () => {
  const back = compileScalar(parse(formulaText(divide(select(less(x, -1), -2, x), constant(-4))) ?? ""));
  expect([back(-3), back(3)]).toEqual([0.5, -0.75]);
});

test("what cannot be typed, or is too long, has no text", () => {
  expect(formulaText(round(x))).toBeUndefined();
  let doubled = x;
  for (let i = 0; i < 60; i++) doubled = multiply(doubled, doubled);
  expect(formulaText(doubled)).toBeUndefined();
});
