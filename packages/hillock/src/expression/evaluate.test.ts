import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HillockError } from "../errors.ts";
import * as e from "./build.ts";
import { compileSamples, compileScalar, evaluate } from "./evaluate.ts";
import { erf, erfc } from "./special/erf.ts";
import { roundHalfEven } from "./special/float32-bits.ts";

describe("evaluate", () => {
  it.each([
    [e.sigmoid(e.x), -745, Math.exp(-745)],
    [e.sigmoid(e.x), 800, 1],
    [e.softplus(e.x), -100, Math.exp(-100)],
    [e.softplus(e.x), 1000, 1000],
    [e.log1p(e.x), 1e-20, 1e-20],
    [e.expm1(e.x), -1e-20, -1e-20],
    [e.select(e.less(e.x, 0), 7, e.multiply(e.x, 2)), 3, 6],
    [e.power(e.x, 3), -2, -8],
    [e.max(e.x, e.parameter("slope")), 0.1, 0.25],
  ])("stays exact where a naive formula would not (%#)", (formula, at, expected) => {
    expect(evaluate(formula, at, { slope: 0.25 })).toBe(expected);
  });

  it("gives NaN for NaN in every function of one number", () => {
    const functions = [e.exp, e.expm1, e.log, e.log1p, e.sin, e.cos, e.atan, e.tanh, e.sigmoid, e.softplus];
    for (const f of [...functions, e.erf, e.erfc, e.sqrt, e.abs, e.round, e.negate]) {
      expect(evaluate(f(e.x), Number.NaN)).toBeNaN();
    }
  });

  it("computes a shared part once: a chain of 200 doublings ends", () => {
    let chain = e.x;
    for (let i = 0; i < 200; i++) chain = e.add(chain, chain);
    expect(evaluate(chain, 1)).toBe(2 ** 200);
  });

  it("names a parameter without a value, inherited properties included", () => {
    const run = compileScalar(e.add(e.x, e.parameter("toString")));
    expect(() => run(1)).toThrow(HillockError);
    expect(() => run(1)).toThrow(/"toString"/);
  });
});

describe("erf and erfc", () => {
  // Values to 17 digits, from mpmath 1.3.
  it.each([
    [0.1, 0.1124629160182849, 0.887537083981715],
    [0.5, 0.5204998778130465, 0.4795001221869535],
    [0.7, 0.6778011938374185, 0.32219880616258156],
    [1.5, 0.9661051464753108, 0.033894853524689274],
    [4, 0.9999999845827421, 1.541725790028002e-8],
    [10, 1, 2.088487583762545e-45],
    [26, 1, 5.663192408856143e-296],
    [-2, -0.9953222650189527, 1.9953222650189528],
  ])("at %d", (at, expectedErf, expectedErfc) => {
    expect(Math.abs(erf(at) / expectedErf - 1)).toBeLessThan(1e-15);
    expect(Math.abs(erfc(at) / expectedErfc - 1)).toBeLessThan(1e-15);
  });

  it("is odd, and the two add up to 1", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (at) => {
        expect(erf(-at)).toBe(-erf(at));
        expect(Math.abs(erf(at) + erfc(at) - 1)).toBeLessThan(4e-16);
      }),
    );
  });

  it("reaches its limits", () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect([erf(infinity), erf(-infinity), erfc(infinity), erfc(-infinity)]).toEqual([1, -1, 0, 2]);
    expect(erf(-0)).toBe(-0);
  });
});

describe("roundHalfEven", () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, -0],
    [-1.5, -2],
    [-0, -0],
    [-0.2, -0],
    [3.7, 4],
  ])("of %d is %d", (at, expected) => expect(roundHalfEven(at)).toBe(expected));
});

describe("compileSamples", () => {
  it("names a parameter that has no value", () => {
    expect(() => compileSamples(e.multiply(e.parameter("beta"), e.x))(Float64Array.of(1))).toThrow(/"beta"/);
  });
});
