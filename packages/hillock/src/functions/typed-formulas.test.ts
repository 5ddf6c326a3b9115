import fc from "fast-check";
import { expect, test } from "vitest";
import { activation } from "./custom.ts";
import { geluTanh } from "./definitions/gelu-tanh.ts";
import { formulaOf } from "./latex.ts";

/** Units in the last place of float32 by which a value misses, subnormal ones included. */
function ulps(value: number, exact: number): number {
  if (Object.is(value, Math.fround(exact))) return 0;
  const unit = Math.max(2 ** -149, 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 23));
  return Math.abs(value - exact) / unit;
}

const slope = (f: ReturnType<typeof activation>, x: number): number =>
  f.backward(Float32Array.of(1), Float32Array.of(x))[0];
const value = (f: ReturnType<typeof activation>, x: number): number => f.forward(Float32Array.of(x))[0];

const anyFloat = (limit: number) =>
  fc.oneof(
    fc.float({ min: -limit, max: limit, noNaN: true, noDefaultInfinity: true }),
    fc.float({ min: -(2 ** -10), max: 2 ** -10, noNaN: true }),
  );

const sinh = activation("sinh_", "sinh(x)");
const cosh = activation("cosh_", "cosh(x)");

test("sinh and cosh keep their digits near 0 and as far as float32 reaches, and so do their slopes", () => {
  fc.assert(
    fc.property(anyFloat(89.25), (x) => {
      expect(ulps(value(sinh, x), Math.sinh(x))).toBeLessThanOrEqual(4);
      expect(ulps(slope(cosh, x), Math.sinh(x))).toBeLessThanOrEqual(4);
      expect(ulps(value(cosh, x), Math.cosh(x))).toBeLessThanOrEqual(4);
      expect(ulps(slope(sinh, x), Math.cosh(x))).toBeLessThanOrEqual(4);
      expect(Math.abs(sinh(x) - Math.sinh(x))).toBeLessThanOrEqual(1e-14 * Math.abs(Math.sinh(x)));
      expect(Math.abs(cosh.derivative(x) - Math.sinh(x))).toBeLessThanOrEqual(1e-14 * Math.abs(Math.sinh(x)));
    }),
  );
  expect([90, -90, Infinity].map((x) => value(sinh, x))).toEqual([Infinity, -Infinity, Infinity]);
  expect([90, -90].map((x) => value(cosh, x))).toEqual([Infinity, Infinity]);
  expect(value(sinh, -0)).toBe(-0);
});

const FAR = [
  -110, -104, -100, -89, -50, -45, -44, -20, -3, -1, -0.1, 0, 0.1, 1, 3, 20, 45, 50, 88, 89, 100, 110,
];
const { exp, sqrt, tanh } = Math;
const logistic = (x: number): number => 1 / (1 + exp(-x));

test.each<[string, (x: number) => number]>([
  ["1/(1+exp(-x))^2", (x) => logistic(x) ** 2],
  ["(1/(1+exp(-x)))^3", (x) => logistic(x) ** 3],
  ["x/(1+exp(-x))^0.5", (x) => x * sqrt(logistic(x))],
  ["1/(1+exp(-x))^beta", (x) => logistic(x) ** 0.3],
  ["(1+exp(-x))^-2.5", (x) => logistic(x) ** 2.5],
  ["sqrt(sigmoid(x))", (x) => sqrt(logistic(x))],
  ["exp(x)/(1+exp(x))", logistic],
  ["4*exp(-x)/(1+exp(-x))^2", (x) => 4 * logistic(x) * logistic(-x)],
  ["exp(x)^2/(3*(1+exp(x))^2)", (x) => logistic(x) ** 2 / 3],
  ["1/(2+exp(-x))", (x) => 1 / (2 + exp(-x))],
  ["1/(1+3*exp(-x))^2", (x) => (1 + 3 * exp(-x)) ** -2],
  ["5*exp(x)/(2+exp(x))", (x) => 5 / (1 + 2 * exp(-x))],
  ["1/(2*(exp(-x)+1))", (x) => logistic(x) / 2],
  ["1/cosh(x)", (x) => 1 / Math.cosh(x)],
  ["x/cosh(x)^2", (x) => x * Math.cosh(x) ** -2],
  ["cosh(x)^-3", (x) => Math.cosh(x) ** -3],
  ["2/(exp(x)+exp(-x))", (x) => 1 / Math.cosh(x)],
  ["sinh(x)/cosh(x)", tanh],
  ["(exp(2*x)-1)/(exp(2*x)+1)", tanh],
  ["(1-exp(-x))/(1+exp(-x))", (x) => tanh(x / 2)],
  ["x^2/exp(x^2)", (x) => x * x * exp(-x * x)],
  ["1/(1+x^2)^8", (x) => (1 + x * x) ** -8],
])("%s and its slope are numbers where exponentials overflow", (formula, reference) => {
  const f = activation("f", formula, formula.includes("beta") ? { beta: 0.3 } : {});
  const h = 1e-4;
  for (const x of FAR) {
    const near = (got: number, exact: number): void =>
      expect(Math.abs(got - exact), `at ${x}: ${got}, not ${exact}`).toBeLessThanOrEqual(
        1e-5 * Math.abs(exact) + 1e-43,
      );
    near(value(f, x), reference(x));
    near(slope(f, x), f.derivative(x));
    const difference = (reference(x + h) - reference(x - h)) / (2 * h);
    expect(Math.abs(f.derivative(x) - difference)).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(difference)),
    );
  }
});

