import { networkToApply } from "../network/network.ts";
import type { FittedColumn } from "../study/preparation/fitted.ts";
import { exportable, type Network } from "./network.ts";
import { decodeModel } from "./proto/decode.ts";
import { classesOf } from "./read/classes.ts";
import { readGraph } from "./read/graph.ts";
import { guarded } from "./read/guarded.ts";
import { layersOf, parametersOf } from "./read/layers.ts";
import { interpret } from "./read/network.ts";

/** A network from a file, with what the file says around it. */
export interface OnnxNetwork extends Network {
  /** The columns of a table that make its inputs, where the file takes raw columns. */
  readonly columns: readonly FittedColumn[] | undefined;
  /** Lengths of one row of the file's input, such as 28 × 28; undefined where they are not fixed, or it takes columns. */
  readonly rowShape: readonly (number | undefined)[] | undefined;
  /** What the file calls the outputs' classes, where it says. */
  readonly classes: readonly string[] | undefined;
  /** What the file says of itself: of Hillock's own files the opset, and the operators that ask for it. */
  readonly description: string;
  /** By key. */
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * The network that an ONNX file holds, whatever made it: it predicts, trains on, and goes out again. What is around it,
 * such as the index of the largest output, is left out.
 * @throws HillockError "invalid-model" where the file is damaged, or has operators of which no such network can be made:
 * these are named, with their nodes
 */
export function fromOnnx(bytes: Uint8Array): OnnxNetwork {
  return guarded(() => {
    const model = decodeModel(bytes);
    const graph = readGraph(model, true);
    const { output, name, columns } = interpret(graph);
    const layers = layersOf(output);
    const net = networkToApply({ inputs: layers[0].weight.inputs, layers: layers.map(({ layer }) => layer) });
    net.load(parametersOf(layers));
    const shape = columns === undefined ? graph.inputs[0]?.shape : undefined;
    return {
      ...exportable(net),
      columns,
      rowShape: shape?.slice(1),
      classes: classesOf(graph, name, net.outputs),
      description: model.docString,
      metadata: graph.metadata,
    };
  });
}
