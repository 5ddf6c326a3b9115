import { expect, test } from "vitest";
import { describe as look } from "./describe.ts";
import { formula } from "./formula.ts";
import { readSpec, writeSpec } from "./function-spec.ts";
import { curveOf, resolve, useFormulas } from "./resolve.ts";

useFormulas(formula);
const spec = (text: string) => ({ text, parameters: {} });
const faultOf = (text: string) => {
  const found = look(spec(text));
  return "fault" in found ? found.fault : undefined;
};

test("printed signs are read as what they mean", () => {
  const { value } = curveOf(resolve(spec("2·x² − π×x³")));
  expect(value(1.5)).toBeCloseTo(2 * 1.5 ** 2 - Math.PI * 1.5 ** 3, 12);
});

test("a fault stands at the character that was typed", () => {
  expect(faultOf("x² + π·x²)")?.position).toBe(9);
  expect(faultOf("x² + π·x²)")?.message).toMatch(/character 10/);
  expect(faultOf("π² + beta·x")).toMatchObject({ position: 5, unknown: "beta" });
  expect(faultOf("x² +")?.position).toBe(3);
});

test("no part of a word is offered as a parameter", () => {
  expect(faultOf("x₁ + 1")?.unknown).toBe(null);
  expect(faultOf("α * x")?.unknown).toBe(null);
});

test("a semicolon is a fault, and an address keeps it", () => {
  expect(faultOf("x;1")?.message).toMatch(/not a formula/);
  for (const text of ["x;1", "x%3B1 ; a=2"]) {
    const written = { text, parameters: { beta: 2 } };
    expect(readSpec(writeSpec(written))).toEqual(written);
  }
  expect(readSpec("elu;alpha=1.7")).toEqual({ text: "elu", parameters: { alpha: 1.7 } });
});
