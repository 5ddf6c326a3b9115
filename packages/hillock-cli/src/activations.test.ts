import { functions } from "hillock";
import { expect, test } from "vitest";
import { findActivation, nearest } from "./activations.ts";

test("small and large letters count last in what was probably meant", () => {
  expect(nearest("Y", ["a", "b", "y"])).toBe("y");
  expect(nearest("PRICE", ["prize", "price"])).toBe("price");
  expect(nearest("Ab", ["ab", "AB"])).toBe("ab");
  expect(nearest("Leakyrelu", [...functions.keys()])).toBe("leakyRelu");
  expect(nearest("rellu", [...functions.keys()])).toBe("relu");
  expect(nearest("nothing like it", ["a", "b"])).toBeUndefined();
  expect(nearest("y", [])).toBeUndefined();
  expect(nearest("y", ["", "yy"])).toBe("yy");
});

test("parameters stand behind a formula, each with the value from which it is learned", () => {
  const f = findActivation("a * tanh(b * x) ; b=2; a = -.5");
  expect(f.kind === "elementwise" && f.learnable).toEqual(["a", "b"]);
  expect(f.kind === "elementwise" && f(0.3)).toBeCloseTo(-0.5 * Math.tanh(0.6), 12);
});

test.each([
  ["x*beta", 2, /"x\*beta; beta=1"/],
  ["x*beta; gamma=1", 2, /"beta" is unknown.*"x\*beta; gamma=1; beta=1"/],
  ["1 - tahn(x)", 4, /not a function of formulas\. Did you mean tanh\? There are: exp/],
  ["1 - nothinglikeit(x)", 4, /formulas\. There are: exp/],
  ["x*beta; beta", undefined, /"beta" gives no parameter a value/],
  ["x*beta; beta=one", undefined, /"beta=one"/],
  ["x*beta;", undefined, /NAME=NUMBER/],
  ["x; beta=1", undefined, /"beta"/],
  ["x*exp; exp=1", undefined, /cannot be called "exp"/],
] as const)("%s is refused, and how it is written is told", (text, position, message) => {
  const refusal = { code: expect.any(String), message: expect.stringMatching(message), position };
  expect(() => findActivation(text)).toThrow(expect.objectContaining(refusal));
});
