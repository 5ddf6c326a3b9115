import { decodeModel } from "./proto/decode.ts";
import { type GraphBorder, readGraph } from "./read/graph.ts";
import { guarded } from "./read/guarded.ts";
import type { GraphNode } from "./read/node.ts";

/** One operator of a file's graph, local functions in place. */
export type OnnxNode = Pick<GraphNode, "name" | "type" | "domain" | "inputs" | "outputs">;

/** What a file holds, whether a network can be made of it or not. */
export interface OnnxSummary {
  readonly opset: number;
  readonly producer: string;
  readonly description: string;
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly GraphBorder[];
  readonly outputs: readonly GraphBorder[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** @throws HillockError "invalid-model" where the file is damaged */
export const summarizeOnnx = (bytes: Uint8Array): OnnxSummary =>
  guarded(() => {
    const model = decodeModel(bytes);
    const { opset, nodes, inputs, outputs, metadata } = readGraph(model);
    const producer = [model.producerName, model.producerVersion].filter((each) => each !== "").join(" ");
    return {
      opset,
      producer,
      description: model.docString,
      nodes: nodes.map(({ name, type, domain, inputs: from, outputs: to }) => ({
        name,
        type,
        domain,
        inputs: from,
        outputs: to,
      })),
      inputs,
      outputs,
      metadata,
    };
  });
