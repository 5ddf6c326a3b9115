import { expect, test } from "vitest";
import { differentiate } from "../expression/differentiate.ts";
import { compileScalar } from "../expression/evaluate.ts";
import { structuralKey } from "../expression/structure.ts";
import { functions } from "./catalogue.ts";

const elementwise = [...functions.values()].flatMap((f) => (f.kind === "elementwise" ? [f] : []));
const stated = elementwise.filter(
  (f) => structuralKey(f.derivativeFormula) !== structuralKey(differentiate(f.formula)),
);

test("some definitions state a derivative of their own", () => {
  expect(stated.length).toBeGreaterThan(0);
});

test.each(stated.map((f) => [f.name, f] as const))(
  "%s: the derivative it states is the symbolic one",
  (_name, f) => {
    const values = Object.fromEntries(
      Object.entries(f.parameters).map(([key, v]) => [key, typeof v === "number" ? v : v[0]]),
    );
    const symbolic = compileScalar(differentiate(f.formula));
    for (let x = -12; x <= 12; x += 0.0625) {
      const expected = symbolic(x, values);
      expect(Math.abs(f.derivative(x) - expected)).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(expected)),
      );
    }
  },
);

test.each([
  ["silu", -103.9, 1.01],
  ["silu", -3.4e38, 1],
  ["swish", -103.9, 1.01],
  ["tanhShrink", 1e-5, 3],
  ["gaussian", 8.96, 2],
  ["softsign", 511.57, 2],
] as const)("%s keeps its digits at %d", (name, x, ulps) => {
  const f = functions.get(name);
  if (f?.kind !== "elementwise") throw new Error(name);
  const input = Float32Array.of(x);
  // x − tanh(x) by the first term of its series, not by the code under test
  const exact = name === "tanhShrink" ? input[0] ** 3 / 3 : f(input[0]);
  const unit = Math.max(2 ** -149, 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 23));
  expect(Math.abs(f.forward(input)[0] - exact) / unit).toBeLessThanOrEqual(ulps);
});

test.each(["softsign", "arctan", "gaussian", "geluTanh"])(
  "%s: the slope is finite and right far out",
  (name) => {
    const f = functions.get(name);
    if (f?.kind !== "elementwise") throw new Error(name);
    const far = Float32Array.of(-3e38, -1e20, -2e7, 2e7, 1e20, 3e38);
    const slopes = f.backward(new Float32Array(far.length).fill(1), far);
    slopes.forEach((slope, i) =>
      expect(Math.abs(slope - f.derivative(far[i]))).toBeLessThanOrEqual(
        1e-6 * Math.abs(f.derivative(far[i])) + 3e-45,
      ),
    );
  },
);
