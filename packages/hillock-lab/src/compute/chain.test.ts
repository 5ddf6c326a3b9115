import { expect, test } from "vitest";
import { chainLook } from "./chain.ts";

const spec = (text: string) => ({ text, parameters: {} });

test("a gradient that explodes is seen to grow, layer by layer", async () => {
  const { gradient, activation } = await chainLook(spec("relu"), 50, "auto", 4, 1);
  expect(gradient).toHaveLength(50);
  for (const sizes of [gradient, activation]) expect(sizes.every(Number.isFinite)).toBe(true);
  // four times as large a layer
  expect(Math.log10(gradient[0] ?? 0)).toBeGreaterThan(0.8 * 49 * Math.log10(4));
  expect(Math.log10(gradient[0] ?? 0)).toBeLessThan(1.2 * 49 * Math.log10(4));
});

test("at its own initialisation relu keeps a gradient, and sigmoid loses it", async () => {
  const keeps = await chainLook(spec("relu"), 20, "auto", 1, 1);
  expect(keeps.gradient[0]).toBeGreaterThan(0.1);
  expect(keeps.gradient[0]).toBeLessThan(10);
  const loses = await chainLook(spec("sigmoid"), 20, "auto", 1, 1);
  expect(loses.gradient[0]).toBeLessThan(1e-6);
});

test("a gradient of ReLUs scales with the weights alone", async () => {
  const plain = await chainLook(spec("relu"), 10, "auto", 1, 1);
  const scaled = await chainLook(spec("relu"), 10, "auto", 2, 1);
  expect((scaled.gradient[0] ?? 0) / (plain.gradient[0] ?? 0) / 2 ** 9).toBeCloseTo(1, 2);
});
