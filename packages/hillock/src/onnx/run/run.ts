import { HillockError } from "../../errors.ts";
import { decodeModel, decodeTensor } from "../proto/decode.ts";
import { constantOf, laidOut } from "../read/constants.ts";
import { isElementwise } from "../read/elementwise.ts";
import { type Graph, readGraph } from "../read/graph.ts";
import { guarded } from "../read/guarded.ts";
import type { GraphNode } from "../read/node.ts";
import { permute } from "../shapes.ts";
import { readTensor, sizeOf, type Tensor, Type } from "../tensor.ts";
import { runElementwise } from "./elementwise.ts";
import { crossEntropy, likelihood, rowAxisOf, rowFunction, runRows } from "./rows.ts";

type Rule = (node: GraphNode, tensors: readonly (Tensor | undefined)[], opset: number) => Tensor | undefined;

/** A reduction over axes that keeps their rank or not. */
const reduction =
  (
    start: number,
    add: (sum: number, value: number) => number,
    end: (sum: number, count: number) => number,
  ): Rule =>
  ({ attributes }, [tensor, second]) => {
    if (tensor === undefined) return undefined;
    const rank = tensor.shape.length;
    const given = second === undefined ? attributes.ints("axes") : Array.from(second.values);
    const none = given === undefined || given.length === 0;
    if (none && attributes.int("noop_with_empty_axes", 0) !== 0) return tensor;
    const axes = (none ? tensor.shape.map((_, axis) => axis) : given).map((axis) =>
      axis < 0 ? axis + rank : axis,
    );
    const kept = tensor.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const { values } = permute(tensor.values, tensor.shape, [...kept, ...axes]);
    const count = axes.reduce((product, axis) => product * tensor.shape[axis], 1);
    const reduced = Float64Array.from({ length: sizeOf(kept.map((axis) => tensor.shape[axis])) }, (_, i) =>
      end(
        values.subarray(i * count, (i + 1) * count).reduce((sum, value) => add(sum, value), start),
        count,
      ),
    );
    const shape = tensor.shape.flatMap((length, axis) =>
      kept.includes(axis) ? [length] : attributes.int("keepdims", 1) === 1 ? [1] : [],
    );
    return { ...tensor, shape, values: reduced.map(Math.fround) };
  };

const layout: Rule = (node, [tensor, second]) => {
  const made = tensor && laidOut(node, tensor, second);
  return made === "other" ? undefined : made;
};

const shapeOf: Rule = ({ attributes }, [tensor]) => {
  if (tensor === undefined) return undefined;
  const lengths = tensor.shape.slice(attributes.int("start", 0), attributes.int("end", tensor.shape.length));
  return { type: Type.INT64, shape: [lengths.length], values: Float64Array.from(lengths), texts: undefined };
};

/** Nothing is dropped outside of training. */
const dropout: Rule = ({ outputs }, [tensor, _ratio, training]) =>
  outputs.length > 1 || training?.values[0] === 1 ? undefined : tensor;

const cast: Rule = ({ attributes }, [tensor]) => {
  const to = attributes.int("to", 0);
  if (tensor === undefined || tensor.texts !== undefined) return undefined;
  if (to === Type.DOUBLE) return { ...tensor, type: to };
  if (to === Type.FLOAT) return { ...tensor, type: to, values: tensor.values.map(Math.fround) };
  return to === Type.INT64 || to === Type.INT32
    ? { ...tensor, type: to, values: tensor.values.map(Math.trunc) }
    : undefined;
};

const RULES: Readonly<Record<string, Rule>> = {
  NegativeLogLikelihoodLoss: (node, [logs, labels, weights]) =>
    logs && labels && likelihood(node, logs, labels, weights),
  Reshape: layout,
  Flatten: layout,
  Squeeze: layout,
  Unsqueeze: layout,
  Transpose: layout,
  Shape: shapeOf,
  Cast: cast,
  Dropout: dropout,
  Constant: ({ attributes }) => constantOf(attributes),
  ReduceSum: reduction(
    0,
    (sum, value) => sum + value,
    (sum) => sum,
  ),
  ReduceMean: reduction(
    0,
    (sum, value) => sum + value,
    (sum, count) => sum / count,
  ),
  ReduceMax: reduction(
    -Infinity,
    (a, b) => Math.max(a, b),
    (most) => most,
  ),
  ReduceMin: reduction(
    Infinity,
    (a, b) => Math.min(a, b),
    (least) => least,
  ),
};

