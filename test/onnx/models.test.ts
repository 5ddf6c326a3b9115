import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  dense,
  fromOnnx,
  HillockError,
  inspectOnnx,
  leakyRelu,
  network,
  relu,
  silu,
  softmax,
  train,
} from "hillock";
import { describe, expect, test } from "vitest";
import { predictOnnx, runOnnx, ulpAtTop } from "./onnxruntime.ts";

/** Made by scripts/models. */
const folder = resolve("test/models");
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, `${name}.onnx`)));

const NETWORKS: Readonly<Record<string, { shape: readonly number[]; output: string; functions: string }>> = {
  "pytorch-mlp": { shape: [3, 4, 4], output: "output", functions: "relu gelu silu relu6 prelu softmax" },
  "pytorch-activations": {
    shape: [6],
    output: "output",
    functions:
      "leakyRelu elu selu celu hardSwish hardSigmoid hardTanh mish softplus softsign logSigmoid softShrink tanhShrink geluTanh tanh linear",
  },
  "scikit-learn-three-classes": { shape: [4], output: "probabilities", functions: "relu relu softmax" },
  "scikit-learn-two-classes": { shape: [5], output: "probabilities", functions: "tanh softmax" },
  "keras-classifier": { shape: [4, 5], output: "dense_output", functions: "relu silu gelu softmax" },
  "keras-regression": { shape: [4, 2], output: "dense_output", functions: "elu softplus linear" },
};
const ROWS = 64;

describe("networks of other programs", () => {
  test("are all that lie there, beside those that are looked into", () => {
    const there = readdirSync(folder).map((file) => file.replace(".onnx", ""));
    expect(there.sort()).toEqual(
      [...Object.keys(NETWORKS), "pytorch-attention", "pytorch-convolution", "pytorch-recurrent"].sort(),
    );
  });

  test.each(Object.entries(NETWORKS))("%s: in, as onnxruntime has it, and out again", async (name, about) => {
    const bytes = read(name);
    const net = fromOnnx(bytes);
    expect(net.layers.map(({ activation }) => activation.name).join(" ")).toBe(about.functions);
    const width = about.shape.reduce((a, b) => a * b, 1);
    const rows = Float32Array.from({ length: ROWS * width }, (_, i) => Math.sin(i * 1.37) * 2);
    const input = inspectOnnx(bytes).inputs[0].name;
    const outputs = await runOnnx(bytes, {
      [input]: { type: "float32", data: rows, dims: [ROWS, ...about.shape] },
    });
    const expected = Float32Array.from(outputs[about.output].data);
    const allowed = 4 * net.layers.length * ulpAtTop(expected);
    for (const made of [net.predict(rows), await predictOnnx(net.toOnnx(), rows, width)]) {
      expect(made.length).toBe(expected.length);
      made.forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(allowed);
      });
    }
  });

  test("train on", async () => {
    const net = fromOnnx(read("scikit-learn-three-classes"));
    const inputs = Float32Array.from({ length: 400 }, (_, i) => Math.sin(i * 1.9) * 2);
    const labels = Array.from({ length: 100 }, (_, r) =>
      inputs[4 * r] > 0.5 ? 2 : inputs[4 * r + 1] > 0 ? 1 : 0,
    );
    const { trainLoss } = await train(net, { inputs, labels }, { epochs: 40, optimizer: "adam" });
    expect(trainLoss[39]).toBeLessThan(trainLoss[0] / 2);
    expect(fromOnnx(net.toOnnx()).predict(inputs)).toEqual(net.predict(inputs));
  });

  test("a convolution is refused for training with its operators and nodes", () => {
    expect(() => fromOnnx(read("pytorch-convolution"))).toThrow(HillockError);
    expect(() => fromOnnx(read("pytorch-convolution"))).toThrow(
      /Conv, MaxPool, GlobalAveragePool:\n.*node "\/0\/Conv"/,
    );
  });
});

describe("looking inside", () => {
  test.each([
    ["pytorch-convolution", "relu silu sigmoid"],
    ["pytorch-attention", "softmax gelu softmax"],
    [
      "pytorch-recurrent",
      `${Array.from({ length: 2 }, () => "sigmoid sigmoid tanh sigmoid tanh").join(" ")} relu sigmoid sigmoid tanh softmax`,
    ],
    ["pytorch-activations", NETWORKS["pytorch-activations"].functions.replace(" linear", "")],
  ])("%s: its activations, whatever they are written with", (name, functions) => {
    const found = inspectOnnx(read(name)).activations.map(({ activation }) => activation.name);
    expect(found.join(" ")).toBe(functions);
  });

  test("functions are exchanged in graphs that do not train, too", async () => {
    const shape = [2, 1, 12, 12];
    const rows = Float32Array.from({ length: 288 }, (_, i) => Math.sin(i * 0.7));
    const feed = { input: { type: "float32" as const, data: rows, dims: shape } };
    const inspection = inspectOnnx(read("pytorch-convolution"));
    const { bytes, counts } = inspection.swap([
      { from: relu, to: leakyRelu },
      { from: silu, to: relu },
    ]);
    expect(counts).toEqual([1, 1]);
    expect(
      inspectOnnx(bytes)
        .activations.map(({ activation }) => activation.name)
        .join(" "),
    ).toBe("leakyRelu relu sigmoid");
    const [before, after] = [await runOnnx(read("pytorch-convolution"), feed), await runOnnx(bytes, feed)];
    expect(Array.from(after.output.data)).not.toEqual(Array.from(before.output.data));
    // there and back
    const back = inspectOnnx(bytes).swap([
      { from: leakyRelu, to: relu },
      { from: relu, to: silu },
    ]);
    const again = await runOnnx(back.bytes, feed);
    Array.from(before.output.data).forEach((value, i) => {
      expect(again.output.data[i]).toBeCloseTo(value, 5);
    });
  });

  test("what is left of a gradient: the product along the way on which most is left", () => {
    const net = network({ inputs: 2, layers: [dense(3, relu), dense(3, silu), dense(2, softmax)] });
    const { gradients, activations } = inspectOnnx(net.toOnnx());
    expect(activations.map(({ activation }) => activation.name)).toEqual(["relu", "silu", "softmax"]);
    expect(gradients([0.5, 0.25, null])).toEqual([0.125, 0.25, 1]);
  });
});
