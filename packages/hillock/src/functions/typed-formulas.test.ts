import fc from "fast-check";
import { expect, test } from "vitest";
import { activation } from "./custom.ts";

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