/** Numbers that may be made on the way. */
const MOST_NUMBERS = 2 ** 27;

function runNode(
  node: GraphNode,
  tensors: readonly (Tensor | undefined)[],
  opset: number,
): readonly Tensor[] | undefined {
  const [first] = tensors;
  if (node.domain !== "") return undefined;
  if (node.type === "SoftmaxCrossEntropyLoss") return crossEntropy(node, tensors);
  const f = rowFunction(node.type);
  const made =
    f !== undefined
      ? first && runRows(f, first, rowAxisOf(node, opset))
      : Object.hasOwn(RULES, node.type)
        ? RULES[node.type](node, tensors, opset)
        : runElementwise(node, tensors, opset);
  return made && [made];
}

/** An error of `runOnnx` for an operator that it does not run. */
export class UnsupportedOperator extends HillockError {
  readonly operator: string;

  constructor({ type, name }: GraphNode) {
    super("invalid-model", `The operator ${type} (node "${name}") is none that Hillock runs.`);
    this.operator = type;
  }
}

/** Whether an operator is one that is run, as far as its name tells. */
const isRun = (node: GraphNode): boolean =>
  isElementwise(node) ||
  (node.domain === "" &&
    (node.type === "SoftmaxCrossEntropyLoss" ||
      rowFunction(node.type) !== undefined ||
      Object.hasOwn(RULES, node.type)));

function evaluate(graph: Graph, given: () => readonly Tensor[]): Tensor[] {
  const foreign = graph.nodes.find((node) => !isRun(node));
  if (foreign !== undefined) throw new UnsupportedOperator(foreign);
  const untyped = graph.inputs.find(({ type }) => type === 0);
  if (untyped !== undefined) throw new UnsupportedOperator(graph.nodes[0]);
  const inputs = given();
  const other = graph.inputs.some(({ type }, i) => inputs[i] !== undefined && inputs[i].type !== type);
  if (other) throw new UnsupportedOperator(graph.nodes[0]);
  const tensors = new Map<string, Tensor>();
  for (const [name, tensor] of graph.initializers) tensors.set(name, readTensor(tensor));
  graph.inputs.forEach(({ name }, i) => {
    if (inputs[i] !== undefined) tensors.set(name, inputs[i]);
  });
  let spent = 0;
  for (const node of graph.nodes) {
    const operands = node.inputs.map((name) => (name === "" ? undefined : tensors.get(name)));
    const made = runNode(node, operands, graph.opset);
    if (made === undefined) throw new UnsupportedOperator(node);
    node.outputs.forEach((name, i) => {
      if (made[i] === undefined) throw new UnsupportedOperator(node);
      spent += made[i].values.length;
      tensors.set(name, made[i]);
    });
    if (spent > MOST_NUMBERS)
      throw new HillockError("invalid-model", `The graph makes more than ${MOST_NUMBERS} numbers.`);
  }
  return graph.outputs.map(({ name }) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new HillockError("invalid-model", `The output "${name}" is not made.`);
    return tensor;
  });
}

/** A tensor from a file of its own, as ONNX' backend tests have them. @throws HillockError "invalid-model" */
export const readOnnxTensor = (bytes: Uint8Array): Tensor => guarded(() => readTensor(decodeTensor(bytes)));

/**
 * Runs a graph of activations, softmax and its kin, their losses and what reshapes them on Hillock's kernels, node by
 * node, for tensors of any shape. Networks are rather read with `fromOnnx`.
 * @param inputs of the graph, in its order; they are asked for once all operators are known to be run
 * @throws UnsupportedOperator for the first node that is not run
 */
export const runOnnx = (bytes: Uint8Array, inputs: () => readonly Tensor[]): Tensor[] =>
  guarded(() => evaluate(readGraph(decodeModel(bytes)), inputs));
