import { create, toBinary } from "@bufbuild/protobuf";
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  type TensorProto,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from "../../packages/hillock/src/onnx/proto/onnx_pb.ts";
import { writeTensor } from "../../packages/hillock/src/onnx/tensor.ts";

/** Numbers are floats, bigints whole numbers. */
export type AttributeSketch =
  | number
  | bigint
  | string
  | readonly number[]
  | readonly string[]
  | { readonly body: GraphSketch };

export interface NodeSketch {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeSketch>>;
  readonly domain?: string;
}

export const node = (
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: NodeSketch["attributes"] = {},
  domain = "",
): NodeSketch => ({ type, inputs, outputs: [output], attributes, domain });

function attribute(name: string, value: AttributeSketch): AttributeProto {
  const Type = AttributeProto_AttributeType;
  if (typeof value === "number") return create(AttributeProtoSchema(), { name, type: Type.FLOAT, f: value });
  if (typeof value === "bigint") return create(AttributeProtoSchema(), { name, type: Type.INT, i: value });
  if (typeof value === "string")
    return create(AttributeProtoSchema(), { name, type: Type.STRING, s: new TextEncoder().encode(value) });
  if ("body" in value)
    return create(AttributeProtoSchema(), { name, type: Type.GRAPH, g: graph(value.body) });
  const texts = value.filter((each) => typeof each === "string");
  if (texts.length > 0)
    return create(AttributeProtoSchema(), {
      name,
      type: Type.STRINGS,
      strings: texts.map((each) => new TextEncoder().encode(each)),
    });
  const floats = value.filter((each) => typeof each === "number");
  return create(AttributeProtoSchema(), { name, type: Type.FLOATS, floats });
}

/** A tensor at the border: ONNX' number of its element type, and its lengths; null where one is open. */
export interface BorderSketch {
  readonly name: string;
  readonly type?: number;
  readonly shape: readonly (number | null)[];
}

const border = ({ name, type = 1, shape }: BorderSketch) =>
  create(ValueInfoProtoSchema(), {
    name,
    type: create(TypeProtoSchema(), {
      value: {
        case: "tensorType",
        value: {
          elemType: type,
          shape: {
            dim: shape.map((length) =>
              length === null
                ? { value: { case: "dimParam" as const, value: "rows" } }
                : { value: { case: "dimValue" as const, value: BigInt(length) } },
            ),
          },
        },
      },
    }),
  });

export interface GraphSketch {
  readonly nodes: readonly NodeSketch[];
  readonly inputs: readonly BorderSketch[];
  readonly outputs: readonly BorderSketch[];
  readonly tensors?: Readonly<Record<string, readonly [readonly number[], Float32Array | BigInt64Array]>>;
  readonly opset?: number;
}

function graph({ nodes, inputs, outputs, tensors = {} }: GraphSketch): GraphProto {
  return create(GraphProtoSchema(), {
    name: "test",
    node: nodes.map(({ type, inputs: from, outputs: to, attributes = {}, domain = "" }) =>
      create(NodeProtoSchema(), {
        opType: type,
        domain,
        name: to[0],
        input: [...from],
        output: [...to],
        attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      }),
    ),
    initializer: Object.entries(tensors).map(
      ([name, [shape, data]]): TensorProto => writeTensor(name, shape, data),
    ),
    input: inputs.map(border),
    output: outputs.map(border),
  });
}

/** The bytes of a model; each node is called as its first output. */
export function model(sketch: GraphSketch): Uint8Array {
  const { nodes, opset = 17 } = sketch;
  const domains = new Set(nodes.map(({ domain = "" }) => domain));
  return toBinary(
    ModelProtoSchema(),
    create(ModelProtoSchema(), {
      irVersion: 8n,
      opsetImport: [...new Set(["", ...domains])].map((domain) =>
        create(OperatorSetIdProtoSchema(), { domain, version: domain === "" ? BigInt(opset) : 1n }),
      ),
      graph: graph(sketch),
    }),
  );
}

/** Numbers that look drawn, the same every time. */
export const waves = (length: number, size = 1): Float32Array =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i * 1.37 + length));
