import { fromBinary } from "@bufbuild/protobuf";
import {
  activation,
  dense,
  fromOnnx,
  functions,
  inspectOnnx,
  linear,
  network,
  prelu,
  relu,
  relu6,
  sigmoid,
} from "hillock";
import { expect, test } from "vitest";
import { ModelProtoSchema } from "../../packages/hillock/src/onnx/proto/onnx_pb.ts";
import { model, type NodeSketch, node, waves } from "./graphs.ts";

/** x · w, then these nodes over h; the last one's output is y. */
const behindWeights = (nodes: readonly NodeSketch[], outputs: readonly string[] = ["y"]): Uint8Array =>
  model({
    inputs: [{ name: "x", shape: [null, 4] }],
    outputs: outputs.map((name) => ({ name, shape: [null, 4] })),
    tensors: {
      w: [[4, 4], waves(16)],
      two: [[], Float32Array.of(2)],
      one: [[], Float32Array.of(1)],
      minus: [[], Float32Array.of(-1)],
      zero: [[], Float32Array.of(0)],
      six: [[], Float32Array.of(6)],
    },
    nodes: [node("MatMul", ["x", "w"], "h"), ...nodes],
  });

const namesIn = (bytes: Uint8Array): string =>
  inspectOnnx(bytes)
    .activations.map(({ activation, node: place }) => `${activation.name} at ${place}`)
    .join(", ");

const HEADS = [node("MatMul", ["r", "w"], "y"), node("Sigmoid", ["r"], "g"), node("MatMul", ["g", "w"], "k")];

test.each<[string, readonly NodeSketch[], string]>([
  [
    "a sigmoid behind a tanh",
    [node("Tanh", ["h"], "t"), node("Sigmoid", ["t"], "y")],
    "tanh at t, sigmoid at y",
  ],
  [
    "a sigmoid behind a ReLU",
    [node("Relu", ["h"], "r"), node("Sigmoid", ["r"], "y")],
    "relu at r, sigmoid at y",
  ],
  ["a ReLU behind a ReLU", [node("Relu", ["h"], "r"), node("Relu", ["r"], "y")], "relu at r, relu at y"],
  ["a ReLU beside its input", [node("Relu", ["h"], "r"), node("Add", ["h", "r"], "y")], "relu at r"],
  [
    "a gate",
    [node("Tanh", ["h"], "t"), node("Sigmoid", ["h"], "s"), node("Mul", ["t", "s"], "y")],
    "tanh at t, sigmoid at s",
  ],
  [
    "a sine behind a tanh",
    [
      node("Tanh", ["h"], "t"),
      node("Mul", ["t", "two"], "k"),
      node("Sin", ["k"], "s"),
      node("Add", ["s", "k"], "y"),
    ],
    "tanh at t, sin(x) + x at y",
  ],
  [
    "hard shrink, as PyTorch writes it",
    [
      node("Greater", ["h", "one"], "a"),
      node("Less", ["h", "minus"], "b"),
      node("Cast", ["a"], "c", { to: 9n }),
      node("Cast", ["b"], "d", { to: 9n }),
      node("Or", ["c", "d"], "e"),
      node("Where", ["e", "h", "zero"], "y"),
    ],
    "hardShrink at y",
  ],
  [
    "hard shrink, as a product",
    [
      node("LessOrEqual", ["h", "one"], "a"),
      node("GreaterOrEqual", ["h", "minus"], "b"),
      node("And", ["a", "b"], "c"),
      node("Not", ["c"], "d"),
      node("Cast", ["d"], "e", { to: 1n }),
      node("Mul", ["h", "e"], "y"),
    ],
    "hardShrink at y",
  ],
  ["a mask", [node("Greater", ["h", "one"], "a"), node("Cast", ["a"], "y", { to: 1n })], ""],
  ["SiLU", [node("Sigmoid", ["h"], "s"), node("Mul", ["h", "s"], "y")], "silu at y"],
  [
    "Mish",
    [
      node("Exp", ["h"], "e"),
      node("Add", ["e", "one"], "p"),
      node("Log", ["p"], "l"),
      node("Tanh", ["l"], "t"),
      node("Mul", ["h", "t"], "y"),
    ],
    "mish at y",
  ],
  ["tanhShrink", [node("Tanh", ["h"], "t"), node("Sub", ["h", "t"], "y")], "tanhShrink at y"],
  [
    "two leaky ReLUs",
    [node("LeakyRelu", ["h"], "l"), node("LeakyRelu", ["l"], "y")],
    "leakyRelu at l, leakyRelu at y",
  ],
  ["ReLU6 of two operators", [node("Relu", ["h"], "r"), node("Clip", ["r", "", "six"], "y")], "relu6 at y"],
  ["a scaled tanh", [node("Tanh", ["h"], "t"), node("Mul", ["t", "two"], "y")], "tanh at t"],
])("%s", (_, nodes, expected) => {
  const bytes = behindWeights(nodes);
  expect(namesIn(bytes)).toBe(expected);
  if (expected.startsWith("hardShrink"))
    expect(fromOnnx(bytes).layers.map(({ activation: { name } }) => name)).toEqual(["hardShrink"]);
});

