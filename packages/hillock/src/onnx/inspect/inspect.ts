import { create, toBinary } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import type { Activation } from "../../functions/activation.ts";
import { decodeModel } from "../proto/decode.ts";
import { type ModelProto, ModelProtoSchema, type NodeProto, ValueInfoProtoSchema } from "../proto/onnx_pb.ts";
import { type Graph, type GraphBorder, inlined, readGraph } from "../read/graph.ts";
import { guarded } from "../read/guarded.ts";
import { sameFunction } from "../read/recognise.ts";
import { planActivation } from "../write/activation.ts";
import { ModelWriter } from "../write/model.ts";
import { type FoundActivation, findActivations } from "./chains.ts";

/** A graph to look into. */
export interface OnnxInspection {
  readonly inputs: readonly GraphBorder[];
  readonly outputs: readonly GraphBorder[];
  readonly activations: readonly FoundActivation[];
  /**
   * The model with what its activations take as further outputs; local functions stand where they are called, and
   * node i is called "node i".
   */
  readonly instrumented: Uint8Array;
  /**
   * What is left of a gradient at each activation's input, by the activations between it and the outputs alone: the
   * product of their mean slopes along the way on which most is left.
   * @param slopes mean |f′(z)| of each activation; null counts as 1
   */
  gradients(slopes: readonly (number | null)[]): number[];
  /** The model with some functions exchanged, and how often each was. @throws HillockError where one is in no place */
  swap(exchanges: readonly Exchange[]): { readonly bytes: Uint8Array; readonly counts: readonly number[] };
}

export interface Exchange {
  readonly from: Activation;
  readonly to: Activation;
}

const nodeName = (index: number): string => `node ${index}`;

function withNodes(model: ModelProto, nodes: NodeProto[], outputs: readonly string[]): ModelProto {
  const { graph } = model;
  if (graph === undefined) throw new HillockError("invalid-model", "The ONNX file has no graph.");
  const there = new Set(graph.output.map(({ name }) => name));
  const inputs = new Set(graph.input.map(({ name }) => name));
  const further = [...new Set(outputs)].filter((name) => !there.has(name) && !inputs.has(name));
  return {
    ...model,
    graph: {
      ...graph,
      node: nodes,
      output: [...graph.output, ...further.map((name) => create(ValueInfoProtoSchema(), { name }))],
    },
  };
}

function depth(
  graph: Graph,
  activations: readonly FoundActivation[],
  slopes: readonly (number | null)[],
): number[] {
  const left = new Map(graph.outputs.map(({ name }) => [name, 1]));
  const raise = (name: string, value: number): void => {
    left.set(name, Math.max(left.get(name) ?? 0, value));
  };
  const inside = new Map<number, number>();
  activations.forEach(({ nodes }, i) => {
    for (const index of nodes) inside.set(index, i);
  });
  const result = new Array<number>(activations.length).fill(0);
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const { inputs, outputs } = graph.nodes[index];
    const owner = inside.get(index);
    if (owner === undefined) {
      const most = outputs.reduce((value, name) => Math.max(value, left.get(name) ?? 0), 0);
      for (const name of inputs) raise(name, most);
    } else if (outputs.includes(activations[owner].output)) {
      const { output, input } = activations[owner];
      result[owner] = (left.get(output) ?? 0) * (slopes[owner] ?? 1);
      raise(input, result[owner]);
    }
  }
  return result;
}

/** FunctionProto needs this version of the file format. */
const FUNCTIONS_IR = 8n;

const isSame = (found: Activation, asked: Activation): boolean =>
  found.name === asked.name ||
  (found.kind === "elementwise" && asked.kind === "elementwise" && sameFunction(found, asked));

function swapped(
  model: ModelProto,
  nodes: readonly NodeProto[],
  { opset }: Graph,
  activations: readonly FoundActivation[],
  exchanges: readonly Exchange[],
): { bytes: Uint8Array; counts: number[] } {
  const counts = exchanges.map(() => 0);
  const { graph } = model;
  const taken = [
    ...nodes.flatMap(({ output }) => output),
    ...(graph?.initializer ?? []).map(({ name }) => name),
    ...(graph?.input ?? []).map(({ name }) => name),
  ];
  const writer = new ModelWriter(opset, taken);
  const removed = new Set<number>();
  const placed = new Map<number, NodeProto[]>();
  for (const { activation, node, nodes: own, input, output } of activations) {
    const place = exchanges.findIndex(({ from }) => isSame(activation, from));
    if (place < 0) continue;
    const { to } = exchanges[place];
    if (to.kind === "row" || activation.kind === "row")
      throw new HillockError(
        "invalid-argument",
        `${to.kind === "row" ? to.name : activation.name} acts on whole rows; it cannot be exchanged.`,
      );
    counts[place]++;
    const before = writer.nodes.nodes.length;
    writer.activationInto(planActivation(to, {}, opset), input, output, node);
    placed.set(own[own.length - 1], writer.nodes.nodes.slice(before));
    for (const index of own) removed.add(index);
  }
  const { needed } = writer;
  if (needed.opset > opset)
    throw new HillockError(
      "invalid-model",
      `The file is of opset ${opset}; ${needed.types.join(", ")} stand in opset ${needed.opset}. Export it for that one first.`,
    );
  const kept = nodes.flatMap((node, index) => placed.get(index) ?? (removed.has(index) ? [] : [node]));
  const functions = writer.functions;
  const made = {
    ...withNodes(model, kept, []),
    functions: [...model.functions, ...functions],
    irVersion: functions.length > 0 && model.irVersion < FUNCTIONS_IR ? FUNCTIONS_IR : model.irVersion,
    opsetImport: [...model.opsetImport, ...writer.imports(model.opsetImport.map(({ domain }) => domain))],
  };
  if (made.graph !== undefined) made.graph.initializer = [...made.graph.initializer, ...writer.initializers];
  return { bytes: toBinary(ModelProtoSchema(), made), counts };
}

/** Looks into any ONNX graph. @throws HillockError "invalid-model" where the file is damaged */
export function inspectOnnx(bytes: Uint8Array): OnnxInspection {
  return guarded(() => {
    const model = decodeModel(bytes);
    const graph = readGraph(model);
    const activations = findActivations(graph);
    const nodes = inlined(model);
    const numbered = nodes.map((node, index) => ({ ...node, name: nodeName(index) }));
    const seen = activations.map(({ input }) => input);
    return {
      inputs: graph.inputs,
      outputs: graph.outputs,
      activations,
      instrumented: toBinary(ModelProtoSchema(), withNodes(model, numbered, seen)),
      gradients: (slopes) => depth(graph, activations, slopes),
      swap: (exchanges) => swapped(model, nodes, graph, activations, exchanges),
    };
  });
}
