import fc from "fast-check";
import { activation, type ElementwiseActivation, functions } from "hillock";
import { expect, test, vi } from "vitest";

const catalogued = [...functions.values()].flatMap((f) =>
  f.kind === "elementwise" && f.learnable.length > 0 ? [f] : [],
);
const typed = (): ElementwiseActivation => activation("two", "a * tanh(b * x)", { a: 0.7, b: 1.3 });
const learnable = [...catalogued, typed()];

const UNITS = 5;
const X = Float32Array.from({ length: 40 }, (_, i) => 3 * Math.sin(2.3 * i + Math.sin(i * i)));
const GRADIENT = X.map((v) => Math.cos(7 * v));

const results = (f: ElementwiseActivation): Record<string, number[]> => ({
  value: [...f.forward(X)],
  slope: [...f.backward(GRADIENT, X)],
  ...Object.fromEntries(
    Object.entries(f.parameterGradients(GRADIENT, X)).map(([name, sums]) => [name, [...sums]]),
  ),
});

test.each(learnable.map((f) => [f.name, f] as const))(
  "%s: the values of learned parameters change in any order, with the results of each",
  (_name, f) => {
    const one = fc.float({ min: 0.125, max: 4, noNaN: true });
    const value = fc.oneof(one, fc.array(one, { minLength: UNITS, maxLength: UNITS }));
    const values = fc.record(Object.fromEntries(f.learnable.map((name) => [name, value])));
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), (steps) => {
        let last = f;
        const ofSteps = steps.map((each) => {
          last = last.with(each);
          return { values: each, its: last, had: results(last) };
        });
        for (const { values: each, its, had } of ofSteps) {
          // a later step has not changed an earlier one
          expect(results(its)).toEqual(had);
          // nor is a unit's result another than with its value alone
          for (let unit = 0; unit < UNITS; unit++) {
            const own = Object.fromEntries(
              Object.entries(each).map(([name, v]) => [name, typeof v === "number" ? v : v[unit]]),
            );
            const alone = f.with(own).forward(X);
            const ofUnit = (list: ArrayLike<number>) => Array.from(list).filter((_, i) => i % UNITS === unit);
            expect(ofUnit(had.value)).toEqual(ofUnit(alone));
            const exact = f.with(own);
            ofUnit(had.value).forEach((got, row) => {
              const value = exact(X[row * UNITS + unit]);
              expect(Math.abs(got - value)).toBeLessThanOrEqual(2 ** -21 * Math.max(1, Math.abs(value)));
            });
          }
        }
      }),
      { numRuns: 30 },
    );
  },
);

test.each([...catalogued.map((f) => [f.name, f] as const), ["a typed formula", typed()] as const])(
  "%s: nothing is compiled when learned parameters change",
  (_name, f) => {
    const step = (at: number): void =>
      void results(f.with(Object.fromEntries(f.learnable.map((name) => [name, 0.5 + at / 64]))));
    step(0);
    const compiled = vi.spyOn(WebAssembly, "Module");
    for (let at = 1; at < 20; at++) step(at);
    const times = compiled.mock.calls.length;
    compiled.mockRestore();
    expect(times).toBe(0);
  },
);
