import fc from "fast-check";
import { activation, functions } from "hillock";
import { expect, test } from "vitest";

const learnable = [
  ...[...functions.values()].flatMap((f) => (f.kind === "elementwise" && f.learnable.length > 0 ? [f] : [])),
  activation("two", "a * tanh(b * x)", { a: 0.7, b: 1.3 }),
];
const wave = (length: number, phase: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 3 * Math.sin(2.3 * i + phase + Math.sin(i * i)));

test.each(learnable.map((f) => [f.name, f] as const))(
  "%s: each parameter's gradient is what float64 differences give, summed over rows where it is per unit",
  (_name, f) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        fc.float({ min: 0, max: 6, noNaN: true }),
        (units, rows, perUnit, phase) => {
          const names = f.learnable;
          const values = Object.fromEntries(
            names.map((name, p) => [
              name,
              perUnit
                ? Float32Array.from({ length: units }, (_, u) => 0.3 + 0.2 * u + p)
                : Math.fround(0.6 + p),
            ]),
          );
          const [x, gradient] = [wave(rows * units, phase), wave(rows * units, phase + 1)];
          const sums = f.with(values).parameterGradients(gradient, x);
          expect(Object.keys(sums)).toEqual([...names]);
          for (const name of names) {
            const its = sums[name];
            expect(its.length).toBe(perUnit ? units : 1);
            const at = (unit: number, by: number) =>
              f.with(
                Object.fromEntries(
                  names.map((each) => {
                    const value = values[each];
                    const own = typeof value === "number" ? value : value[unit];
                    return [each, each === name ? own + by : own];
                  }),
                ),
              );
            const expected = new Float64Array(its.length);
            const size = new Float64Array(its.length);
            for (let unit = 0; unit < units; unit++) {
              const [up, down] = [at(unit, 1e-5), at(unit, -1e-5)];
              for (let row = 0; row < rows; row++) {
                const i = row * units + unit;
                const term = (gradient[i] * (up(x[i]) - down(x[i]))) / 2e-5;
                expected[perUnit ? unit : 0] += term;
                // terms of ∂f/∂p may cancel: they are of the size of x
                size[perUnit ? unit : 0] += Math.abs(gradient[i]) * (1 + Math.abs(x[i]));
              }
            }
            its.forEach((sum, k) =>
              expect(Math.abs(sum - expected[k])).toBeLessThanOrEqual(1e-6 * size[k] + 1e-7),
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  },
);

test("a learnable exponent gets no gradient where its base is 0", () => {
  const f = activation("power", "max(x, 0) ^ p", { p: 2 });
  const { p } = f.parameterGradients(Float32Array.of(1, 1, 1), Float32Array.of(-1, 0, 2));
  expect(p[0]).toBeCloseTo(4 * Math.log(2), 5);
});
