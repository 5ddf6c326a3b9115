import { HillockError } from "../../errors.ts";
import { DOMAIN } from "../domains.ts";
import type {
  FunctionProto,
  GraphProto,
  ModelProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from "../proto/onnx_pb.ts";
import { Attributes } from "./attributes.ts";
import { formulaOf } from "./functions.ts";
import { takenApart } from "./fused.ts";
import type { FormulaFunction, GraphNode } from "./node.ts";

/** A tensor at the graph's border. */
export interface GraphBorder {
  readonly name: string;
  /** ONNX' number of the element type; 0 where the file does not say. */
  readonly type: number;
  /** undefined where the file says nothing of the shape; a length is undefined where it is not fixed. */
  readonly shape: readonly (number | undefined)[] | undefined;
}

/** A model whose names all lead somewhere, with local functions in place and what was fused taken apart. */
export interface Graph {
  readonly opset: number;
  /** Each after what it depends on. */
  readonly nodes: readonly GraphNode[];
  readonly initializers: ReadonlyMap<string, TensorProto>;
  /** Without those that are only the initializers' names. */
  readonly inputs: readonly GraphBorder[];
  readonly outputs: readonly GraphBorder[];
  readonly metadata: ReadonlyMap<string, string>;
}

const MOST_INLINED = 50_000;
const MOST_NESTED = 32;
const MOST_FORMULAS = 100;

const damagedGraph = (why: string): HillockError =>
  new HillockError("invalid-model", `The ONNX file is damaged: ${why}.`);

function readBorder(info: ValueInfoProto): GraphBorder {
  const { type } = info;
  if (type?.value.case !== "tensorType") return { name: info.name, type: 0, shape: undefined };
  const { elemType, shape } = type.value.value;
  const lengths = shape?.dim.map(({ value }) => {
    if (value.case !== "dimValue") return undefined;
    const length = Number(value.value);
    if (length < 0) throw damagedGraph(`the tensor "${info.name}" has the length ${length} in its shape`);
    return length;
  });
  return { name: info.name, type: elemType, shape: lengths };
}

function graphOf({ graph }: ModelProto): GraphProto {
  if (graph === undefined) throw damagedGraph("there is no graph in it");
  return graph;
}

const normalDomain = (domain: string): string => (domain === "ai.onnx" ? "" : domain);

interface Inlined {
  readonly node: NodeProto;
  /** As in `GraphNode`. */
  readonly call: number | undefined;
}

function inlinedCalls(model: ModelProto, kept: (key: string) => boolean): Inlined[] {
  const graph = graphOf(model);
  const functions = new Map<string, FunctionProto>(
    model.functions.map((each) => [`${each.domain}:${each.name}`, each]),
  );
  if (functions.size === 0) return graph.node.flatMap(takenApart).map((node) => ({ node, call: undefined }));
  const nodes: Inlined[] = [];
  let calls = 0;
  const add = (node: NodeProto, depth: number, within: number | undefined): void => {
    const key = `${node.domain}:${node.opType}`;
    const called = functions.get(key);
    if (called === undefined || kept(key)) {
      for (const each of takenApart(node)) nodes.push({ node: each, call: within });
      if (nodes.length > MOST_INLINED)
        throw new HillockError(
          "invalid-model",
          `The ONNX file has more than ${MOST_INLINED} nodes once its functions stand where they are called; so many are not read.`,
        );
      return;
    }
    if (depth >= MOST_NESTED)
      throw damagedGraph(`the function "${called.name}" is called within itself, or ${MOST_NESTED} deep`);
    const call = calls++;
    const names = new Map<string, string>([
      ["", ""],
      ...called.input.map((name, i): [string, string] => [name, node.input[i] ?? ""]),
      ...called.output.map((name, i): [string, string] => [name, node.output[i] ?? ""]),
    ]);
    const rename = (name: string): string => names.get(name) ?? `${called.name}#${call}/${name}`;
    const given = new Map(node.attribute.map((attribute) => [attribute.name, attribute]));
    for (const inner of called.node)
      add(
        {
          ...inner,
          name: node.name === "" ? inner.name : `${node.name}/${inner.name}`,
          input: inner.input.map(rename),
          output: inner.output.map(rename),
          attribute: inner.attribute.flatMap((attribute) => {
            if (attribute.refAttrName === "") return [attribute];
            const value = given.get(attribute.refAttrName);
            return value === undefined ? [] : [{ ...value, name: attribute.name }];
          }),
        },
        depth + 1,
        within ?? (called.domain === DOMAIN ? call : undefined),
      );
  };
  for (const node of graph.node) add(node, 0, undefined);
  return nodes;
}

/** The graph's nodes, those of local functions where they are called. */
export const inlined = (model: ModelProto): NodeProto[] =>
  inlinedCalls(model, () => false).map(({ node }) => node);

/**
 * The nodes, each after what it depends on, as the specification asks for: a cycle has no such order.
 * @throws HillockError "invalid-model" where a name leads nowhere, or is given twice
 */
function checkOrder(nodes: readonly GraphNode[], known: Set<string>, outputs: readonly string[]): void {
  const made = new Map<string, string>();
  for (const { name, outputs: own } of nodes)
    for (const output of own) {
      if (output === "") continue;
      if (known.has(output) || made.has(output))
        throw damagedGraph(`the tensor "${output}" is made twice, by node "${name}" and before`);
      made.set(output, name);
    }
  const ready = new Set(known);
  for (const { name, inputs, outputs: own } of nodes) {
    for (const input of inputs) {
      if (input === "" || ready.has(input)) continue;
      const maker = made.get(input);
      throw damagedGraph(
        maker === undefined
          ? `node "${name}" takes the tensor "${input}", which nothing makes`
          : `node "${name}" takes the tensor "${input}" of node "${maker}", which stands behind it or depends on it: a cycle`,
      );
    }
    for (const output of own) ready.add(output);
  }
  for (const output of outputs)
    if (!ready.has(output)) throw damagedGraph(`nothing makes the output "${output}"`);
}

/** Local functions that are formulas, by domain and name. */
function formulasOf({ functions }: ModelProto, opset: number): ReadonlyMap<string, FormulaFunction> {
  return new Map(
    functions.slice(0, MOST_FORMULAS).flatMap((each): [string, FormulaFunction][] => {
      const found = each.domain === DOMAIN ? formulaOf(each, opset) : undefined;
      return found === undefined ? [] : [[`${each.domain}:${each.name}`, found]];
    }),
  );
}

/**
 * @param formulas whether calls of local functions that are formulas stay one node
 * @throws HillockError "invalid-model"
 */
export function readGraph(model: ModelProto, formulas = false): Graph {
  const graph = graphOf(model);
  if (model.opsetImport.length === 0) throw damagedGraph("it does not say of which opset its operators are");
  const opset = model.opsetImport.find(({ domain }) => normalDomain(domain) === "");
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const version = Number(opset?.version ?? 0n);
  const known = formulas ? formulasOf(model, version) : new Map<string, FormulaFunction>();
  const nodes = inlinedCalls(model, (key) => known.has(key)).map(
    ({ node, call }): GraphNode => ({
      name: node.name || node.output[0] || node.opType,
      type: node.opType,
      domain: normalDomain(node.domain),
      inputs: node.input,
      outputs: node.output,
      attributes: new Attributes(node),
      formula: known.get(`${node.domain}:${node.opType}`),
      call,
    }),
  );
  const inputs = graph.input.map(readBorder);
  const outputs = graph.output.map(readBorder);
  const sparse = graph.sparseInitializer.map(({ values }) => values?.name ?? "");
  const given = new Set([...inputs.map(({ name }) => name), ...initializers.keys(), ...sparse]);
  if (outputs.length === 0) throw damagedGraph("its graph has no outputs");
  checkOrder(
    nodes,
    given,
    outputs.map(({ name }) => name),
  );
  return {
    opset: version,
    nodes,
    initializers,
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs,
    metadata: new Map(model.metadataProps.map(({ key, value }) => [key, value])),
  };
}
