import fc from "fast-check";
import { activation, allocate, type ElementwiseActivation, leakyRelu, prelu } from "hillock";
import { expect, test } from "vitest";

/** Above 0 and at most 1 other instructions compute it: what lies about these bounds, and rounds to them, is tried. */
const slope = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e-46, 2 ** -149, 2 ** -126, 0.25, 1 - 2 ** -24, 1, 1 + 1e-9, 1 + 2 ** -23, 2, -1),
);
const input = fc.oneof(
  fc.float(),
  fc.constantFrom(Number.NaN, 0, -0, 2 ** -149, -(2 ** -149), 2 ** -126, -0.5, 1, Infinity, -Infinity),
);

const value = (x: number, k: number): number => (x > 0 ? x : Math.fround(x * k));
const slopeAt = (x: number, k: number): number => (Number.isNaN(x) ? x : x > 0 ? 1 : k);

const leaks: readonly (readonly [string, (k: number | number[]) => ElementwiseActivation])[] = [
  ["leakyRelu", (k) => leakyRelu.with({ negativeSlope: k })],
  ["prelu", (k) => prelu.with({ slope: k })],
  ["a typed formula", (k) => activation("leak", "x * k if x <= 0 else x", { k })],
  ["another", (k) => activation("leak", "x > 0 ? x : k * x", { k })],
];

/** In own memory, and in arrays of the caller. */
const inBoth = (values: Float32Array, call: (values: Float32Array, out: Float32Array) => void): number[] => {
  const own = allocate(values.length);
  own.set(values);
  call(own, own);
  const out = new Float32Array(values.length);
  call(values, out);
  expect([...own]).toEqual([...out]);
  return [...out];
};

test.each(leaks)(
  "%s is u where u > 0, else k · u, to the bit, for any slope, input and gradient",
  (_, make) => {
    const rows = fc.array(fc.tuple(input, input, slope), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(rows, slope, fc.boolean(), (given, one, each) => {
        const asGiven = given.map(([, , k]) => (each ? k : one));
        const slopes = asGiven.map(Math.fround);
        const f = make(each ? asGiven : one);
        // by 0 or 1 that is not learned it is ReLU or linear, by other formulas
        fc.pre(f.learnable.length > 0 || !asGiven.some((k) => k === 0 || k === 1));
        const x = Float32Array.from(given, ([v]) => v);
        const gradient = Float32Array.from(given, ([, g]) => g);
        expect(inBoth(x, (values, out) => f.forward(values, out))).toEqual(
          [...x].map((v, i) => value(v, slopes[i])),
        );
        expect(inBoth(x, (values, out) => f.backward(gradient, values, out))).toEqual(
          [...x].map((v, i) => Math.fround(gradient[i] * slopeAt(v, slopes[i]))),
        );
      }),
      { numRuns: 300 },
    );
  },
);
