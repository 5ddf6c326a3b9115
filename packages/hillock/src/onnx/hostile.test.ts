import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { HillockError } from "../errors.ts";
import { relu, softmax } from "../functions/all.ts";
import { dense } from "../network/layers.ts";
import { fromOnnx } from "./from-onnx.ts";
import { inspectOnnx } from "./inspect/inspect.ts";
import { network } from "./network.ts";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
  GraphProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from "./proto/onnx_pb.ts";
import { writeTensor } from "./tensor.ts";

const float = (name: string, ...dims: number[]) =>
  create(ValueInfoProtoSchema(), {
    name,
    type: create(TypeProtoSchema(), {
      value: {
        case: "tensorType",
        value: {
          elemType: 1,
          shape: { dim: dims.map((n) => ({ value: { case: "dimValue" as const, value: BigInt(n) } })) },
        },
      },
    }),
  });
const node = (opType: string, input: string[], output: string, more: Partial<{ domain: string }> = {}) =>
  create(NodeProtoSchema(), { opType, input, output: [output], name: output, ...more });

/** A model of these nodes from x, rows × 2, to y. */
const model = (
  nodes: ReturnType<typeof node>[],
  initializers = [writeTensor("w", [2, 2], Float32Array.of(1, 2, 3, 4))],
) =>
  create(ModelProtoSchema(), {
    irVersion: 8n,
    opsetImport: [create(OperatorSetIdProtoSchema(), { version: 13n })],
    graph: create(GraphProtoSchema(), {
      node: nodes,
      initializer: initializers,
      input: [float("x", 1, 2)],
      output: [float("y", 1, 2)],
    }),
  });
const bytesOf = (of: ModelProto): Uint8Array => toBinary(ModelProtoSchema(), of);
const product = node("MatMul", ["x", "w"], "y");

/** The error that reading ends in, within a second of computing and without much memory. */
function refused(bytes: Uint8Array, read: (bytes: Uint8Array) => unknown = fromOnnx): HillockError {
  const start = process.cpuUsage();
  const before = process.memoryUsage().rss;
  try {
    read(bytes);
  } catch (error) {
    if (!(error instanceof HillockError)) throw error;
    const { user, system } = process.cpuUsage(start);
    // of this process: a busy machine is not the reader's fault
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(5e8);
    return error;
  }
  throw new Error("It was read.");
}

