import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBinary } from "@bufbuild/protobuf";
import { fromOnnx, HillockError, train } from "hillock";
import { describe, expect, test } from "vitest";
import { TensorProtoSchema } from "../../packages/hillock/src/onnx/proto/onnx_pb.ts";
import { writeTensor } from "../../packages/hillock/src/onnx/tensor.ts";
import { onnxConformance } from "../../scripts/conformance/onnx.mjs";
import { type AttributeSketch, type GraphSketch, model, type NodeSketch, node, waves } from "./graphs.ts";
import { type Feed, predictOnnx, runOnnx, ulpAtTop } from "./onnxruntime.ts";

const ULP_PER_LAYER = 4;
const ROWS = 40;
const ML = "ai.onnx.ml";
const BOOL = 9;
const [INT32, INT64, DOUBLE] = [6, 7, 11];

type Tensors = NonNullable<GraphSketch["tensors"]>;
interface Case {
  /** Before the first product: from x to p. */
  readonly before?: readonly NodeSketch[];
  /** From the product h to a. */
  readonly between?: readonly NodeSketch[];
  /** From the second product z to y. */
  readonly after?: readonly NodeSketch[];
  readonly tensors?: Tensors;
  readonly opset?: number;
  readonly input?: { readonly type?: number; readonly shape?: readonly number[] };
  /** What the two layers are read as. */
  readonly functions: string;
}

const WEIGHTS: Tensors = {
  w0: [[5, 4], waves(20)],
  b0: [[5], waves(5, 0.5)],
  w1: [[5, 3], waves(15)],
  b1: [[3], waves(3, 0.5)],
};

/** Two products, Gemm and MatMul with Add, and what is to be read around them. */
function graph({ before = [], between, after = [], tensors = {}, opset, input = {} }: Case): Uint8Array {
  return model({
    ...(opset === undefined ? {} : { opset }),
    inputs: [{ name: "x", type: input.type ?? 1, shape: [null, ...(input.shape ?? [4])] }],
    outputs: [{ name: "y", shape: [null, 3] }],
    tensors: { ...WEIGHTS, ...tensors },
    nodes: [
      ...before,
      node("Gemm", [before.length > 0 ? "p" : "x", "w0", "b0"], "h", { transB: 1n }),
      ...(between ?? [node("Relu", ["h"], "a")]),
      node("MatMul", ["a", "w1"], "m"),
      node("Add", ["m", "b1"], after.length > 0 ? "z" : "y"),
      ...after,
    ],
  });
}

const act = (
  type: string,
  opset: number,
  read: string,
  attributes: Readonly<Record<string, AttributeSketch>> = {},
): [string, Case] => [
  `${type} ${JSON.stringify(attributes)} of opset ${opset}`,
  { between: [node(type, ["h"], "a", attributes)], opset, functions: `${read} linear` },
];
const slopes = (shape: readonly number[]): [string, Case] => [
  `PRelu with slopes ${shape.join(" × ") || "of one number"}`,
  {
    between: [node("PRelu", ["h", "s"], "a")],
    tensors: { s: [shape, waves(shape.reduce((a, b) => a * b, 1))] },
    functions: "prelu linear",
  },
];
const clip = (name: string, inputs: readonly string[], read: string): [string, Case] => [
  `Clip from ${name}`,
  {
    between: [node("Clip", ["h", ...inputs], "a")],
    tensors: { low: [[], Float32Array.of(-0.4)], high: [[], Float32Array.of(0.6)] },
    functions: `${read} linear`,
  },
];
const row = (type: string, opset: number, axis?: bigint): [string, Case] => [
  `${type} of opset ${opset}, axis ${axis ?? "not given"}`,
  {
    after: [node(type, ["z"], "y", axis === undefined ? {} : { axis })],
    opset,
    functions: `relu ${type === "LogSoftmax" ? "logSoftmax" : type.toLowerCase()}`,
  },
];
const cast = (type: number): [string, Case] => [
  `an input of element type ${type}, cast`,
  { before: [node("Cast", ["x"], "p", { to: 1n })], input: { type }, functions: "relu linear" },
];
const NORM: Tensors = {
  ns: [[5], waves(5).map((x) => 1 + Math.abs(x))],
  nb: [[5], waves(5)],
  nm: [[5], waves(5)],
  nv: [[5], waves(5).map((x) => 0.3 + Math.abs(x))],
};
const norm = (inputs: string, output: string) =>
  node("BatchNormalization", [inputs, "ns", "nb", "nm", "nv"], output, { epsilon: 1e-3 });

