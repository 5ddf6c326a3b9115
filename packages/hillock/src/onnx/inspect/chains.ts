import type { Activation } from "../../functions/activation.ts";
import type { Graph } from "../read/graph.ts";
import type { GraphNode } from "../read/node.ts";
import { type RowAxis, rowAxisOf, rowFunction } from "../run/rows.ts";
import type { Tensor } from "../tensor.ts";
import { Composer } from "./composites.ts";
import { Elements } from "./elements.ts";

/** An activation somewhere in a graph: one node, or a chain of them that comes to one function. */
export interface FoundActivation {
  readonly activation: Activation;
  /** The node that gives its values, and all that it is made of; no node is in two activations. */
  readonly node: string;
  readonly nodes: readonly number[];
  readonly types: readonly string[];
  /** Tensors: what it takes and what it gives. */
  readonly input: string;
  readonly output: string;
  /** The operator that makes what it takes; undefined for a graph's input. */
  readonly producer: string | undefined;
  /** Values per unit of its parameters, as the file has them. */
  readonly perUnit: ReadonlyMap<string, Tensor>;
  /** Of a row function: the axis along which it acts. */
  readonly rows: RowAxis | undefined;
  /** Of a function inside of a recurrent operator, which has no nodes of its own. */
  readonly gate: GatePlace | undefined;
}

export interface GatePlace {
  /** The operator's node. */
  readonly node: number;
  readonly name: string;
  /** The gate that what it gives goes through on its way out of the operator. */
  readonly through: string | undefined;
}

/** Finds activations by what nodes compute, not by what they are called. */
class Finder {
  readonly #graph: Graph;
  readonly #elements: Elements;
  readonly #composer: Composer;
  /** Tensors that something else than a longer activation takes. */
  readonly #ends: Set<string>;
  readonly #taken = new Set<number>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#elements = new Elements(graph);
    this.#composer = new Composer(graph, this.#elements);
    this.#ends = new Set(graph.outputs.map(({ name }) => name));
  }

  #found(
    activation: Activation,
    nodes: readonly number[],
    input: string,
    output: string,
    rows?: RowAxis,
  ): FoundActivation {
    const { nodes: all } = this.#graph;
    const maker = this.#elements.maker(input);
    return {
      activation,
      node: all[nodes[nodes.length - 1]].name,
      nodes,
      types: nodes.map((index) => all[index].type),
      input,
      output,
      producer: maker === undefined ? undefined : all[maker].type,
      perUnit: activation.kind === "row" ? new Map() : this.#elements.tensors,
      rows,
      gate: undefined,
    };
  }

  /** What ends in a node; its inputs, or those of the activation, are ends themselves. */
  #endingIn(node: GraphNode, index: number): FoundActivation | undefined {
    const [output] = node.outputs;
    const element = this.#elements.of(output);
    const composite =
      element !== undefined && this.#ends.has(output) ? this.#composer.endingIn(output, element) : undefined;
    if (composite !== undefined) {
      const { activation, nodes, input } = composite;
      // what only scales an activation leads to it, too
      if (nodes.some((each) => this.#taken.has(each))) return undefined;
      for (const each of nodes) this.#taken.add(each);
      this.#ends.add(input);
      return this.#found(activation, nodes, input, composite.output);
    }
    if (element === undefined || this.#ends.has(output))
      for (const input of node.inputs) this.#ends.add(input);
    const f = element === undefined && node.domain === "" ? rowFunction(node.type) : undefined;
    const [input] = node.inputs;
    return f === undefined || input === undefined
      ? undefined
      : this.#found(f, [index], input, output, rowAxisOf(node, this.#graph.opset));
  }

  find(): FoundActivation[] {
    const { nodes } = this.#graph;
    const found: FoundActivation[] = [];
    for (let index = nodes.length - 1; index >= 0; index--) {
      const each = this.#endingIn(nodes[index], index);
      if (each !== undefined) found.push(each);
    }
    return found.sort((a, b) => a.nodes[a.nodes.length - 1] - b.nodes[b.nodes.length - 1]);
  }
}

/** Every activation of a graph, in the order in which they are computed. */
export const findActivations = (graph: Graph): FoundActivation[] => new Finder(graph).find();
