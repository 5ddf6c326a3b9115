import fc from "fast-check";
import { activation, equations, functions, HillockError } from "hillock";
import { expect, test } from "vitest";
import { compileScalar } from "../packages/hillock/src/expression/evaluate.ts";
import { presentedFormula, presentedSlope } from "../packages/hillock/src/expression/present.ts";
import { PARAMETERS, valid } from "../scripts/fuzz/texts.mjs";

const equationsOf = (name: string) => {
  const f = functions.get(name);
  return f && equations(f);
};

test.each([
  ["sigmoid", "1 / (1 + exp(−x))", "σ(x) · (1 − σ(x))"],
  ["tanh", "(exp(x) − exp(−x)) / (exp(x) + exp(−x))", "1 − tanh(x)^2"],
  ["silu", "x / (1 + exp(−x))", "σ(x) + x · σ(x) · (1 − σ(x))"],
  ["mish", "x · tanh(ln(1 + exp(x)))", undefined],
  ["softplus", "ln(1 + exp(beta · x)) / beta", "σ(beta · x)"],
  ["elu", "x if 0 < x else alpha · (exp(x) − 1)", "1 if 0 < x else alpha · exp(x)"],
  ["softsign", "x / (1 + |x|)", "1 / (1 + |x|)^2"],
  ["snake", "x + sin(a · x)^2 / a", "1 + 2 · sin(a · x) · cos(a · x)"],
])("%s is written as in books", (name, value, derivative = expect.any(String)) => {
  expect(equationsOf(name)).toEqual({ value, derivative });
});

test.each([
  ["x^3", "x^3", "3 · x^2"],
  ["x * x * x * x", "x^4", "4 · x^3"],
  ["((x^2)^2)^2", "x^8", "8 · x^7"],
  ["x / x", "x / x", "(1 − x / x) / x"],
])("%s becomes %s, its slope %s", (formula, value, derivative) => {
  expect(equations(activation("f", formula))).toEqual({ value, derivative });
});

const same = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

test("equations are the same functions as what is computed", () => {
  let compared = 0;
  fc.assert(
    fc.property(valid, (formula) => {
      let f: ReturnType<typeof activation>;
      try {
        f = activation("f", formula, PARAMETERS);
      } catch (error) {
        if (error instanceof HillockError) return;
        throw error;
      }
      for (const [own, shown] of [
        [f.formula, presentedFormula(f.formula)],
        [f.derivativeFormula, presentedSlope(f.derivativeFormula)],
      ] as const) {
        const [exact, written] = [compileScalar(own), compileScalar(shown)];
        for (const x of [-2.3, -0.7, 0.4, 1.1, 3.2]) {
          const [a, b] = [exact(x, PARAMETERS), written(x, PARAMETERS)];
          // what is written for people may overflow or cancel where kernels do not
          if (!Number.isFinite(a) || !Number.isFinite(b) || Math.abs(a) > 1e6) continue;
          expect(same(a, b), `${formula} at ${x}: ${a}, ${b}`).toBe(true);
          compared++;
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(300);
});
