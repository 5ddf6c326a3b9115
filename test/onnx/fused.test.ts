import { fromOnnx, inspectOnnx, leakyRelu, relu } from "hillock";
import { expect, test } from "vitest";
import { model, type NodeSketch, node, waves } from "./graphs.ts";
import { predictOnnx, runOnnx } from "./onnxruntime.ts";

const FUSED = "com.microsoft";

/** x · w, then this node over h; its output is y. */
const behindWeights = (fused: NodeSketch): Uint8Array =>
  model({
    inputs: [{ name: "x", shape: [null, 4] }],
    outputs: [{ name: "y", shape: [null, 4] }],
    tensors: { w: [[4, 4], waves(16)], b: [[4], waves(4)] },
    nodes: [node("MatMul", ["x", "w"], "h"), fused],
  });

const found = (bytes: Uint8Array): string =>
  inspectOnnx(bytes)
    .activations.map(({ activation, node: place }) => `${activation.name} at ${place}`)
    .join(", ");
const rows = waves(32, 2);

const FUNCTIONS: readonly [NodeSketch, string][] = [
  [node("Gelu", ["h"], "y", {}, FUSED), "gelu at y"],
  [node("BiasGelu", ["h", "b"], "y", {}, FUSED), "gelu at y"],
  [node("FastGelu", ["h"], "y", {}, FUSED), "geluTanh at y"],
  [node("FastGelu", ["h", "b"], "y", {}, FUSED), "geluTanh at y"],
  [node("QuickGelu", ["h"], "y", {}, FUSED), "swish at y"],
  [node("QuickGelu", ["h"], "y", { alpha: 0.8 }, FUSED), "swish at y"],
  [node("FusedGemm", ["h", "w", "b"], "y", { transB: 1n, activation: "Relu" }, FUSED), "relu at y"],
  [
    node("FusedGemm", ["h", "w"], "y", { activation: "LeakyRelu", activation_alpha: 0.2 }, FUSED),
    "leakyRelu at y",
  ],
];

test.each(FUNCTIONS.map(([fused, names]) => [fused.type, fused.inputs.join(), fused, names] as const))(
  "%s of %s is looked into, and becomes a network that predicts the same",
  async (_type, _inputs, fused, names) => {
    const bytes = behindWeights(fused);
    expect(found(bytes)).toBe(names);
    const expected = await predictOnnx(bytes, rows, 4);
    const given = fromOnnx(bytes).predict(rows);
    expected.forEach((value, i) => {
      expect(given[i]).toBeCloseTo(value, 5);
    });
    const { instrumented, activations } = inspectOnnx(bytes);
    const x = { type: "float32", data: rows, dims: [8, 4] } as const;
    const outputs = await runOnnx(instrumented, { x });
    const [{ activation, input }] = activations;
    if (activation.kind === "row") throw new Error(activation.name);
    activation.forward(Float32Array.from(outputs[input].data)).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 5);
    });
  },
);

test("the function behind a convolution is exchanged", async () => {
  const bytes = model({
    inputs: [{ name: "x", shape: [null, 1, 4, 4] }],
    outputs: [{ name: "y", shape: [null, 2, 4, 4] }],
    tensors: { w: [[2, 1, 3, 3], waves(18)], z: [[1, 2, 4, 4], waves(32)] },
    nodes: [node("FusedConv", ["x", "w"], "y", { activation: "Relu", auto_pad: "SAME_UPPER" }, FUSED)],
  });
  expect(found(bytes)).toBe("relu at y");
  const halved = leakyRelu.with({ negativeSlope: 0.5 });
  const { bytes: exchanged, counts } = inspectOnnx(bytes).swap([{ from: relu, to: halved }]);
  expect(counts).toEqual([1]);
  expect(found(exchanged)).toBe("leakyRelu at y");
  const x = { type: "float32", data: rows, dims: [2, 1, 4, 4] } as const;
  const [before, after] = [await runOnnx(bytes, { x }), await runOnnx(exchanged, { x })];
  const values = Array.from(after.y.data);
  expect(Math.min(...values)).toBeLessThan(-0.1);
  Array.from(before.y.data).forEach((value, i) => {
    expect(Math.max(0, values[i])).toBeCloseTo(value, 6);
  });
});

test("what is added in between, or fused with what is not known, stays as it is", () => {
  const of = (inputs: string[], activation: string) =>
    model({
      inputs: [{ name: "x", shape: [null, 1, 4, 4] }],
      outputs: [{ name: "y", shape: [null, 2, 4, 4] }],
      tensors: { w: [[2, 1, 3, 3], waves(18)], b: [[2], waves(2)], z: [[1, 2, 4, 4], waves(32)] },
      nodes: [node("FusedConv", inputs, "y", { activation }, FUSED)],
    });
  expect(found(of(["x", "w", "b"], "Sigmoid"))).toBe("sigmoid at y");
  expect(found(of(["x", "w", "b", "z"], "Sigmoid"))).toBe("");
  expect(found(of(["x", "w", "b"], "Unheard"))).toBe("");
});
