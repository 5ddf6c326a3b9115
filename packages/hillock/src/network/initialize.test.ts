import { expect, test } from "vitest";
import { elu, selu } from "../functions/all.ts";
import { functions } from "../functions/catalogue.ts";
import { activation } from "../functions/custom.ts";
import { derive } from "../random.ts";
import { chooseInitialization, drawWeights } from "./initialize.ts";

test("LeCun's is for what keeps a unit normal's mean and variance, under whatever name", () => {
  const [alpha, scale] = [1.6732632423543772, 1.0507009873554805];
  const own = activation("mine", `${scale} * (max(x, 0) + ${alpha} * (exp(min(x, 0)) - 1))`);
  expect(chooseInitialization(selu)).toBe("lecun");
  expect(chooseInitialization(own)).toBe("lecun");
  expect(chooseInitialization(elu)).toBe("he");
});

test("the others start as before", () => {
  const chosen = (kind: string): string[] =>
    [...functions.values()].filter((f) => chooseInitialization(f) === kind).map(({ name }) => name);
  expect(chosen("lecun")).toEqual(["selu"]);
  for (const name of ["relu", "leakyRelu", "prelu", "elu", "gelu", "silu", "mish", "softplus", "hardSwish"])
    expect(chosen("he")).toContain(name);
  for (const name of ["linear", "affine", "sigmoid", "tanh", "softsign", "arctan", "hardTanh", "softmax"])
    expect(chosen("glorot")).toContain(name);
});

test("LeCun's weights have variance 1 / inputs", () => {
  const weights = drawWeights(derive(1, "weights"), chooseInitialization(selu), selu, 100, 400);
  const square = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
  expect(100 * square).toBeCloseTo(1, 1);
  // selu's second moment is 1, so that He's come to the same bits
  expect(weights).toEqual(drawWeights(derive(1, "weights"), "he", selu, 100, 400));
});