describe("hostile files end in a typed error, at once", () => {
  const whole = network({ inputs: 4, layers: [dense(8, relu), dense(2, softmax)] }).toOnnx();

  test("cut off anywhere", () => {
    for (let length = 0; length < whole.length; length += 7)
      expect(refused(whole.slice(0, length)).code).toMatch(/invalid-model/);
  });

  test("a length that lies", () => {
    // field 7, the graph, of 2^31 − 1 bytes
    const error = refused(Uint8Array.of(0x3a, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3));
    expect(error.message).toMatch(/2147483647 bytes stands where 3 are left/);
  });

  test("a cycle names its nodes", () => {
    const error = refused(
      bytesOf(model([node("Relu", ["b"], "a"), node("Relu", ["a"], "b"), node("Add", ["x", "b"], "y")])),
    );
    expect(error.message).toMatch(/node "a" takes the tensor "b" of node "b".*a cycle/);
  });

  test("a million nodes", () => {
    const part = toBinary(NodeProtoSchema(), node("Relu", ["x"], "x"));
    const body = new Uint8Array(1e6 * (part.length + 2));
    for (let i = 0, at = 0; i < 1e6; i++, at += part.length + 2) {
      body.set([0x0a, part.length], at);
      body.set(part, at + 2);
    }
    const length: number[] = [];
    for (let rest = body.length; rest > 0; rest = Math.floor(rest / 128))
      length.push((rest % 128) + (rest >= 128 ? 128 : 0));
    const file = new Uint8Array(1 + length.length + body.length);
    file.set([0x3a, ...length]);
    file.set(body, 1 + length.length);
    expect(refused(file).message).toMatch(/more than 50000 nodes/);
  });

  test("as many nodes as are read, in a chain", () => {
    const nodes = Array.from({ length: 49_999 }, (_, i) =>
      node("Relu", [i === 0 ? "x" : `t${i - 1}`], `t${i}`),
    );
    expect(refused(bytesOf(model([...nodes, node("MatMul", ["t49998", "w"], "y")]))).message).toMatch(
      /operators in a row/,
    );
  });

  test("a tensor of 2^40 elements", () => {
    const tensor = create(TensorProtoSchema(), {
      name: "w",
      dims: [1n << 20n, 1n << 20n],
      dataType: 1,
      rawData: new Uint8Array(16),
    });
    expect(refused(bytesOf(model([product], [tensor]))).message).toMatch(
      /"w" has the shape 1048576 × 1048576/,
    );
  });

  test("a tensor of 2^40 × 0 elements", () => {
    for (const dims of [
      [0n, 1n << 40n],
      [1n << 40n, 0n],
      [1n << 27n, 0n],
    ]) {
      const tensor = create(TensorProtoSchema(), { name: "w", dims, dataType: 1 });
      expect(refused(bytesOf(model([product], [tensor]))).message).toMatch(
        /"w" has the shape|with a constant matrix/,
      );
    }
  });

  test("constants that are made of few others", () => {
    const constants = [
      writeTensor("w0", [4096, 1], new Float32Array(4096)),
      writeTensor("w1", [1, 4096], new Float32Array(4096)),
    ];
    for (const type of ["Mul", "Transpose"]) {
      const chain = Array.from({ length: 200 }, (_, i) =>
        node(type, type === "Mul" ? [`c${i}`, `c${i}`] : [`c${i}`], `c${i + 1}`),
      );
      const nodes = [node("Add", ["w0", "w1"], "c0"), ...chain, node("MatMul", ["x", "c200"], "y")];
      expect(refused(bytesOf(model(nodes, constants))).message).toMatch(
        /makes more than \d+ numbers of the 8192/,
      );
    }
  });

  test("statistics of a few channels over a long row", () => {
    const norm = node("BatchNormalization", ["x", "w", "w", "w", "w"], "y");
    const made = model([norm], [writeTensor("w", [4], Float32Array.of(1, 1, 1, 1))]);
    if (made.graph) made.graph.input = [float("x", 1, 4, 2 ** 22)];
    expect(refused(bytesOf(made)).message).toMatch(/makes more than \d+ numbers of the 4/);
  });

  test("a formula whose parts are shared so often that none could write it down", () => {
    const kinds = ["Add", "Mul", "Max", "Min"];
    const nodes = Array.from({ length: 120 }, (_, i) =>
      node(kinds[i % 4], [`t${i}`, `t${Math.max(0, i - 1)}`], `t${i + 1}`),
    );
    const bytes = bytesOf(model([node("Sigmoid", ["x"], "t0"), ...nodes, node("Identity", ["t120"], "y")]));
    expect(refused(bytes).message).toMatch(/at node "x" is a chain of more than/);
    expect(inspectOnnx(bytes).outputs).toHaveLength(1);
  });

  test("an input of 2^40 numbers a row", () => {
    const made = model([node("PRelu", ["x", "w"], "y")], [writeTensor("w", [1], Float32Array.of(2))]);
    if (made.graph) made.graph.input = [float("x", 1, 2 ** 40)];
    expect(refused(bytesOf(made)).message).toMatch(/1099511627776 numbers a row/);
  });

  test("negative lengths", () => {
    const tensor = create(TensorProtoSchema(), {
      name: "w",
      dims: [-2n, -2n],
      dataType: 1,
      rawData: new Uint8Array(16),
    });
    expect(refused(bytesOf(model([product], [tensor]))).message).toMatch(/negative length/);
  });

  test.each([Number.NaN, Infinity])("a weight that is %d", (bad) => {
    const error = refused(
      bytesOf(model([product], [writeTensor("w", [2, 2], Float32Array.of(1, bad, 3, 4))])),
    );
    expect(error.code).toBe("invalid-model");
    expect(error.message).toMatch(/has (NaN|Infinity) among the weights of node "y"/);
  });

  test("weights in another file, which is not opened", () => {
    const tensor = create(TensorProtoSchema(), {
      name: "w",
      dims: [2n, 2n],
      dataType: 1,
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [create(StringStringEntryProtoSchema(), { key: "location", value: "../../etc/passwd" })],
    });
    for (const read of [fromOnnx, inspectOnnx])
      expect(refused(bytesOf(model([product], [tensor])), read).message).toMatch(
        /in other files, which are never read/,
      );
  });

  test("functions that call themselves, and ones that double", () => {
    const call = (name: string, from: string, to: string) => node(name, [from], to, { domain: "f" });
    const made = (functions: [string, string][]) => ({
      ...model([call("f0", "x", "y")]),
      functions: functions.map(([name, inner]) =>
        create(FunctionProtoSchema(), {
          name,
          domain: "f",
          input: ["a"],
          output: ["c"],
          node: [call(inner, "a", "b"), call(inner, "b", "c")],
        }),
      ),
    });
    expect(refused(bytesOf(made([["f0", "f0"]]))).message).toMatch(/called within itself/);
    const doubling = Array.from({ length: 30 }, (_, i): [string, string] => [`f${i}`, `f${i + 1}`]);
    expect(refused(bytesOf(made(doubling))).message).toMatch(/more than 50000 nodes/);
  });

  test("graphs nested in each other", () => {
    let inner = create(GraphProtoSchema(), {});
    for (let i = 0; i < 200; i++)
      inner = create(GraphProtoSchema(), {
        node: [
          create(NodeProtoSchema(), {
            attribute: [
              create(AttributeProtoSchema(), {
                name: "g",
                type: AttributeProto_AttributeType.GRAPH,
                g: inner,
              }),
            ],
          }),
        ],
      });
    expect(refused(bytesOf({ ...model([]), graph: inner })).message).toMatch(/inside of each other/);
  });
});

test("operators that no network is made of are named, with their nodes", () => {
  const error = refused(
    bytesOf(model([node("Conv", ["x", "w"], "a"), node("Loop", ["a"], "b"), node("Relu", ["b"], "y")])),
  );
  expect(error.code).toBe("invalid-model");
  expect(error.message).toMatch(/operators Conv, Loop:\n.*Conv \(node "a"\).*\n.*Loop \(node "b"\)/);
  expect(error.message).toMatch(/hillock inspect/);
});
