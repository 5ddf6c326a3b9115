import { create } from "@bufbuild/protobuf";
import { FUSED_DOMAIN } from "../domains.ts";
import { operatorNamed } from "../operators.ts";
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type NodeProto,
  NodeProtoSchema,
} from "../proto/onnx_pb.ts";
import { fromUtf8 } from "../utf8.ts";

const floatOf = (name: string, f: number): AttributeProto =>
  create(AttributeProtoSchema(), { name, type: AttributeProto_AttributeType.FLOAT, f });

/** The operator, and what it fused behind it, with a tensor in between. */
function inTwo(
  node: NodeProto,
  first: { readonly type: string; readonly inputs: string[]; readonly attributes?: AttributeProto[] },
  second: { readonly type: string; readonly domain?: string; readonly attributes?: AttributeProto[] },
): NodeProto[] {
  const [output] = node.output;
  const between = `${output}#fused`;
  return [
    create(NodeProtoSchema(), {
      name: `${node.name || output}/${first.type}`,
      opType: first.type,
      input: first.inputs,
      output: [between],
      attribute: first.attributes ?? [],
    }),
    create(NodeProtoSchema(), {
      name: node.name,
      opType: second.type,
      domain: second.domain ?? "",
      input: [between],
      output: [output],
      attribute: second.attributes ?? [],
    }),
  ];
}

/** A product and the function behind it. @param numberOf one of the function's, by its name and its place among them */
function product(
  node: NodeProto,
  type: string,
  numberOf: (attributes: ReadonlyMap<string, AttributeProto>, name: string, i: number) => number | undefined,
): NodeProto[] {
  const attributes = new Map(node.attribute.map((each) => [each.name, each]));
  const activation = attributes.get("activation");
  const fused = activation && operatorNamed(fromUtf8(activation.s));
  if (fused === undefined) return [node];
  const settings = Object.keys(fused.attributes).flatMap((name, i) => {
    const value = numberOf(attributes, name, i);
    return value === undefined ? [] : [floatOf(name, value)];
  });
  const others = node.attribute.filter((each) => !each.name.startsWith("activation"));
  return inTwo(
    node,
    { type, inputs: node.input, attributes: others },
    { type: fused.type, attributes: settings },
  );
}

/** A sum with a bias, and the function behind it. */
const biased = (node: NodeProto, type: string): NodeProto[] =>
  inTwo(node, { type: "Add", inputs: node.input.slice(0, 2) }, { type, domain: FUSED_DOMAIN });

/** Source: the contrib operators' schemas of onnxruntime. */
const RULES: Readonly<Record<string, (node: NodeProto) => NodeProto[]>> = {
  BiasGelu: (node) => biased(node, "Gelu"),
  FastGelu: (node) => (node.input[1] ? biased(node, "FastGelu") : [node]),
  // with a fourth input something is added in between
  FusedConv: (node) =>
    node.input[3] ? [node] : product(node, "Conv", (by, _, i) => by.get("activation_params")?.floats[i]),
  FusedGemm: (node) => product(node, "Gemm", (by, name) => by.get(`activation_${name}`)?.f),
};

/** What onnxruntime's optimizer has fused, in the operators that it was: its function is one to look at again. */
export const takenApart = (node: NodeProto): NodeProto[] =>
  node.domain === FUSED_DOMAIN && node.output.length === 1 && Object.hasOwn(RULES, node.opType)
    ? RULES[node.opType](node)
    : [node];