test("what others take as well is no part of a longer function", () => {
  const gate = [node("Sigmoid", ["h"], "s"), node("Mul", ["h", "s"], "m"), node("MatMul", ["m", "w"], "y")];
  expect(namesIn(behindWeights(gate))).toBe("silu at m");
  expect(namesIn(behindWeights([...gate, node("MatMul", ["s", "w"], "k")], ["y", "k"]))).toBe("sigmoid at s");
  expect(namesIn(behindWeights(gate, ["y", "s"]))).toBe("sigmoid at s");
});

test("a gradient reaches an activation by each of those that take it", () => {
  const { activations, gradients } = inspectOnnx(
    behindWeights([node("Relu", ["h"], "r"), ...HEADS], ["y", "k"]),
  );
  expect(activations.map(({ activation, input }) => `${activation.name} of ${input}`)).toEqual([
    "relu of h",
    "sigmoid of r",
  ]);
  expect(gradients([0.5, 0.25])).toEqual([0.5, 0.25]);
});

test("no node is in two activations", () => {
  const nodes = [
    node("Relu", ["h"], "r"),
    node("Mul", ["r", "two"], "a"),
    node("Add", ["a", "one"], "b"),
    node("MatMul", ["a", "w"], "y"),
    node("MatMul", ["b", "w"], "k"),
  ];
  expect(namesIn(behindWeights(nodes, ["y", "k"]))).toBe("relu at r");
});

test("one of two functions behind each other is exchanged", () => {
  const { swap } = inspectOnnx(behindWeights([node("Tanh", ["h"], "t"), node("Sigmoid", ["t"], "y")]));
  const { bytes, counts } = swap([{ from: sigmoid, to: relu }]);
  expect(counts).toEqual([1]);
  expect(namesIn(bytes)).toBe("tanh at t, relu at y");
});

test("a formula of Hillock's own stays whole, whatever it is made of", () => {
  const formula = activation("own", "tanh(x) * sigmoid(tanh(x))");
  const net = network({ inputs: 3, layers: [dense(4, formula), dense(2, sigmoid)] });
  const { activations } = inspectOnnx(net.toOnnx());
  expect(activations.map((found) => found.activation.name)).toEqual(["tanh(x) · σ(tanh(x))", "sigmoid"]);
});

