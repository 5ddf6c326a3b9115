import { toBinary } from "@bufbuild/protobuf";
import { decodeModel } from "../proto/decode.ts";
import { ModelProtoSchema } from "../proto/onnx_pb.ts";
import { type Graph, type GraphBorder, inlined, readGraph } from "../read/graph.ts";
import { guarded } from "../read/guarded.ts";
import { type FoundActivation, findActivations, type GatePlace } from "./chains.ts";
import { gatesBeside } from "./recurrent/beside.ts";
import type { Closed } from "./recurrent/operator.ts";
import { withWritten, writerFor } from "./rewrite.ts";
import { type Exchange, swapped } from "./swap.ts";

/** A graph to look into. */
export interface OnnxInspection {
  readonly inputs: readonly GraphBorder[];
  readonly outputs: readonly GraphBorder[];
  readonly activations: readonly FoundActivation[];
  /** Recurrent operators whose functions are not among the activations, and why. */
  readonly closed: readonly Closed[];
  /**
   * The model with what its activations take as further outputs; local functions stand where they are called, and
   * node i is called "node i". What recurrent operators hold is computed by nodes beside it, called "beside i".
   */
  readonly instrumented: Uint8Array;
  /**
   * What is left of a gradient at each activation's input, by the activations between it and the outputs alone: the
   * product of their mean slopes along the way on which most is left; of recurrent operators one step counts.
   * @param slopes mean |f′(z)| of each activation; null counts as 1
   */
  gradients(slopes: readonly (number | null)[]): number[];
  /** The model with some functions exchanged, and how often each was. @throws HillockError where one is in no place */
  swap(exchanges: readonly Exchange[]): { readonly bytes: Uint8Array; readonly counts: readonly number[] };
}

const nodeName = (index: number): string => `node ${index}`;

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
  const gates = new Map<number, [number, GatePlace][]>();
  activations.forEach(({ gate }, i) => {
    if (gate !== undefined) gates.set(gate.node, [...(gates.get(gate.node) ?? []), [i, gate]]);
  });
  const result = new Array<number>(activations.length).fill(0);
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const { inputs, outputs } = graph.nodes[index];
    const owner = inside.get(index);
    if (owner === undefined) {
      let most = outputs.reduce((value, name) => Math.max(value, left.get(name) ?? 0), 0);
      const held = gates.get(index);
      if (held !== undefined) {
        const behind = (name: string | undefined): number => {
          const found = held.find(([, gate]) => gate.name === name);
          return found === undefined ? most : (slopes[found[0]] ?? 1) * behind(found[1].through);
        };
        for (const [i, { name }] of held) result[i] = behind(name);
        most = Math.max(...held.map(([i]) => result[i]));
      }
      for (const name of inputs) raise(name, most);
    } else if (outputs.includes(activations[owner].output)) {
      const { output, input } = activations[owner];
      result[owner] = (left.get(output) ?? 0) * (slopes[owner] ?? 1);
      raise(input, result[owner]);
    }
  }
  return result;
}

/** Where an activation's values are computed. */
const placeOf = ({ gate, nodes }: FoundActivation): number => gate?.node ?? nodes[nodes.length - 1];

/** Looks into any ONNX graph. @throws HillockError "invalid-model" where the file is damaged */
export function inspectOnnx(bytes: Uint8Array): OnnxInspection {
  return guarded(() => {
    const model = decodeModel(bytes);
    const graph = readGraph(model);
    const nodes = inlined(model);
    const writer = writerFor(model, nodes, graph.opset);
    const numbered = nodes.map((node, index) => ({ ...node, name: nodeName(index) }));
    const beside = gatesBeside(writer, graph, numbered);
    const activations = [...findActivations(graph), ...beside.activations].sort(
      (a, b) => placeOf(a) - placeOf(b),
    );
    const seen = activations.map(({ input }) => input);
    return {
      inputs: graph.inputs,
      outputs: graph.outputs,
      activations,
      closed: beside.closed,
      instrumented: toBinary(ModelProtoSchema(), withWritten(model, beside.nodes, seen, writer)),
      gradients: (slopes) => depth(graph, activations, slopes),
      swap: (exchanges) => swapped(model, nodes, graph, activations, exchanges),
    };
  });
}
