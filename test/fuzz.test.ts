import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { activation, HillockError } from "hillock";
import { expect, test } from "vitest";
import { evaluate } from "../packages/hillock/src/expression/evaluate.ts";
import { parse } from "../packages/hillock/src/expression/parse.ts";
import { erf, erfc, normal } from "../packages/hillock/src/expression/special/erf.ts";
import { allows, enclose, isSharp } from "../scripts/fuzz/enclose.mjs";
import { fuzzFormulas } from "../scripts/fuzz/formulas.mjs";

const special = { erf, erfc, normal };
const fuzz = (hillock: Partial<Parameters<typeof fuzzFormulas>[0]>, runs: number) =>
  fuzzFormulas({ activation, HillockError, evaluate, special, ...hillock }, { runs, seed: 4 });

test("any formula is refused with an error that helps, or its kernels agree with float64", () => {
  const { counts, failure } = fuzz({}, 300);
  expect(failure).toBeUndefined();
  expect(counts.formulas).toBe(300);
  expect(counts.refusedWithPlace).toBeGreaterThan(40);
  expect(counts.compiled).toBeGreaterThan(100);
  expect(counts.forward).toBe(counts.backward);
  expect(counts.sharp).toBeGreaterThan(0.7 * (counts.forward + counts.backward + counts.parameters));
});

test("the fuzzing notices wrong values, wrong slopes, and errors of another kind", () => {
  const altered = (change: (f: ReturnType<typeof activation>) => object) =>
    fuzz(
      { activation: (...given) => Object.assign(activation(...given), change(activation(...given))) },
      200,
    );
  const off = (values: Float32Array) => values.map((value) => value * (1 + 2 ** -14));
  for (const { failure } of [
    altered((f) => ({ forward: (x: Float32Array) => off(f.forward(x)) })),
    altered((f) => ({ backward: (g: Float32Array, x: Float32Array) => off(f.backward(g, x)) })),
    fuzz(
      {
        activation: () => {
          throw new TypeError("x is undefined");
        },
      },
      1,
    ),
  ])
    expect(failure).toBeDefined();
});

test("spoiled ONNX files are refused or read, and none opens another file", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve("scripts/fuzz/onnx/main.mjs"), "--mutations", "1000"],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/onnx: 1000 mutations .* 0 files opened; 0 faults/);
  expect(Number(/(\d+) read/.exec(stdout)?.[1])).toBeGreaterThan(50);
});

test.each([
  ["1 + x", 1, 2],
  ["exp(x)", 1, Math.E],
  ["x - 16777216 - x", 0.1, -16_777_216],
  ["max(x, 0)", -2, 0],
  ["x > 0 ? x : 0.1 * x", -1, -0.1],
])("%s at %f: the bound holds its value, and little else", (formula, x, value) => {
  const bound = enclose(parse(formula), Math.fround(x), {}, special);
  expect(allows(bound, Math.fround(value))).toBe(true);
  expect(isSharp(bound)).toBe(true);
  expect(allows(bound, Math.fround(value) + 1e-5 * Math.max(1, Math.abs(value)))).toBe(false);
});

test("the bound is wide where float32 cancels, overflows or cannot decide", () => {
  const bound = (formula: string, x: number) => enclose(parse(formula), x, {}, special);
  expect(allows(bound("(x + 16777216) - 16777216 - x", 0.5), 0.4)).toBe(true);
  const overflow = bound("exp(x) / exp(x)", 100);
  for (const value of [0, 1, Infinity, Number.NaN]) expect(allows(overflow, value)).toBe(true);
  expect(isSharp(overflow)).toBe(false);
  expect(bound("1 / (x - x)", 1).high).toBe(Infinity);
  const either = bound("exp(x) > 1.0000001 ? 5 : -5", 1e-7);
  expect([either.low, either.high]).toEqual([-5, 5]);
});

test("what fuzzing found: a gate of its own times what is large, or small, keeps its digits", () => {
  const gated = activation("gated", "sigmoid(-2) * x");
  const x = Float32Array.of(3e38, -1e30, 1e20, 1e-36, 3, Infinity);
  gated.forward(x).forEach((y, i) => {
    if (Number.isFinite(x[i])) expect(Math.abs(y / gated(x[i]) - 1)).toBeLessThan(2e-7);
    else expect(y).toBe(Infinity);
  });
  const steep = activation("steep", "sigmoid(x) * 1e30 * x");
  expect(steep.forward(Float32Array.of(-20))[0] / steep(-20)).toBeCloseTo(1, 6);
});
