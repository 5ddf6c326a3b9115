import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { text } from "../expression/text.ts";
import { leakyRelu, relu, softmax } from "../functions/all.ts";
import { functions } from "../functions/catalogue.ts";
import { activation } from "../functions/custom.ts";
import { dense } from "../network/layers.ts";
import { fromOnnx } from "./from-onnx.ts";
import { network } from "./network.ts";
import { summarizeOnnx } from "./summary.ts";

const elementwise = [...functions.values()].filter((f) => f.kind === "elementwise");
const rows = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i * 1.7) * 3);

/** Functions that are, with their default parameters, another of the catalogue. */
const SAME: Readonly<Record<string, string>> = { celu: "elu", affine: "linear" };
const sameAs = (name: string): string => SAME[name] ?? name;

describe("a network that goes out comes back", () => {
  test.each(elementwise.map((f) => [f.name, f] as const))("%s", (_name, f) => {
    const net = network({ inputs: 4, layers: [dense(9, f), dense(5, f), dense(2, softmax)], seed: 3 });
    const back = fromOnnx(net.toOnnx());
    expect(back.layers.map(({ units }) => units)).toEqual([9, 5, 2]);
    expect(back.layers.map(({ activation }) => activation.name)).toEqual([
      sameAs(f.name),
      sameAs(f.name),
      "softmax",
    ]);
    expect(back.predict(rows)).toEqual(net.predict(rows));
    expect(fromOnnx(back.toOnnx()).predict(rows)).toEqual(back.predict(rows));
  });

  test("whatever its shape, and whatever its formulas", () => {
    const formulas = [
      "x * sigmoid(x)",
      "max(x, 0.1 * x)",
      "x / (1 + abs(x))",
      "sin(x) + x / 2",
      "x > 1 ? 1 : x",
    ];
    const layer = fc.record({ units: fc.integer({ min: 1, max: 9 }), formula: fc.constantFrom(...formulas) });
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), fc.integer(), (layers, seed) => {
        const net = network({
          inputs: 4,
          layers: layers.map(({ units, formula }) => dense(units, activation(formula, formula))),
          seed,
        });
        const [own, back] = [net, fromOnnx(net.toOnnx())].map((each) => each.predict(rows));
        own.forEach((value, i) => {
          expect(Math.abs(back[i] - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
        });
      }),
      { numRuns: 30 },
    );
  });

  test.each(["x * (1 + erf(x))", "log1p(abs(x)) * x", "x > 0 ? x : expm1(x) * normal(x)"])(
    "the formula %s comes back as it was typed, not as the nodes that compute it",
    (typed) => {
      const f = activation(typed, typed);
      const net = network({ inputs: 4, layers: [dense(6, f), dense(2, softmax)], seed: 5 });
      const [{ activation: back }] = fromOnnx(net.toOnnx()).layers;
      expect(back.kind === "elementwise" && text(back.formula)).toBe(text(f.formula));
    },
  );

  test("parameters keep their values", () => {
    const net = network({
      inputs: 4,
      layers: [dense(3, leakyRelu.with({ negativeSlope: 0.2 })), dense(1, relu)],
    });
    const [{ activation: f }] = fromOnnx(net.toOnnx()).layers;
    expect(f.kind === "elementwise" && f(-1)).toBeCloseTo(-0.2, 7);
  });

  test("without operators of later opsets, where an older runtime is to run it", () => {
    for (const f of elementwise)
      for (const opset of [12, 13, 17, 19, 23]) {
        const net = network({ inputs: 4, layers: [dense(3, f), dense(2, softmax)], seed: 3 });
        const bytes = net.toOnnx({ opset });
        expect(summarizeOnnx(bytes).opset, f.name).toBeLessThanOrEqual(opset);
        const [own, back] = [net, fromOnnx(bytes)].map((each) => each.predict(rows));
        expect(back, f.name).toEqual(own);
      }
  });

  test("and what has no form in them is refused, before anything is written", () => {
    const net = network({ inputs: 4, layers: [dense(3, activation("gelu, typed", "x * (1 + erf(x)) / 2"))] });
    expect(() => net.toOnnx({ opset: 7 })).toThrow(
      /needs opset 9, for .*; with opset 7 it cannot be written/,
    );
  });

  test.each([6, 7.5, Number.NaN])("an opset of %s is refused", (opset) => {
    expect(() => network({ inputs: 2, layers: [dense(1, relu)] }).toOnnx({ opset })).toThrow(
      /opset is .*a whole number from 7 on/,
    );
  });
});
