import { toBinary } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import type { Activation } from "../../functions/activation.ts";
import { type ModelProto, ModelProtoSchema, type NodeProto } from "../proto/onnx_pb.ts";
import type { Graph } from "../read/graph.ts";
import { sameFunction } from "../read/recognise.ts";
import { planActivation } from "../write/activation.ts";
import type { FoundActivation } from "./chains.ts";
import { withoutConstantsOf, withWritten, writerFor } from "./rewrite.ts";

export interface Exchange {
  readonly from: Activation;
  readonly to: Activation;
}

const isSame = (found: Activation, asked: Activation): boolean =>
  found.name === asked.name ||
  (found.kind === "elementwise" && asked.kind === "elementwise" && sameFunction(found, asked));

/** The model with functions exchanged, and how often each was. @param nodes the graph's, node by node */
export function swapped(
  model: ModelProto,
  nodes: readonly NodeProto[],
  { opset, nodes: named }: Graph,
  activations: readonly FoundActivation[],
  exchanges: readonly Exchange[],
): { bytes: Uint8Array; counts: number[] } {
  const counts = exchanges.map(() => 0);
  const holding = exchanges.map((): string | undefined => undefined);
  const writer = writerFor(model, nodes, opset);
  const removed = new Set<number>();
  const placed = new Map<number, NodeProto[]>();
  for (const { activation, node, nodes: own, input, output, gate } of activations) {
    const place = exchanges.findIndex(({ from }) => isSame(activation, from));
    if (place < 0) continue;
    if (gate !== undefined) {
      holding[place] ??= named[gate.node].name;
      continue;
    }
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
  exchanges.forEach(({ from }, i) => {
    if (counts[i] === 0 && holding[i] !== undefined)
      throw new HillockError(
        "invalid-argument",
        `${from.name} stands only inside of a recurrent operator, as in "${holding[i]}"; there it cannot be exchanged.`,
      );
  });
  const { needed } = writer;
  if (needed.opset > opset)
    throw new HillockError(
      "invalid-model",
      `The file is of opset ${opset}; ${needed.types.join(", ")} stand in opset ${needed.opset}. Export it for that one first.`,
    );
  const kept = nodes.flatMap((node, index) => placed.get(index) ?? (removed.has(index) ? [] : [node]));
  const gone = nodes.filter((_, index) => removed.has(index));
  const made = withoutConstantsOf(withWritten(model, kept, [], writer), gone);
  return { bytes: toBinary(ModelProtoSchema(), made), counts };
}
