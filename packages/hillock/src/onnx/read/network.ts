import { HillockError } from "../../errors.ts";
import { parameter, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import type { FittedColumn } from "../../study/preparation/fitted.ts";
import { readTensor, type Tensor, Type, WHOLE_TYPES } from "../tensor.ts";
import { areColumns, columnInput, interpretColumns } from "./columns.ts";
import { foldConstants } from "./constants.ts";
import { isElementwise } from "./elementwise.ts";
import type { Graph, GraphBorder } from "./graph.ts";
import { type Context, interpretElementwise } from "./interpret.ts";
import { interpretLengths } from "./lengths.ts";
import type { GraphNode } from "./node.ts";
import { behindRows } from "./rows.ts";
import { structuralRule } from "./structure.ts";
import type { RowOutput, Signal, Value } from "./value.ts";

const HIGHEST_OPSET = 24;
/** Numbers of a file that are read. */
const MOST_NUMBERS = 2 ** 27;
/** What may be made of them on the way, such as weights that are transposed: so many times their number, and a few. */
const MADE = { times: 4, beside: 2 ** 21 };
const MOST_NAMED = 8;

/** Of one row. */
const MOST_FEATURES = 2 ** 24;

const FLOATS: ReadonlySet<number> = new Set([0, Type.FLOAT, Type.DOUBLE, Type.FLOAT16]);

const UNKNOWN = "it is not an operator of networks that are trained";
const refuse = (why: string): HillockError => new HillockError("invalid-model", why);

function inputSignal({ name, shape, type }: GraphBorder): Value {
  if (!FLOATS.has(type) && !WHOLE_TYPES.has(type))
    return { kind: "foreign", why: `the input "${name}" is of the element type ${type}` };
  const row = shape?.slice(1).reduce<number>((product, length) => product * (length ?? 1), 1);
  if (row !== undefined && !(row <= MOST_FEATURES))
    return {
      kind: "foreign",
      why: `the input "${name}" has ${row} numbers a row; at most ${MOST_FEATURES} are read`,
    };
  return {
    kind: "signal",
    source: { from: undefined, weight: undefined, scale: 1, offset: 0, node: name },
    formula: x,
    perUnit: new Map(),
    length: 0,
    features: shape === undefined || shape.length < 2 ? undefined : shape.slice(1),
    rows: shape?.[0],
    whole: WHOLE_TYPES.has(type),
  };
}

/** Every tensor of a graph as what a network may be made of. */
class Interpreter {
  readonly #graph: Graph;
  readonly #values = new Map<string, Value>();
  readonly #leaves = new Map<string, Expression>();
  readonly #context: Context;
  #read = 0;
  #spent = 0;
  /** Of a table, where the graph's inputs are these. */
  columns: readonly FittedColumn[] | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#context = {
      graph,
      perUnit: (tensor) => {
        const known = this.#leaves.get(tensor) ?? parameter(`p${this.#leaves.size + 1}`);
        this.#leaves.set(tensor, known);
        return known;
      },
      columns: (columns) => {
        this.columns = columns;
      },
      spend: (numbers) => this.#spend(numbers),
    };
    const input = areColumns(graph.inputs, graph.nodes) ? columnInput : inputSignal;
    for (const border of graph.inputs) this.#values.set(border.name, input(border));
    for (const node of graph.nodes) this.#interpret(node);
  }

  #count(numbers: number): void {
    this.#read += numbers;
    if (this.#read > MOST_NUMBERS)
      throw refuse(
        `The ONNX file's network takes more than ${MOST_NUMBERS} numbers; so large ones are not trained.`,
      );
  }

  #spend(numbers: number): void {
    this.#spent += numbers;
    const most = MADE.times * this.#read + MADE.beside;
    if (this.#spent > most)
      throw refuse(
        `The ONNX file makes more than ${most} numbers of the ${this.#read} that it has up to there; so many are not computed.`,
      );
  }

  /** The value of a tensor; constants are read when they are first asked for. */
  value(name: string): Value | undefined {
    const known = this.#values.get(name);
    const tensor = known === undefined ? this.#graph.initializers.get(name) : undefined;
    if (tensor === undefined) return known;
    const value: Value = { kind: "constant", tensor: readTensor(tensor) };
    this.#count(value.tensor.values.length);
    this.#values.set(name, value);
    return value;
  }

  #interpret(node: GraphNode): void {
    const values = node.inputs.map((name) => (name === "" ? undefined : this.value(name)));
    const result = this.#result(node, values);
    const [first, ...others] = node.outputs;
    if (first !== undefined && first !== "") this.#values.set(first, result);
    for (const other of others)
      this.#values.set(other, {
        kind: "foreign",
        why: `the further output "${other}" is not read`,
      });
  }

  #result(node: GraphNode, values: readonly (Value | undefined)[]): Value {
    if (values.some((value) => value?.kind === "foreign")) {
      const known = structuralRule(node) !== undefined || isElementwise(node);
      return { kind: "foreign", why: known ? undefined : UNKNOWN };
    }
    const made = this.#made(node, values);
    if (typeof made === "object" && made.kind === "constant" && values.length === 0)
      this.#count(made.tensor.values.length);
    if (typeof made === "object") return made;
    return { kind: "foreign", why: made ?? UNKNOWN };
  }

  #made(node: GraphNode, values: readonly (Value | undefined)[]): Value | string | undefined {
    if (values.length > 0 && values.every((value) => value === undefined || value.kind === "constant")) {
      const tensors = values.map((value): Tensor | undefined =>
        value?.kind === "constant" ? value.tensor : undefined,
      );
      const tensor = foldConstants(node, tensors, this.#graph.opset, this.#context.spend);
      if (tensor !== undefined) return { kind: "constant", tensor };
    }
    const row = values.find((value) => value?.kind === "row");
    if (row?.kind === "row") return behindRows(node, row);
    const ofLengths = interpretLengths(node, values);
    if (ofLengths !== undefined) return ofLengths;
    const ofColumns = interpretColumns(node, values, this.#context);
    if (ofColumns !== undefined) return ofColumns;
    const rule = structuralRule(node);
    return rule === undefined
      ? interpretElementwise(node, values, this.#context)
      : rule(node, values, this.#context);
  }

  /** Nodes that kept an output from being read: what it takes, as far back as something was not read. */
  faults(output: string): { node: GraphNode; why: string }[] {
    const makers = new Map(
      this.#graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)),
    );
    const seen = new Set<string>();
    const queue = [output];
    const found: { node: GraphNode; why: string }[] = [];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const value = this.#values.get(name);
      const node = makers.get(name);
      if (seen.has(name) || value?.kind !== "foreign" || node === undefined) continue;
      seen.add(name);
      queue.push(...node.inputs);
      if (value.why !== undefined) found.push({ node, why: value.why });
    }
    const order = new Map(this.#graph.nodes.map((node, i) => [node, i]));
    return found.sort((a, b) => (order.get(a.node) ?? 0) - (order.get(b.node) ?? 0));
  }
}

function refusal(
  faults: readonly { readonly node: GraphNode; readonly why: string }[],
  output: string,
): HillockError {
  if (faults.length === 0)
    return refuse(`The output "${output}" of the ONNX file is no network's: it follows from no input.`);
  const types = [...new Set(faults.map(({ node }) => node.type))];
  const listed = faults
    .slice(0, MOST_NAMED)
    .map(({ node, why }) => `\n  ${node.type} (node "${node.name}"): ${why}`)
    .join("");
  const more = faults.length > MOST_NAMED ? `\n  and ${faults.length - MOST_NAMED} more` : "";
  return refuse(
    `The ONNX file cannot be made a network that trains, for ${types.length === 1 ? "the operator" : "the operators"} ${types.join(", ")}:${listed}${more}\nhillock inspect looks into any graph.`,
  );
}

export interface Interpreted {
  readonly output: Signal | RowOutput;
  /** The tensor that it is. */
  readonly name: string;
  /** Columns that make the network's inputs, where the file takes a table's columns. */
  readonly columns: readonly FittedColumn[] | undefined;
}

/** The output of a graph that is a network's. @throws HillockError "invalid-model" naming operators and nodes */
export function interpret(graph: Graph): Interpreted {
  if (graph.opset > HIGHEST_OPSET)
    throw refuse(
      `The ONNX file is of opset ${graph.opset}; up to ${HIGHEST_OPSET} is read. Export it for an earlier one.`,
    );
  const interpreter = new Interpreter(graph);
  for (const { name } of graph.inputs) {
    const value = interpreter.value(name);
    if (value?.kind === "foreign")
      throw refuse(`The ONNX file cannot be made a network that trains: ${value.why ?? UNKNOWN}.`);
  }
  const outputs = graph.outputs.map(({ name }) => ({ name, value: interpreter.value(name) }));
  const found = outputs.flatMap(({ name, value }) =>
    value?.kind === "signal" || value?.kind === "row" ? [{ name, value }] : [],
  );
  if (found.length > 1)
    throw refuse(
      `The ONNX file has ${found.length} outputs (${found.map(({ name }) => `"${name}"`).join(", ")}); a network that trains has one.`,
    );
  const [own] = found;
  const follows = own === undefined ? new Set<string>() : following(graph, own.name);
  for (const { name, value } of outputs) {
    if (value?.kind === "signal" || value?.kind === "row") continue;
    const faults = interpreter.faults(name);
    // what is made of the network's output, such as the index of the largest, is not the network's
    if (!faults.every(({ node }) => node.outputs.some((output) => follows.has(output))))
      throw refusal(faults, name);
  }
  if (own === undefined) throw refusal([], outputs[0].name);
  return { output: own.value, name: own.name, columns: interpreter.columns };
}

/** Tensors that are made of this one. */
function following(graph: Graph, output: string): ReadonlySet<string> {
  const found = new Set([output]);
  for (const { inputs, outputs } of graph.nodes)
    if (inputs.some((name) => found.has(name))) for (const name of outputs) found.add(name);
  return found;
}
