import { expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { activation } from "./custom.ts";
import { hardSwish } from "./definitions/hard-swish.ts";
import { derivativeLatex, equations, latex } from "./latex.ts";
import { wgsl } from "./wgsl.ts";

test("a chain of choices is one brace with a row each, and a sixth is a fraction", () => {
  expect(latex(hardSwish)).toBe(
    String.raw`\begin{cases} 0 & \text{if } x \le -3 \\ x & \text{if } 3 \le x \\ \tfrac{1}{6} \, x \, \left(x + 3\right) & \text{otherwise} \end{cases}`,
  );
});

test("squares are written as such, and decimals that are no reciprocals stay", () => {
  expect(latex(activation("f", "exp(-(x * x)) + 0.25 * x + 0.044715 * x^3"))).toBe(
    String.raw`e^{-x^{2}} + 0.25 \, x + 0.044715 \, x^{3}`,
  );
});

test("what would be written out without end is refused, and still computes", () => {
  const nested = (count: number): string => `${"sinh(".repeat(count)}x${")".repeat(count)}`;
  const f = activation("f", nested(20));
  expect(f(0)).toBe(0);
  expect(wgsl(f).length).toBeLessThan(300_000);
  for (const write of [latex, derivativeLatex, equations]) {
    expect(() => write(f)).toThrow(HillockError);
    expect(() => write(f)).toThrow(/parts.*at most 100000/);
  }
  expect(latex(activation("g", nested(3))).length).toBeGreaterThan(100);
  expect(latex(activation("h", `${"(".repeat(12)}x${")^2".repeat(12)}`))).toBe("x^{4096}");
});
