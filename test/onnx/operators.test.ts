import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBinary } from "@bufbuild/protobuf";
import { fromOnnx, HillockError, train } from "hillock";
import { describe, expect, test } from "vitest";
import { TensorProtoSchema } from "../../packages/hillock/src/onnx/proto/onnx_pb.ts";
import { writeTensor } from "../../packages/hillock/src/onnx/tensor.ts";
import { onnxConformance } from "../../scripts/conformance/onnx.mjs";
import { model, node, waves } from "./graphs.ts";
import { type Feed, predictOnnx, runOnnx, ulpAtTop } from "./onnxruntime.ts";
import { BOOL, CASES, type Case, DOUBLE, graph, INT32, INT64, type Tensors } from "./operator-graphs.ts";

const ULP_PER_LAYER = 4;
const ROWS = 40;

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
        toBinary(TensorProtoSchema(), writeTensor(name, [1, 2, 1, 2], Float32Array.from(values))),
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