test.each([
  ["x / (1e-9 + exp(x))", "x / (1e-9 + exp(x))"],
  ["1 / (1 + x^2)^2", "1 / ((1 + (x * x)) * (1 + (x * x)))"],
  ["x / (2 * x + 1)", "x / ((2 * x) + 1)"],
])("%s, which would lose digits or gain nothing, is computed as typed", (typed, written) => {
  expect(formulaOf(activation("f", typed))).toBe(written);
});

const geluTanhForms = [
  "0.5*x*(1+tanh(C*(x+0.044715*x^3)))",
  "x*0.5*(tanh(C*(x+0.044715*x^3))+1)",
  "x/2*(1+tanh(C*(x+0.044715*x^3)))",
  "x*(1+tanh(C*(x+0.044715*x^3)))/2",
];
test.each(geluTanhForms)("%s keeps its digits where 1 + tanh has none", (form) => {
  const typed = activation("typed", form.replace("C", "0.7978845608"));
  const exact = activation("exact", form.replace("C", "sqrt(2/pi)"));
  for (let x = -9; x <= 9; x += 0.375) {
    // the slope crosses 0 near −0.75
    const crossing = Math.abs(x) < 2 ? 1e-6 : 0;
    const [f, d] = [geluTanh(x), geluTanh.derivative(x)];
    expect(Math.abs(value(typed, x) - f)).toBeLessThanOrEqual(1e-5 * Math.abs(f));
    expect(Math.abs(slope(typed, x) - d)).toBeLessThanOrEqual(2e-5 * Math.abs(d) + crossing);
    expect(value(exact, x)).toBe(value(geluTanh, x));
    expect(slope(exact, x)).toBe(slope(geluTanh, x));
  }
});

test("1 + tanh and 1 - tanh keep their digits alone, too", () => {
  const [plus, less] = [activation("plus", "tanh(x) + 1"), activation("less", "1 - tanh(x)")];
  for (const x of [-40, -20, -9, -1, 0, 0.5, 3, 9, 20, 40]) {
    const exact = 2 / (1 + exp(-2 * x));
    expect(ulps(value(plus, x), exact)).toBeLessThanOrEqual(2);
    expect(ulps(value(less, -x), exact)).toBeLessThanOrEqual(2);
  }
});

test("symlog keeps its digits near 0 on either side, and so does its slope", () => {
  const symlog = activation("symlog", "x > 0 ? ln(1 + x) : -ln(1 - x)");
  fc.assert(
    fc.property(anyFloat(1e6), (x) => {
      expect(ulps(value(symlog, x), Math.sign(x) * Math.log1p(Math.abs(x)))).toBeLessThanOrEqual(2);
      expect(ulps(slope(symlog, x), 1 / (1 + Math.abs(x)))).toBeLessThanOrEqual(2);
    }),
  );
});

test("constants are not multiplied where their product leaves float32", () => {
  const far = activation("far", "x*1e20*1e20");
  expect(value(far, 0)).toBe(0);
  for (const x of [1e-10, -1e-25]) expect(ulps(value(far, x), x * 1e40)).toBeLessThanOrEqual(3);
  const small = activation("small", "1e-30 * (1e-20 * x)");
  expect(ulps(value(small, 1e30), 1e-20)).toBeLessThanOrEqual(3);
  expect(activation("usual", "2 * (3 * x)").formula.args[1].kind).toBe("variable");
});
