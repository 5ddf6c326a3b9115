import type { NodeProto } from "../../proto/onnx_pb.ts";
import type { Graph } from "../../read/graph.ts";
import type { ModelWriter } from "../../write/model.ts";
import type { FoundActivation } from "../chains.ts";
import { writeGates } from "./gates.ts";
import { type Closed, recurrentOf, recurrentType } from "./operator.ts";

/** The functions inside of a graph's recurrent operators. */
export interface Beside {
  readonly activations: readonly FoundActivation[];
  readonly closed: readonly Closed[];
  /** The graph's nodes, and behind each recurrent operator those that compute what its functions take. */
  readonly nodes: readonly NodeProto[];
}

/** A graph of more of them grows beyond measure. */
const MOST_OPENED = 200;

/** Looks into recurrent operators. @param nodes the graph's, node by node */
export function gatesBeside(writer: ModelWriter, graph: Graph, nodes: readonly NodeProto[]): Beside {
  const activations: FoundActivation[] = [];
  const closed: Closed[] = [];
  let opened = 0;
  const all = nodes.flatMap((proto, index) => {
    const node = graph.nodes[index];
    const type = recurrentType(node);
    const recurrent = type && recurrentOf(node, type, graph);
    if (type === undefined || recurrent === undefined) return [proto];
    if ("why" in recurrent) {
      closed.push(recurrent);
      return [proto];
    }
    if (opened++ >= MOST_OPENED) {
      closed.push({ node: node.name, why: `it stands behind ${MOST_OPENED} that are` });
      return [proto];
    }
    const states = node.outputs[0] || writer.nodes.fresh("states");
    const from = writer.nodes.nodes.length;
    for (const { name, activation, input, through } of writeGates(writer, type, recurrent, states))
      activations.push({
        activation,
        node: `${name} of ${node.name}`,
        nodes: [],
        types: [type],
        input,
        output: states,
        producer: type,
        perUnit: new Map(),
        rows: undefined,
        gate: { node: index, name, through },
      });
    const added = writer.nodes.nodes.slice(from);
    added.forEach((each, i) => {
      each.name = `beside ${from + i}`;
    });
    return [{ ...proto, output: [states, ...proto.output.slice(1)] }, ...added];
  });
  return { activations, closed, nodes: all };
}
