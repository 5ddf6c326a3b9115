import fc from "fast-check";
import { expect, test } from "vitest";
import { compileSamples, compileScalar } from "../expression/evaluate.ts";
import { parameterNames } from "../expression/structure.ts";
import {
  clamp,
  hardmax,
  hardTanh,
  leakyRelu,
  logSoftmax,
  relu,
  sigmoid,
  softmax,
  softmin,
  sparsemax,
  tanh,
} from "./all.ts";
import { functions } from "./catalogue.ts";
import { activation } from "./custom.ts";
import { ranges } from "./latex.ts";
import { underUnitNormal } from "./properties.ts";

/** Φ(1) − ½, from tables of the normal distribution. */
const TO_ONE = 0.3413447;

test.each([
  ["the mean of ReLU is 1/√(2π)", relu, 1 / Math.sqrt(2 * Math.PI)],
  ["of the sigmoid ½", sigmoid, 0.5],
  ["of tanh 0", tanh, 0],
  ["the mean slope of ReLU is ½: its jump falls between two pieces", relu.derivative, 0.5],
  ["of leaky ReLU the mean of its two", leakyRelu.derivative, 0.505],
  ["of the hard tanh the share within ±1", hardTanh.derivative, 2 * TO_ONE],
  ["of a clamp to [0, 1] that between the two", clamp.derivative, TO_ONE],
  ["the mean of a square is the variance", (z: number) => z * z, 1],
  ["of the fourth power 3", (z: number) => z ** 4, 3],
] as const)("under a unit normal %s", (_name, curve, mean) => {
  expect(underUnitNormal(curve)).toBeCloseTo(mean, 5);
});

const elementwise = [...functions.values()].filter((f) => f.kind === "elementwise");

test.each(elementwise.map((f) => [f.name, f] as const))(
  "%s: E[f²] is what one input at a time gives",
  (_, f) => {
    expect(f.meanSquare).toBe(underUnitNormal((z) => f(z) ** 2));
  },
);

test("formulas at many inputs have the bits of one input at a time", () => {
  const formulas = elementwise.flatMap((f) => [f.formula, f.derivativeFormula]);
  const inputs = fc.array(fc.double({ noDefaultInfinity: true }), { maxLength: 300 });
  fc.assert(
    fc.property(fc.constantFrom(...formulas), inputs, (formula, at) => {
      const given = Object.fromEntries(parameterNames(formula).map((name) => [name, 0.7]));
      const one = compileScalar(formula);
      const all = compileSamples(formula)(Float64Array.from(at), given);
      expect(all).toEqual(Float64Array.from(at, (x) => one(x, given)));
    }),
  );
});

test.each([
  ["clamp(x, -100, 100)", [-100, 100], -100, 100],
  ["max(x - 40, 0)", [40], 40, Infinity],
  ["x > 50 ? x : 0", [50], 50, Infinity],
  ["min(x, 1000) / 5000", [1000], -Infinity, 1000],
  ["0.0005 * max(x, 0)", [0], 0, Infinity],
  ["0.0005 * tanh(x)", [], -Infinity, Infinity],
  ["clamp(x, 0.001, 0.002)", [0.001, 0.002], 0.001, 0.002],
  ["max(0.9995 * x, x)", [0], -Infinity, Infinity],
  ["1 / (1 + exp(-100000 * x))", [], -Infinity, Infinity],
  ["max(exp(0.01 * x), 20)", [100 * Math.log(20)], 100 * Math.log(20), Infinity],
] as const)("%s has its kinks and its dead ends wherever they are", (formula, kinks, below, above) => {
  const f = activation("f", formula);
  expect(f.kinks).toHaveLength(kinks.length);
  kinks.forEach((kink, i) => expect(f.kinks[i]).toBeCloseTo(kink, 8));
  const { deadBelow, deadAbove } = f.tails;
  expect(deadBelow).toSatisfy((at: number) => at === below || Math.abs(at - below) <= 1e-5 * Math.abs(below));
  expect(deadAbove).toSatisfy((at: number) => at === above || Math.abs(at - above) <= 1e-5 * Math.abs(above));
});

