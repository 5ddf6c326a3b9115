// Small networks of two products with an operator around them: what each is read as.
import { type AttributeSketch, type GraphSketch, model, type NodeSketch, node, waves } from "./graphs.ts";

const ML = "ai.onnx.ml";
export const BOOL = 9;
export const [INT32, INT64, DOUBLE] = [6, 7, 11];

export type Tensors = NonNullable<GraphSketch["tensors"]>;
export interface Case {
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
export function graph({
  before = [],
  between,
  after = [],
  tensors = {},
  opset,
  input = {},
}: Case): Uint8Array {
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

export const CASES: readonly (readonly [string, Case])[] = [
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