const CASES: readonly (readonly [string, Case])[] = [
  act("Relu", 14, "relu"),
  act("LeakyRelu", 16, "leakyRelu"),
  act("LeakyRelu", 7, "leakyRelu", { alpha: 0.3 }),
  act("Elu", 7, "elu"),
  act("Elu", 22, "elu", { alpha: 0.5 }),
  act("Selu", 7, "selu"),
  act("Selu", 22, "elu", { alpha: 1.1, gamma: 0.9 }),
  act("Celu", 12, "celu", { alpha: 2.3 }),
  act("Gelu", 20, "gelu"),
  act("Gelu", 20, "geluTanh", { approximate: "tanh" }),
  act("Mish", 18, "mish"),
  act("HardSwish", 14, "hardSwish"),
  act("HardSwish", 22, "hardSwish"),
  act("Swish", 24, "silu"),
  act("Swish", 24, "swish", { alpha: 1 }),
  act("Swish", 24, "swish", { alpha: 1.7 }),
  act("Sigmoid", 13, "sigmoid"),
  act("Tanh", 13, "tanh"),
  act("Softplus", 22, "softplus"),
  act("Softsign", 22, "softsign"),
  act("HardSigmoid", 7, "hardSigmoid"),
  act("HardSigmoid", 22, "hardSigmoid", { alpha: 0.3, beta: 0.4 }),
  act("ThresholdedRelu", 10, "thresholdedRelu", { alpha: 0.4 }),
  act("Shrink", 9, "hardShrink"),
  act("Shrink", 9, "softShrink", { lambd: 0.4, bias: 0.4 }),
  act("Identity", 16, "linear"),
  act("Exp", 13, "exp"),
  act("Atan", 7, "arctan"),
  slopes([]),
  slopes([1]),
  slopes([5]),
  slopes([1, 5]),
  clip("below", ["low"], "clamp"),
  clip("above", ["", "high"], "clamp"),
  clip("both sides", ["low", "high"], "clamp"),
  clip("nowhere", [], "linear"),
  row("Softmax", 13),
  row("Softmax", 11),
  row("Softmax", 11, 1n),
  row("Softmax", 17, 1n),
  row("LogSoftmax", 13),
  row("LogSoftmax", 11, -1n),
  row("Hardmax", 13),
  row("Hardmax", 11, 1n),
  [
    "the logarithm of a softmax",
    {
      after: [node("Softmax", ["z"], "s"), node("Log", ["s"], "y")],
      functions: "relu logSoftmax",
    },
  ],
  [
    "a softmax with a temperature",
    {
      after: [node("Div", ["z", "t"], "s"), node("Softmax", ["s"], "y")],
      tensors: { t: [[], Float32Array.of(0.5)] },
      functions: "relu softmax",
    },
  ],
  [
    "a swish whose factor stands behind, one for each unit",
    {
      between: [node("Mul", ["h", "s"], "k"), node("Sigmoid", ["k"], "g"), node("Mul", ["g", "h"], "a")],
      tensors: { s: [[5], waves(5, 2)] },
      functions: "swish linear",
    },
  ],
  cast(INT32),
  cast(INT64),
  cast(BOOL),
  cast(DOUBLE),
  [
    "casts to float64 and back",
    {
      between: [
        node("Cast", ["h"], "d", { to: 11n }),
        node("Tanh", ["d"], "e"),
        node("Cast", ["e"], "a", { to: 1n }),
      ],
      functions: "tanh linear",
    },
  ],
  [
    "Dropout, with a mask that nothing takes",
    {
      between: [
        node("Relu", ["h"], "r"),
        { type: "Dropout", inputs: ["r"], outputs: ["a", "mask"], attributes: { ratio: 0.5 } },
      ],
      opset: 10,
      functions: "relu linear",
    },
  ],
  [
    "BatchNormalization before an activation",
    { between: [norm("h", "n"), node("Relu", ["n"], "a")], tensors: NORM, functions: "relu linear" },
  ],
  [
    "BatchNormalization behind an activation",
    { between: [node("Relu", ["h"], "n"), norm("n", "a")], tensors: NORM, functions: "relu linear" },
  ],
  [
    "Reshape with constants",
    {
      before: [node("Reshape", ["x", "shape"], "p")],
      tensors: { shape: [[2], BigInt64Array.of(-1n, 4n)] },
      input: { shape: [2, 2] },
      functions: "relu linear",
    },
  ],
  [
    "a view of as many rows as there are, as PyTorch's older exporter writes it",
    {
      before: [
        node("Shape", ["x"], "s"),
        node("Gather", ["s", "zero"], "g"),
        node("Unsqueeze", ["g", "axes"], "u"),
        node("Concat", ["u", "open"], "shape", { axis: 0n }),
        node("Reshape", ["x", "shape"], "p"),
      ],
      tensors: {
        zero: [[], BigInt64Array.of(0n)],
        axes: [[1], BigInt64Array.of(0n)],
        open: [[1], BigInt64Array.of(-1n)],
      },
      input: { shape: [2, 2] },
      functions: "relu linear",
    },
  ],
  [
    "a view of as many rows as there are, as PyTorch's newer exporter writes it",
    {
      before: [
        node("Shape", ["x"], "s", { start: 0n, end: 1n }),
        node("Concat", ["s", "length"], "shape", { axis: 0n }),
        node("Reshape", ["x", "shape"], "p", { allowzero: 1n }),
      ],
      tensors: { length: [[1], BigInt64Array.of(4n)] },
      input: { shape: [2, 2] },
      functions: "relu linear",
    },
  ],
  ["Flatten", { before: [node("Flatten", ["x"], "p")], input: { shape: [2, 2] }, functions: "relu linear" }],
  [
    "scikit-learn's Scaler",
    {
      before: [node("Scaler", ["x"], "p", { offset: [0.1, 0.2, 0.3, 0.4], scale: [1, 2, 3, 0.5] }, ML)],
      functions: "relu linear",
    },
  ],
  [
    "scikit-learn's Scaler of whole numbers",
    {
      before: [node("Scaler", ["x"], "p", { offset: [0.5], scale: [0.25] }, ML)],
      input: { type: INT64 },
      functions: "relu linear",
    },
  ],
  [
    "Sub and Div as a scaler",
    {
      before: [node("Sub", ["x", "mean"], "c"), node("Div", ["c", "spread"], "p")],
      tensors: { mean: [[4], waves(4)], spread: [[1, 4], Float32Array.of(1, 0.5, 2, 3)] },
      functions: "relu linear",
    },
  ],
];