const { SQRT2 } = Math;
test.each([
  ["1 / (x - 0.123)", -Infinity, Infinity],
  ["1 / x", -Infinity, Infinity],
  ["x / (x * x - 2)", -Infinity, Infinity],
  ["1 / (x * x + 2)", 0, 0.5],
  ["x / (1 + x^2)", -0.5, 0.5],
  ["x * sin(x)", -Infinity, Infinity],
  ["sin(x) / x", -0.217233628211, 1],
  ["sin(x) / cos(x)", -Infinity, Infinity],
  ["ln(abs(x - 1))", -Infinity, Infinity],
  ["x > 5.001 ? (x < 5.009 ? 9 : 0) : 0", 0, 9],
  ["sqrt(x * x + 2)", SQRT2, Infinity],
] as const)("%s goes from %d to %d", (formula, low, high) => {
  const [least, most] = activation("f", formula).range;
  expect(least).toBeCloseTo(low, 10);
  expect(most).toBeCloseTo(high, 10);
});

test.each([
  ["sqrt(abs(x))", -Infinity, Infinity],
  ["x * ln(abs(x))", -Infinity, Infinity],
  ["x * clamp(x + 3, 0, 6) / 6", -0.5, 1.5],
] as const)("the slope of %s goes from %d to %d", (formula, low, high) => {
  expect(activation("f", formula).derivativeRange).toEqual([low, high]);
});

test.each([
  ["1 / (1 + exp(-x))", "(0, 1)", "(0, 0.25]"],
  ["tanh(x)", "(−1, 1)", "(0, 1]"],
  // steep or flat, the same
  ["tanh(100 * x)", "(−1, 1)", "(0, 100]"],
  ["tanh(x / 1000)", "(−1, 1)", "(0, 0.001]"],
  ["atan(x)", "(−1.5708, 1.5708)", "(0, 1]"],
  ["x / (1 + abs(x))", "(−1, 1)", "(0, 1]"],
  ["erf(x)", "(−1, 1)", "(0, 1.12838]"],
  ["max(x, 0)", "[0, ∞)", "[0, 1]"],
  ["max(x - 5, 0)^2", "[0, ∞)", "[0, ∞)"],
  ["min(max(x, 0.001), 0.002)", "[0.001, 0.002]", "[0, 1]"],
  ["x > 0 ? x : exp(x) - 1", "(−1, ∞)", "(0, 1]"],
  ["exp(-x^2)", "(0, 1]", "[−0.857764, 0.857764]"],
  ["x^2 * exp(-x^2)", "[0, 0.367879]", "[−0.587209, 0.587209]"],
  ["x * exp(-x)", "(−∞, 0.367879]", "[−0.135335, ∞)"],
  ["x - tanh(x)", "(−∞, ∞)", "[0, 1)"],
  ["x * clamp(x + 3, 0, 6) / 6", "[−0.375, ∞)", "(−0.5, 1.5]"],
  ["sin(x)", "[−1, 1]", "[−1, 1]"],
  ["3", "[3, 3]", "[0, 0]"],
  ["x > 5.001 ? (x < 5.009 ? 9 : 0) : 0", "[0, 9]", "[0, 0]"],
] as const)("%s: values in %s, slopes in %s, and which ends they take", (formula, value, derivative) => {
  expect(ranges(activation("f", formula))).toEqual({ value, derivative });
});

test.each([softmax, softmin, logSoftmax, sparsemax, hardmax])(
  "$name takes the ends of its ranges where it says so, and no others, for rows of two and more",
  (f) => {
    const numbers = fc.double({ min: -15, max: 15, noNaN: true });
    const values: number[] = [];
    const slopes: number[] = [];
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 2, maxLength: 6 }), (row) => {
        values.push(...f(row));
        slopes.push(...f.jacobian(row).flat());
      }),
      { examples: [[[0, 0]], [[1, 0]], [[15, -15]]] },
    );
    for (const [seen, [low, high], closed] of [
      [values, f.range, f.rangeClosed],
      [slopes, f.derivativeRange, f.derivativeRangeClosed],
    ] as const) {
      expect([seen.some((y) => y === low), seen.some((y) => y === high)]).toEqual(closed);
      expect(seen.every((y) => y >= low && y <= high)).toBe(true);
    }
  },
);
