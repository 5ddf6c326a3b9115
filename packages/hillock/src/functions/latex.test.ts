import { expect, test } from "vitest";
import { activation } from "./custom.ts";
import { hardSwish } from "./definitions/hard-swish.ts";
import { latex } from "./latex.ts";

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
