import fc from "fast-check";
import { activation, HillockError, latex } from "hillock";
import katex from "katex";
import { expect, test } from "vitest";
import { PARAMETERS, valid } from "../scripts/fuzz/texts.mjs";

const typeset = (text: string): string => katex.renderToString(text, { throwOnError: true, strict: "error" });

test("what any formula is written as can be typeset", () => {
  let written = 0;
  fc.assert(
    fc.property(valid, (formula) => {
      let text: string;
      try {
        text = latex(activation("f", formula, PARAMETERS));
      } catch (error) {
        if (error instanceof HillockError) return;
        throw error;
      }
      typeset(text);
      written++;
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThan(50);
});

test.each(["slope", "my_slope", "a_b_c", "_a", "a_", "__", "x_", "beta_1", "a_1_2", "B2"])(
  "a parameter may be called %s",
  (name) => {
    const text = latex(activation("f", `${name} ^ 2 * x ^ ${name} + 0.0000001 ^ x`, { [name]: 1.5 }));
    expect(typeset(text)).toContain("katex");
  },
);

test("fractions and powers of ten stand in brackets under an exponent", () => {
  expect(latex(activation("f", "(x / 3) ^ 5 + 0.0000001 ^ x"))).toBe(
    String.raw`\left(\frac{x}{3}\right)^{5} + \left(1 \cdot 10^{-7}\right)^{x}`,
  );
});
