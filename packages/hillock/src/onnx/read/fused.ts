import { create } from "@bufbuild/protobuf";
import { FUSED_DOMAIN } from "../domains.ts";
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

/** Functions that are fused behind products, with their numbers' names in order. */
const FUSED_FUNCTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ["Relu", []],
  ["Tanh", []],
  ["Sigmoid", []],
  ["Softplus", []],
  ["Softsign", []],
  ["Elu", ["alpha"]],
  ["LeakyRelu", ["alpha"]],
  ["HardSigmoid", ["alpha", "beta"]],
]);

/** A product and the function behind it. @param numbersOf the function's, in order, by the node's attributes */
function product(
  node: NodeProto,
  type: string,
  numbersOf: (attributes: ReadonlyMap<string, AttributeProto>) => readonly (number | undefined)[],
): NodeProto[] {
  const attributes = new Map(node.attribute.map((each) => [each.name, each]));
  const activation = attributes.get("activation");
  const name = activation === undefined ? "" : fromUtf8(activation.s);
  const names = FUSED_FUNCTIONS.get(name);
  if (names === undefined) return [node];
  const numbers = numbersOf(attributes);
  const settings = names.flatMap((each, i) => {
    const value = numbers[i];
    return value === undefined ? [] : [floatOf(each, value)];
  });
  const others = node.attribute.filter((each) => !each.name.startsWith("activation"));
  return inTwo(node, { type, inputs: node.input, attributes: others }, { type: name, attributes: settings });
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
    node.input[3] ? [node] : product(node, "Conv", (by) => by.get("activation_params")?.floats ?? []),
  FusedGemm: (node) =>
    product(node, "Gemm", (by) => ["activation_alpha", "activation_beta"].map((name) => by.get(name)?.f)),
};

/** What onnxruntime's optimizer has fused, in the operators that it was: its function is one to look at again. */
export const takenApart = (node: NodeProto): NodeProto[] =>
  node.domain === FUSED_DOMAIN && node.output.length === 1 && Object.hasOwn(RULES, node.opType)
    ? RULES[node.opType](node)
    : [node];