/** Numbers that each element type holds. */
function feed(type: number, shape: readonly number[], size: number): { feed: Feed; rows: Float32Array } {
  const numbers = waves(ROWS * size, 2);
  const whole = numbers.map((x) => Math.round(3 * x));
  const dims = [ROWS, ...shape];
  const rows =
    type === BOOL ? whole.map((x) => (x > 0 ? 1 : 0)) : type === 1 || type === DOUBLE ? numbers : whole;
  const data: Record<number, Feed> = {
    1: { type: "float32", data: rows, dims },
    [DOUBLE]: { type: "float64", data: Float64Array.from(rows), dims },
    [INT32]: { type: "int32", data: Int32Array.from(rows), dims },
    [INT64]: { type: "int64", data: BigInt64Array.from(rows, (x) => BigInt(Math.trunc(x))), dims },
    [BOOL]: { type: "bool", data: Uint8Array.from(rows), dims },
  };
  return { feed: data[type], rows };
}

const names = (net: ReturnType<typeof fromOnnx>): string =>
  net.layers.map(({ activation }) => activation.name).join(" ");

describe("an operator is read as onnxruntime has it, and goes out again as it came", () => {
  test.each(CASES)("%s", async (_name, each) => {
    const bytes = graph(each);
    const { type = 1, shape = [4] } = each.input ?? {};
    const { feed: given, rows } = feed(type, shape, 4);
    const net = fromOnnx(bytes);
    expect(names(net)).toBe(each.functions);
    const expected = Float32Array.from((await runOnnx(bytes, { x: given })).y.data);
    const again = net.toOnnx();
    expect(names(fromOnnx(again))).toBe(each.functions);
    const allowed = net.layers.length * ULP_PER_LAYER * ulpAtTop(expected);
    for (const own of [net.predict(rows), await predictOnnx(again, rows, 4)]) {
      expect(own.length).toBe(expected.length);
      own.forEach((value, i) => {
        expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(allowed);
      });
    }
  });
});

