import { create } from "@bufbuild/protobuf";
import { HillockError } from "../../errors.ts";
import { type ModelProto, type NodeProto, ValueInfoProtoSchema } from "../proto/onnx_pb.ts";
import { ModelWriter } from "../write/model.ts";

/** FunctionProto needs this version of the file format. */
const FUNCTIONS_IR = 8n;

/** Writes nodes for a model that is there already. @param nodes the graph's, node by node */
export function writerFor({ graph }: ModelProto, nodes: readonly NodeProto[], opset: number): ModelWriter {
  return new ModelWriter(opset, [
    ...nodes.flatMap(({ output }) => output),
    ...(graph?.initializer ?? []).map(({ name }) => name),
    ...(graph?.input ?? []).map(({ name }) => name),
  ]);
}

/** All that nodes take, in graphs inside of them too. */
function takenBy(nodes: readonly NodeProto[]): Set<string> {
  const inner = nodes.flatMap(({ attribute }) =>
    attribute.flatMap(({ g, graphs }) => [...(g === undefined ? [] : [g]), ...graphs]),
  );
  return new Set([
    ...nodes.flatMap(({ input }) => input),
    ...inner.flatMap((graph) => [...graph.output.map(({ name }) => name), ...takenBy(graph.node)]),
  ]);
}

/** Without the constants that nothing takes once these nodes are gone. */
export function withoutConstantsOf(model: ModelProto, gone: readonly NodeProto[]): ModelProto {
  const { graph } = model;
  if (graph === undefined) return model;
  const freed = takenBy(gone);
  const taken = takenBy(graph.node);
  for (const { name } of [...graph.output, ...graph.input]) taken.add(name);
  const isFree = (name: string): boolean => freed.has(name) && !taken.has(name);
  return {
    ...model,
    graph: {
      ...graph,
      node: graph.node.filter(({ opType, output }) => opType !== "Constant" || !output.every(isFree)),
      initializer: graph.initializer.filter(({ name }) => !isFree(name)),
    },
  };
}

/**
 * The model with these nodes, and with what the writer's among them need.
 * @param outputs further ones of the graph, as far as they are none yet
 */
export function withWritten(
  model: ModelProto,
  nodes: readonly NodeProto[],
  outputs: readonly string[],
  writer: ModelWriter,
): ModelProto {
  const { graph } = model;
  if (graph === undefined) throw new HillockError("invalid-model", "The ONNX file has no graph.");
  const there = new Set(graph.output.map(({ name }) => name));
  const inputs = new Set(graph.input.map(({ name }) => name));
  const further = [...new Set(outputs)].filter((name) => !there.has(name) && !inputs.has(name));
  const { functions } = writer;
  return {
    ...model,
    functions: [...model.functions, ...functions],
    irVersion: functions.length > 0 && model.irVersion < FUNCTIONS_IR ? FUNCTIONS_IR : model.irVersion,
    opsetImport: [...model.opsetImport, ...writer.imports(model.opsetImport.map(({ domain }) => domain))],
    graph: {
      ...graph,
      node: [...nodes],
      output: [...graph.output, ...further.map((name) => create(ValueInfoProtoSchema(), { name }))],
      initializer: [...graph.initializer, ...writer.initializers],
    },
  };
}