test("a long chain of which no part is a function of the catalogue takes no long time", () => {
  const nodes = Array.from({ length: 1800 }, (_, i) => {
    const from = i === 0 ? "h" : `t${i - 1}`;
    return i % 2 === 0 ? node("Sin", [from], `t${i}`) : node("Mul", [from, `c${i}`], `t${i}`);
  });
  const constants = nodes.map((_, i): [string, [number[], Float32Array]] => [
    `c${i}`,
    [[], Float32Array.of(1 + i / 1800)],
  ]);
  const bytes = model({
    inputs: [{ name: "h", shape: [null, 4] }],
    outputs: [{ name: "t1799", shape: [null, 4] }],
    tensors: Object.fromEntries(constants),
    nodes,
  });
  const start = process.cpuUsage();
  expect(inspectOnnx(bytes).activations.length).toBeGreaterThan(5);
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10);
});

test.each([
  ["Relu", "relu"],
  ["LeakyRelu", "leakyRelu"],
  ["Elu", "elu"],
  ["Selu", "selu"],
  ["Celu", "elu"],
  ["Gelu", "gelu"],
  ["Mish", "mish"],
  ["HardSwish", "hardSwish"],
  ["Swish", "silu"],
  ["Sigmoid", "sigmoid"],
  ["Tanh", "tanh"],
  ["Softplus", "softplus"],
  ["Softsign", "softsign"],
  ["HardSigmoid", "hardSigmoid"],
  ["ThresholdedRelu", "thresholdedRelu"],
  ["Shrink", "hardShrink"],
  ["Exp", "exp"],
  ["Atan", "arctan"],
])("ONNX' own operator %s is found as %s", (type, name) => {
  const nodes = [node("MatMul", ["x", "w"], "h"), node(type, ["h"], "y")];
  const bytes = model({
    opset: 24,
    inputs: [{ name: "x", shape: [null, 4] }],
    outputs: [{ name: "y", shape: [null, 4] }],
    tensors: { w: [[4, 4], waves(16)] },
    nodes,
  });
  expect(namesIn(bytes)).toBe(`${name} at y`);
});

test("every function of the catalogue is found in the file that is written with it", () => {
  for (const f of functions.values()) {
    if (f.kind === "row" || f.name === "linear" || f.name === "affine") continue;
    const bytes = network({ inputs: 3, layers: [dense(4, f), dense(2, linear)] }).toOnnx();
    expect([f.name, inspectOnnx(bytes).activations.length]).toEqual([f.name, 1]);
  }
});

test("a slope that the exporter keeps once, for two nodes, is a slope of both", () => {
  const bytes = model({
    inputs: [{ name: "x", shape: [null, 4] }],
    outputs: [{ name: "y", shape: [null, 4] }],
    tensors: { w: [[4, 4], waves(16)], slope: [[1], Float32Array.of(0.25)] },
    nodes: [
      node("Identity", ["slope"], "other"),
      node("MatMul", ["x", "w"], "h"),
      node("PRelu", ["h", "slope"], "a"),
      node("MatMul", ["a", "w"], "k"),
      node("PRelu", ["k", "other"], "y"),
    ],
  });
  expect(namesIn(bytes)).toBe("prelu at a, prelu at y");
});

test("what only an exchanged function took is gone with it, and nothing else", () => {
  const bytes = model({
    inputs: [{ name: "x", shape: [null, 4] }],
    outputs: [{ name: "y", shape: [null, 4] }],
    tensors: {
      w: [[4, 4], waves(16)],
      slope: [[1], Float32Array.of(0.25)],
      zero: [[], Float32Array.of(0)],
      six: [[], Float32Array.of(6)],
      never: [[], Float32Array.of(1)],
    },
    nodes: [
      node("MatMul", ["x", "w"], "h"),
      node("PRelu", ["h", "slope"], "a"),
      node("Clip", ["a", "zero", "six"], "b"),
      node("MatMul", ["b", "w"], "k"),
      node("Add", ["k", "zero"], "y"),
    ],
  });
  const { bytes: exchanged } = inspectOnnx(bytes).swap([
    { from: prelu, to: sigmoid },
    { from: relu6, to: sigmoid },
  ]);
  const names = fromBinary(ModelProtoSchema(), exchanged).graph?.initializer.map(({ name }) => name);
  expect(names).toEqual(["w", "zero", "never"]);
});
