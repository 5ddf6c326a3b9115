import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, expect, test } from "vitest";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from "../../packages/hillock/src/onnx/proto/onnx_pb.ts";
import { writeTensor } from "../../packages/hillock/src/onnx/tensor.ts";
import { onnxConformance } from "../../scripts/conformance/onnx.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Data = Float32Array | BigInt64Array;
interface Sketch {
  readonly type: string;
  readonly opset?: number;
  readonly attributes?: Readonly<Record<string, number | bigint | string>>;
  readonly inputs: readonly { readonly shape: readonly number[]; readonly data: Data }[];
  readonly expected: { readonly shape: readonly number[]; readonly data: Data };
}

const attribute = (name: string, value: number | bigint | string) => {
  const Type = AttributeProto_AttributeType;
  if (typeof value === "number") return create(AttributeProtoSchema(), { name, type: Type.FLOAT, f: value });
  if (typeof value === "bigint") return create(AttributeProtoSchema(), { name, type: Type.INT, i: value });
  return create(AttributeProtoSchema(), { name, type: Type.STRING, s: new TextEncoder().encode(value) });
};

/** A folder with one backend test of one operator, as ONNX' suite lays it out. */
function suite({ type, opset = 17, attributes = {}, inputs, expected }: Sketch): string {
  const folder = mkdtempSync(join(tmpdir(), "hillock-onnx-"));
  folders.push(folder);
  const data = join(folder, "test_case", "test_data_set_0");
  mkdirSync(data, { recursive: true });
  const info = (name: string, given: Data) =>
    create(ValueInfoProtoSchema(), {
      name,
      type: create(TypeProtoSchema(), {
        value: { case: "tensorType", value: { elemType: given instanceof Float32Array ? 1 : 7 } },
      }),
    });
  const names = inputs.map((_, i) => `x${i}`);
  const graph = create(GraphProtoSchema(), {
    node: [
      create(NodeProtoSchema(), {
        opType: type,
        input: names,
        output: ["y"],
        attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      }),
    ],
    input: inputs.map((each, i) => info(names[i], each.data)),
    output: [info("y", expected.data)],
  });
  const model = create(ModelProtoSchema(), {
    irVersion: 8n,
    opsetImport: [create(OperatorSetIdProtoSchema(), { version: BigInt(opset) })],
    graph,
  });
  writeFileSync(join(folder, "test_case", "model.onnx"), toBinary(ModelProtoSchema(), model));
  const put = (name: string, { shape, data: values }: Sketch["expected"]): void =>
    writeFileSync(join(data, `${name}.pb`), toBinary(TensorProtoSchema(), writeTensor(name, shape, values)));
  inputs.forEach((each, i) => {
    put(`input_${i}`, each);
  });
  put("output_0", expected);
  return folder;
}

const numbers = (...values: number[]) => Float32Array.from(values);
const CASES: readonly (readonly [string, Sketch])[] = [
  [
    "an attribute",
    {
      type: "LeakyRelu",
      attributes: { alpha: 0.5 },
      inputs: [{ shape: [2], data: numbers(-2, 4) }],
      expected: { shape: [2], data: numbers(-1, 4) },
    },
  ],
  [
    "an attribute's default",
    {
      type: "HardSigmoid",
      inputs: [{ shape: [2], data: numbers(-1, 1) }],
      expected: { shape: [2], data: numbers(0.3, 0.7) },
    },
  ],
  [
    "a slope that broadcasts over channels",
    {
      type: "PRelu",
      inputs: [
        { shape: [2, 2], data: numbers(-1, -1, -1, -1) },
        { shape: [2, 1], data: numbers(2, 3) },
      ],
      expected: { shape: [2, 2], data: numbers(-2, -2, -3, -3) },
    },
  ],
  [
    "slopes of an old file, which stand along the channels",
    {
      type: "PRelu",
      opset: 6,
      inputs: [
        { shape: [1, 2, 2], data: numbers(-1, -1, -1, -1) },
        { shape: [2], data: numbers(2, 3) },
      ],
      expected: { shape: [1, 2, 2], data: numbers(-2, -2, -3, -3) },
    },
  ],
  [
    "an old file's operand that begins at an axis",
    {
      type: "Mul",
      opset: 6,
      attributes: { broadcast: 1n, axis: 1n },
      inputs: [
        { shape: [1, 2, 2], data: numbers(1, 2, 3, 4) },
        { shape: [2], data: numbers(10, 100) },
      ],
      expected: { shape: [1, 2, 2], data: numbers(10, 20, 300, 400) },
    },
  ],
  [
    "softmax along another axis than the last",
    {
      type: "Softmax",
      attributes: { axis: 0n },
      inputs: [{ shape: [2, 2], data: numbers(0, 90, 0, 90) }],
      expected: { shape: [2, 2], data: numbers(0.5, 0.5, 0.5, 0.5) },
    },
  ],
  [
    "softmax before opset 13, over all axes from one on",
    {
      type: "Softmax",
      opset: 11,
      attributes: { axis: 1n },
      inputs: [{ shape: [1, 2, 2], data: numbers(1, 1, 1, 1) }],
      expected: { shape: [1, 2, 2], data: numbers(0.25, 0.25, 0.25, 0.25) },
    },
  ],
  [
    "a loss with an ignored label",
    {
      type: "SoftmaxCrossEntropyLoss",
      attributes: { ignore_index: 1n, reduction: "mean" },
      inputs: [
        { shape: [2, 2], data: numbers(0, 0, 5, 0) },
        { shape: [2], data: BigInt64Array.of(0n, 1n) },
      ],
      expected: { shape: [], data: numbers(Math.LN2) },
    },
  ],
];

test.each(CASES)("%s", (_name, sketch) => {
  expect(onnxConformance(suite(sketch))).toMatchObject([
    { operator: sketch.type, passed: 1, failed: 0, faults: [] },
  ]);
});

test("a wrong number fails and is shown; an operator that is not run is not supported", () => {
  const [, right] = CASES[0];
  const wrong = { ...right, expected: { shape: [2], data: numbers(-1, 4.1) } };
  expect(onnxConformance(suite(wrong))).toMatchObject([
    { failed: 1, faults: [expect.stringContaining("element 1 is 4, expected 4.0999")] },
  ]);
  expect(onnxConformance(suite({ ...right, type: "GridSample", attributes: {} }))).toMatchObject([
    { operator: "GridSample", passed: 0, failed: 0, notSupported: 1 },
  ]);
});

test("the command takes such a folder, and prints the sum last", () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    [resolve("scripts/conformance.mjs"), suite(CASES[0][1])],
    {
      encoding: "utf8",
    },
  );
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("1 passed, 0 failed, 0 not supported");
  expect(status).toBe(0);
});
