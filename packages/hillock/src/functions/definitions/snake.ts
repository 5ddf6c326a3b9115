import { add, divide, multiply, parameter, sin, x } from "../../expression/build.ts";
import { needs } from "../constraints.ts";
import { defineActivation } from "../define.ts";

const wave = sin(multiply(parameter("a"), x));

/** f(x) = x + sin²(ax)/a; a is learned. */
export const snake = defineActivation({
  name: "snake",
  title: "Snake",
  formula: add(x, divide(multiply(wave, wave), parameter("a"))),
  parameters: { a: 1 },
  constraints: needs({ a: "notZero" }),
  learnable: ["a"],
  role: "special",
  uses: "Periodic signals: it goes on beyond the training range, which others do not.",
  limitations: [
    "It costs a sine.",
    "One more parameter per unit.",
    "In shaders its sine is taken for 0 beyond |ax| = 100,000.",
  ],
  source:
    "Ziyin, Hartwig & Ueda, Neural networks fail to learn periodic functions and how to fix it, NeurIPS (2020).",
});