const REFUSED: readonly (readonly [string, Omit<Case, "functions">, RegExp])[] = [
  [
    "a softmax inside",
    { between: [node("Softmax", ["h"], "a")] },
    /MatMul \(node "m"\): it takes the output of softmax \(node "a"\), which only a network's last layer gives/,
  ],
  [
    "a number that is a length",
    {
      before: [node("Shape", ["x"], "s"), node("Cast", ["s"], "f", { to: 1n }), node("Mul", ["x", "f"], "p")],
    },
    /Cast \(node "f"\): it computes with a shape/,
  ],
  [
    "rows that become columns",
    {
      before: [
        node("Shape", ["x"], "s"),
        node("Gather", ["s", "which"], "shape"),
        node("Reshape", ["x", "shape"], "p"),
      ],
      tensors: { which: [[2], BigInt64Array.of(1n, 0n)] },
    },
    /Reshape \(node "p"\): its shape is not constant/,
  ],
  [
    "a rounding cast",
    { between: [node("Cast", ["h"], "i", { to: 7n }), node("Cast", ["i"], "a", { to: 1n })] },
    /Cast \(node "i"\): it rounds to another kind of number/,
  ],
  [
    "arithmetic of whole numbers",
    {
      before: [node("Div", ["x", "two"], "q"), node("Cast", ["q"], "p", { to: 1n })],
      tensors: { two: [[], BigInt64Array.of(2n)] },
      input: { type: INT64 },
    },
    /Div \(node "q"\): it computes with whole numbers/,
  ],
  [
    "a class beside its probability",
    { after: [node("Softmax", ["z"], "s"), node("Cast", ["s"], "y", { to: 7n })] },
    /Cast \(node "y"\): it takes the output of softmax/,
  ],
  [
    "a Clip whose ends are crossed",
    {
      between: [node("Clip", ["h", "low", "high"], "a")],
      tensors: { low: [[], Float32Array.of(1)], high: [[], Float32Array.of(-1)] },
    },
    /Clip \(node "a"\): its attributes and inputs are none that are read/,
  ],
];

test.each(REFUSED)("%s is refused, with its operator and node", (_name, each, message) => {
  const read = (): unknown => fromOnnx(graph({ ...each, functions: "" }));
  expect(read).toThrow(HillockError);
  expect(read).toThrow(message);
});

describe("an output of log-probabilities", () => {
  const bytes = graph({ after: [node("LogSoftmax", ["z"], "y")], functions: "" });
  const inputs = waves(400, 2);
  const labels = Array.from({ length: 100 }, (_, r) =>
    inputs[4 * r] > 0.5 ? 2 : inputs[4 * r + 1] > 0 ? 1 : 0,
  );

  test("trains on as the softmax of its logits does, to the same bits", async () => {
    const softmax = fromOnnx(graph({ after: [node("Softmax", ["z"], "y")], functions: "" }));
    const logs = fromOnnx(bytes);
    const options = { epochs: 20, optimizer: "adam", seed: 3 } as const;
    const [one, other] = [
      await train(logs, { inputs, labels }, options),
      await train(softmax, { inputs, labels }, options),
    ];
    expect(one.trainLoss).toEqual(other.trainLoss);
    expect(one.trainLoss[19]).toBeLessThan(one.trainLoss[0] / 2);
    expect(logs.parameters()).toEqual(softmax.parameters());
    logs.predict(inputs).forEach((log, i) => {
      expect(Math.exp(log)).toBeCloseTo(softmax.predict(inputs)[i], 6);
    });
  });

  test("one that decides cannot be trained, and says so", async () => {
    const decided = fromOnnx(graph({ after: [node("Hardmax", ["z"], "y")], functions: "" }));
    await expect(train(decided, { inputs, labels }, { epochs: 1 })).rejects.toThrow(
      /hardmax has no loss to be trained with/,
    );
  });
});

test("a graph that is read as a network, whatever its rows' shape, is compared by the conformance as one", () => {
  const folder = mkdtempSync(join(tmpdir(), "hillock-network-"));
  try {
    const data = join(folder, "case", "test_data_set_0");
    mkdirSync(data, { recursive: true });
    const norm2: Tensors = {
      ns: [[2], Float32Array.of(2, 4)],
      nb: [[2], Float32Array.of(1, -1)],
      nm: [[2], Float32Array.of(1, 2)],
      nv: [[2], Float32Array.of(1, 4)],
    };
    const bytes = model({
      inputs: [{ name: "x", shape: [1, 2, 1, 2] }],
      outputs: [{ name: "y", shape: [1, 2, 1, 2] }],
      tensors: norm2,
      nodes: [node("BatchNormalization", ["x", "ns", "nb", "nm", "nv"], "y", { epsilon: 0 })],
    });
    writeFileSync(join(folder, "case", "model.onnx"), bytes);
    const put = (name: string, values: number[]): void =>
      writeFileSync(
        join(data, `${name}_0.pb`),
        toBinary(TensorProtoSchema, writeTensor(name, [1, 2, 1, 2], Float32Array.from(values))),
      );
    put("input", [1, 2, 3, 4]);
    put("output", [1, 3, 1, 3]);
    expect(onnxConformance(folder)).toMatchObject([{ operator: "BatchNormalization", passed: 1, failed: 0 }]);
    put("output", [1, 3, 1, 4]);
    expect(onnxConformance(folder)).toMatchObject([{ passed: 0, failed: 1 }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
