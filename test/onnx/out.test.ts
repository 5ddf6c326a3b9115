import {
  activation,
  dense,
  fromOnnx,
  functions,
  network,
  softmax,
  summarizeOnnx,
  tanh,
  train,
} from "hillock";
import { describe, expect, test } from "vitest";
import { predictOnnx, ulpAtTop } from "./onnxruntime.ts";

const ULP_PER_LAYER = 4;
const FORMULAS = [
  "x * tanh(ln(1 + exp(x)))",
  "x > 0 ? x : expm1(x)",
  "x * (1 + erf(x))",
  "sin(x)^2 + cos(x)",
  "log1p(abs(x))",
  "0.5 * x * (1 + erf(x / sqrt(2)))",
  "abs(x)^1.5",
  "x > -1 ? (x < 1 ? x : 1) : -1",
  "max(x, 0) - min(x, 0) / (2 + atan(x))",
];
const elementwise = [
  ...[...functions.values()].filter((f) => f.kind === "elementwise"),
  ...FORMULAS.map((formula) => activation(formula, formula)),
  activation("sharp", "x / (1 + exp(-beta * x)) + shift", { beta: 1.5, shift: 0.1 }),
];

const largestStep = (own: Float32Array, other: Float32Array): number =>
  own.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0) / ulpAtTop(own);

/** A network of one unit that is the function itself. */
function alone(f: (typeof elementwise)[number]) {
  const net = network({ inputs: 1, layers: [dense(1, f)] });
  net.load(
    net.parameters().map((each) => (each.name === "0.weight" ? { ...each, data: Float32Array.of(1) } : each)),
  );
  return net;
}

describe("a function that ONNX has is its operator, however it is typed", () => {
  test.each([
    ["x > 0 ? x : exp(x) - 1", "Elu"],
    ["max(0.1 * x, x)", "LeakyRelu"],
    ["x / (1 + abs(x))", "Softsign"],
    ["min(max(x, -2), 2)", "Clip"],
    ["x * min(max(x / 6 + 0.5, 0), 1)", "HardSwish"],
    ["tanh(ln(1 + exp(x))) * x", "Mish"],
    ["x / (1 + exp(-x))", "Swish"],
    ["x > 1 ? x : 0", "ThresholdedRelu"],
    ["x > -1 ? (x < 1 ? x : 1) : -1", "Clip"],
  ])("%s: %s", async (typed, operator) => {
    const f = activation("typed", typed);
    const bytes = network({ inputs: 1, layers: [dense(1, f), dense(2, softmax)] }).toOnnx();
    expect(summarizeOnnx(bytes).nodes.map(({ type }) => type)).toEqual(["Gemm", operator, "Gemm", "Softmax"]);
    const inputs = Float32Array.from({ length: 2001 }, (_, i) => (i - 1000) / 100);
    const net = alone(f);
    expect(largestStep(net.predict(inputs), await predictOnnx(net.toOnnx(), inputs, 1))).toBeLessThanOrEqual(
      ULP_PER_LAYER,
    );
  });

  test.each([
    ["0", {}],
    ["0 * x", {}],
    ["-1e-3", {}],
    ["3", {}],
    ["erf(1)", {}],
    ["a", { a: 0.5 }],
    ["exp(a) + 0 * x", { a: [0.5, -1, 2] }],
  ] as const)("a constant, %s, has the shape of its input", async (typed, parameters) => {
    const layers = [dense(3, activation("constant", typed, parameters)), dense(2, tanh)];
    const net = network({ inputs: 2, layers, seed: 5 });
    const inputs = Float32Array.of(1, -2, 0.5, 3, Infinity, 0);
    const bytes = net.toOnnx();
    const outputs = await predictOnnx(bytes, inputs, 2);
    expect(outputs).toHaveLength(6);
    expect(largestStep(net.predict(inputs), outputs)).toBeLessThanOrEqual(2 * ULP_PER_LAYER);
    expect(fromOnnx(bytes).predict(inputs)).toEqual(net.predict(inputs));
  });

  test.each(["max(0.1 * x, x) + 0.001", "x / (1.00001 + abs(x))", "x * (1 + erf(x))"])(
    "but %s is none of them",
    (typed) => {
      const bytes = network({ inputs: 1, layers: [dense(1, activation("typed", typed))] }).toOnnx();
      const { nodes } = summarizeOnnx(bytes);
      expect(nodes.length).toBeGreaterThan(2);
      expect(nodes.every(({ type }) => type !== "LeakyRelu" && type !== "Softsign")).toBe(true);
    },
  );
});

describe("onnxruntime gives what the network predicts", () => {
  const inputs = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 200);

  test.each(elementwise.map((f) => [f.name, f] as const))("%s", async (_name, f) => {
    const net = alone(f);
    const other = await predictOnnx(net.toOnnx(), inputs, 1);
    expect(largestStep(net.predict(inputs), other)).toBeLessThanOrEqual(ULP_PER_LAYER);
  });

  test.each(elementwise.map((f) => [f.name, f] as const))("three layers: %s", async (_name, f) => {
    const net = network({ inputs: 5, layers: [dense(6, f), dense(7, f), dense(3, softmax)], seed: 1 });
    const rows = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i * 1.3) * 2);
    const other = await predictOnnx(net.toOnnx(), rows, 5);
    expect(largestStep(net.predict(rows), other)).toBeLessThanOrEqual(3 * ULP_PER_LAYER);
  });

  test("after training, with a value per unit of what is learned", async () => {
    const learned = [functions.get("prelu"), functions.get("swish"), functions.get("snake")];
    for (const f of learned) {
      if (f === undefined) throw new Error("it is in the catalogue");
      const net = network({ inputs: 3, layers: [dense(8, f), dense(2, softmax)], seed: 2 });
      const rows = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i * 7.7) * 2);
      const labels = Array.from({ length: 100 }, (_, i) => (rows[3 * i] * rows[3 * i + 1] > 0 ? 1 : 0));
      await train(net, { inputs: rows, labels }, { epochs: 30, learningRate: 0.3 });
      const bytes = net.toOnnx();
      expect(largestStep(net.predict(rows), await predictOnnx(bytes, rows, 3))).toBeLessThanOrEqual(
        2 * ULP_PER_LAYER,
      );
      const back = fromOnnx(bytes);
      expect(back.layers[0].activation.name).toBe(f.name);
      expect(back.predict(rows)).toEqual(net.predict(rows));
    }
  });
});
