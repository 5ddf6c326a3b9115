import { expect, test } from "vitest";
import { activation } from "./custom.ts";

const FUNCTIONS = [
  ..."tanh exp expm1 sigmoid softplus erf erfc arctan sin cos sinh cosh relu normal"
    .split(" ")
    .map((name) => `${name}(x)`),
  "x * sigmoid(x)",
  "x / (1 + abs(x))",
  "exp(-x * x)",
  "x * erfc(-x)",
  "ln(1 + x * x)",
];
const FACTORS = [-45, -44, -40, -39, -38, -37, -30, -10, 10, 30].map((exponent) => Number(`1.4e${exponent}`));
const AT = Float32Array.of(-3, -0.7, -0.1, 0.1, 0.5, 2, 4);
const ONES = new Float32Array(AT.length).fill(1);
/** Twice the smallest float32: factors are rounded, too, and what is below it where factors meet. */
const TINY = 2 ** -148;

test.each(FUNCTIONS)(
  "%s times a factor is that, forward and backward, whatever the factor's size",
  (formula) => {
    for (const factor of FACTORS) {
      const f = activation("scaled", `${factor} * ${formula}`);
      const values = f.forward(AT);
      const slopes = f.backward(ONES, AT);
      AT.forEach((at, i) => {
        const size = Math.max(1, Math.abs(f(at) / factor), Math.abs(f.derivative(at) / factor));
        const near = (value: number): number => 2e-6 * (Math.abs(value) + factor) + size * TINY;
        expect(Math.abs(values[i] - f(at)), `${factor} forward at ${at}`).toBeLessThanOrEqual(near(f(at)));
        const slope = f.derivative(at);
        expect(Math.abs(slopes[i] - slope), `${factor} backward at ${at}`).toBeLessThanOrEqual(near(slope));
      });
    }
  },
);
