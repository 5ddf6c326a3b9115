import { expect, test } from "vitest";
import { clamp, hardTanh, leakyRelu, relu, sigmoid, tanh } from "./catalogue.ts";
import { underUnitNormal } from "./properties.ts";

/** Φ(1) − ½, from tables of the normal distribution. */
const TO_ONE = 0.3413447;

test.each([
  ["the mean of ReLU is 1/√(2π)", relu, 1 / Math.sqrt(2 * Math.PI)],
  ["of the sigmoid ½", sigmoid, 0.5],
  ["of tanh 0", tanh, 0],
  ["the mean slope of ReLU is ½: its jump falls between two pieces", relu.derivative, 0.5],
  ["of leaky ReLU the mean of its two", leakyRelu.derivative, 0.505],
  ["of the hard tanh the share within ±1", hardTanh.derivative, 2 * TO_ONE],
  ["of a clamp to [0, 1] that between the two", clamp.derivative, TO_ONE],
  ["the mean of a square is the variance", (z: number) => z * z, 1],
  ["of the fourth power 3", (z: number) => z ** 4, 3],
] as const)("under a unit normal %s", (_name, curve, mean) => {
  expect(underUnitNormal(curve)).toBeCloseTo(mean, 5);
});
