import { constant, parameter, x } from "../../expression/build.ts";
import type { Expression } from "../../expression/node.ts";
import { constantOf } from "../read/constants.ts";
import { formulaOfNode, isElementwise } from "../read/elementwise.ts";
import type { Graph } from "../read/graph.ts";
import type { GraphNode } from "../read/node.ts";
import { readTensor, sizeOf, type Tensor } from "../tensor.ts";

/** A tensor that is a function of another, element by element. */
export interface Element {
  readonly root: string;
  readonly formula: Expression;
  readonly nodes: readonly number[];
}

/** Longer chains are no activation. */
const MOST_CHAINED = 60;
/** Larger constants are no slopes. */
const MOST_CONSTANT = 2 ** 20;

/** What the tensors of a graph are made of, as far as that is arithmetic on elements. */
export class Elements {
  readonly #graph: Graph;
  readonly #elements = new Map<string, Element>();
  readonly #constants = new Map<string, Tensor>();
  readonly #leaves = new Map<string, Expression>();
  /** The tensor that a formula is; each node makes a formula of its own. */
  readonly #tensors = new Map<Expression, string>();
  readonly #makers = new Map<string, number>();
  readonly #takers = new Map<string, number[]>();
  readonly #outputs: ReadonlySet<string>;
  /** Values per unit, by the parameter that stands for them. */
  readonly tensors = new Map<string, Tensor>();
  readonly values = new Map<string, Float64Array>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#outputs = new Set(graph.outputs.map(({ name }) => name));
    graph.nodes.forEach(({ inputs, outputs }, index) => {
      for (const name of outputs) this.#makers.set(name, index);
      for (const name of inputs) {
        const takers = this.#takers.get(name);
        if (takers === undefined) this.#takers.set(name, [index]);
        else takers.push(index);
      }
    });
    graph.nodes.forEach((node, index) => {
      this.#visit(node, index);
    });
  }

  of(tensor: string): Element | undefined {
    return this.#elements.get(tensor);
  }

  maker(tensor: string): number | undefined {
    return this.#makers.get(tensor);
  }

  /** The tensor that a part of an element's formula is. */
  tensorOf(part: Expression, { root }: Element): string | undefined {
    return part === x ? root : this.#tensors.get(part);
  }

  /** Whether nothing but these nodes takes the tensor. */
  isWithin(tensor: string, nodes: ReadonlySet<number>): boolean {
    return !this.#outputs.has(tensor) && (this.#takers.get(tensor) ?? []).every((taker) => nodes.has(taker));
  }

  /** Whether a local function goes on behind the tensor that it has made. */
  isInCall(tensor: string): boolean {
    const { nodes } = this.#graph;
    const maker = this.#makers.get(tensor);
    const call = maker === undefined ? undefined : nodes[maker].call;
    return call !== undefined && (this.#takers.get(tensor) ?? []).some((taker) => nodes[taker].call === call);
  }

  /** The nodes between two tensors of an element. */
  between(element: Element, from: string, to: string): number[] {
    const found = new Set<number>();
    const own = new Set(element.nodes);
    const queue = [to];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      const index = this.#makers.get(name);
      if (name === from || index === undefined || !own.has(index) || found.has(index)) continue;
      found.add(index);
      queue.push(...this.#graph.nodes[index].inputs);
    }
    return [...found].sort((a, b) => a - b);
  }

  #constant(name: string): Tensor | undefined {
    const known = this.#constants.get(name);
    const stored = known === undefined ? this.#graph.initializers.get(name) : undefined;
    if (stored === undefined) return known;
    const size = sizeOf(stored.dims.map(Number));
    if (!(size <= MOST_CONSTANT)) return undefined;
    const tensor = readTensor(stored);
    this.#constants.set(name, tensor);
    return tensor;
  }

  #isConstant(name: string): boolean {
    return this.#graph.initializers.has(name) || this.#constants.has(name);
  }

  #visit(node: GraphNode, index: number): void {
    const [output] = node.outputs;
    if (node.domain === "" && node.type === "Constant") {
      const tensor = constantOf(node.attributes);
      if (tensor !== undefined) this.#constants.set(output, tensor);
      return;
    }
    // exporters keep tensors that are the same once
    const [input] = node.inputs;
    if (node.domain === "" && node.type === "Identity" && this.#isConstant(input)) {
      const tensor = this.#constant(input);
      if (tensor !== undefined) this.#constants.set(output, tensor);
      return;
    }
    const element = isElementwise(node) ? this.#element(node, index) : undefined;
    if (element === undefined) return;
    this.#elements.set(output, element);
    if (!this.#tensors.has(element.formula)) this.#tensors.set(element.formula, output);
  }

  #element(node: GraphNode, index: number): Element | undefined {
    const own = node.inputs.filter((name) => name !== "" && !this.#isConstant(name));
    if (own.length === 0) return undefined;
    const elements = own.map((name) => this.#elements.get(name) ?? { root: name, formula: x, nodes: [] });
    const [{ root }] = elements;
    const joined = elements.every((each) => each.root === root);
    const nodes = [...new Set([...elements.flatMap((each) => each.nodes), index])];
    if (!joined || nodes.length > MOST_CHAINED) return undefined;
    const args = node.inputs.map((name) => {
      if (name === "") return undefined;
      const place = own.indexOf(name);
      if (place >= 0) return elements[place].formula;
      const tensor = this.#constant(name);
      if (tensor === undefined || tensor.texts !== undefined) return undefined;
      return tensor.values.length === 1 && node.type !== "PRelu"
        ? constant(tensor.values[0])
        : this.#leaf(name, tensor);
    });
    if (node.inputs.some((name, i) => name !== "" && args[i] === undefined)) return undefined;
    const formula = formulaOfNode(node, args, this.#graph.opset);
    return formula && { root, formula, nodes };
  }

  #leaf(name: string, tensor: Tensor): Expression {
    const known = this.#leaves.get(name) ?? parameter(`p${this.#leaves.size + 1}`);
    this.#leaves.set(name, known);
    this.tensors.set(known.name, tensor);
    this.values.set(known.name, tensor.values);
    return known;
  }
}
