import { HillockError } from "../errors.ts";
import { network as plain } from "../network/network.ts";
import { exportable, type Network } from "./network.ts";
import { decodeModel } from "./proto/decode.ts";
import { readGraph } from "./read/graph.ts";
import { layersOf, parametersOf } from "./read/layers.ts";
import { interpret } from "./read/network.ts";

/** Deep nests of anything end the engine's stack; that is the file's fault. */
function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new HillockError("invalid-model", `The ONNX file is nested too deep to be read: ${cause.message}.`);
  }
}

/**
 * The network that an ONNX file holds, whatever made it: it predicts, trains on, and goes out again. What is around it,
 * such as the index of the largest output, is left out.
 * @throws HillockError "invalid-model" where the file is damaged, or has operators of which no such network can be made:
 * these are named, with their nodes
 */
export function fromOnnx(bytes: Uint8Array): Network {
  return guarded(() => {
    const graph = readGraph(decodeModel(bytes));
    const layers = layersOf(interpret(graph));
    const net = plain({ inputs: layers[0].weight.inputs, layers: layers.map(({ layer }) => layer) });
    net.load(parametersOf(layers));
    return exportable(net);
  });
}
