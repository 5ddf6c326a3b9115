import type { FittedTarget } from "hillock";
import { expect, test } from "vitest";
import { parseLayers } from "./layers.ts";
import { completeLayers } from "./model.ts";

const target = (task: FittedTarget["task"], classes: readonly string[]): FittedTarget => ({
  name: "y",
  task,
  classes,
  scale: { mean: 0, spread: 1 },
});
const layersFor = (list: string, to: FittedTarget) => completeLayers(parseLayers(list), to);
const binary = target("binary", ["no", "yes"]);

test("the output follows from the task", () => {
  expect(layersFor("8", binary)[1]).toEqual({ units: 1, activation: "sigmoid" });
  expect(layersFor("8", target("multiclass", ["a", "b", "c"]))[1]).toEqual({
    units: 3,
    activation: "softmax",
  });
  expect(layersFor("8", target("regression", []))[1]).toEqual({ units: 1, activation: "linear" });
});

test("a typed logistic function is an output for two classes, as the built-in one is", () => {
  expect(layersFor("8,1/(1+exp(-x))", binary)[1]).toEqual({ units: 1, activation: "1/(1+exp(-x))" });
  expect(layersFor("8,sigmoid", binary)[1].activation).toBe("sigmoid");
});

test.each([
  ["8,tanh", binary, /two classes need a sigmoid or a softmax\. Leave it out for sigmoid/],
  ["8,1/(1+exp(-2*x))", binary, /two classes need a sigmoid/],
  ["8,sigmoid", target("multiclass", ["a", "b", "c"]), /sum to 1\. Leave it out for softmax/],
  ["8,relu", target("regression", []), /below −1.*Leave it out for linear/],
] as const)("%s is refused with the reason", (list, to, said) => {
  expect(() => layersFor(list, to)).toThrow(said);
});
