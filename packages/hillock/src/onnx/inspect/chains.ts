import { constant, parameter, x } from "../../expression/build.ts";
import type { Expression, Kind } from "../../expression/node.ts";
import { inOrder } from "../../expression/structure.ts";
import type { Activation, ElementwiseActivation } from "../../functions/activation.ts";
import { curvesOf, peeled } from "../read/affine.ts";
import { constantOf } from "../read/constants.ts";
import { formulaOfNode, isElementwise } from "../read/elementwise.ts";
import type { Graph } from "../read/graph.ts";
import type { GraphNode } from "../read/node.ts";
import { activationOf, fromCatalogue, isTooLong } from "../read/recognise.ts";
import { type RowAxis, rowAxisOf, rowFunction } from "../run/rows.ts";
import { readTensor, sizeOf, type Tensor } from "../tensor.ts";

/** An activation somewhere in a graph: one node, or a chain of them that comes to one function. */
export interface FoundActivation {
  readonly activation: Activation;
  /** The node that gives its values, and all that it is made of. */
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
}

/** A tensor that is a function of another, element by element. */
interface Element {
  readonly root: string;
  readonly formula: Expression;
  readonly nodes: readonly number[];
}

/** Longer chains are no activation. */
const MOST_CHAINED = 60;
/** Larger constants are no slopes. */
const MOST_CONSTANT = 2 ** 20;

/** What tells a curve of the file's own from arithmetic such as a square or a root. */
const CURVED: ReadonlySet<Kind> = new Set<Kind>([
  "exp",
  "expm1",
  "tanh",
  "sigmoid",
  "softplus",
  "erf",
  "erfc",
  "atan",
  "sin",
  "cos",
  "max",
  "min",
  "select",
  "log",
]);

/** Finds activations by what nodes compute, not by what they are called. */
class Finder {
  readonly #graph: Graph;
  readonly #elements = new Map<string, Element>();
  readonly #constants = new Map<string, Tensor>();
  readonly #leaves = new Map<string, Expression>();
  readonly #values = new Map<string, Tensor>();
  /** The tensor that a formula is; each node makes a formula of its own. */
  readonly #tensors = new Map<Expression, string>();
  readonly #makers = new Map<string, number>();
  /** Tensors that something else than a longer chain takes. */
  readonly #ends = new Set<string>();

  constructor(graph: Graph) {
    this.#graph = graph;
    graph.nodes.forEach((node, index) => {
      for (const output of node.outputs) this.#makers.set(output, index);
    });
    graph.nodes.forEach((node, index) => {
      this.#visit(node, index);
    });
    for (const { name } of graph.outputs) this.#ends.add(name);
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
    const element = isElementwise(node) ? this.#element(node, index) : undefined;
    if (element !== undefined) {
      this.#elements.set(output, element);
      if (!this.#tensors.has(element.formula)) this.#tensors.set(element.formula, output);
      return;
    }
    for (const input of node.inputs) this.#ends.add(input);
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
    this.#values.set(known.name, tensor);
    return known;
  }

  /** The chain's nodes between two of its tensors. */
  #between(element: Element, from: string, to: string): number[] {
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

  /** undefined where no node lies between the two: one tensor with two names. */
  #found(
    element: Element,
    f: ElementwiseActivation,
    input: string,
    output: string,
  ): FoundActivation | undefined {
    const nodes = this.#between(element, input, output);
    if (nodes.length === 0) return undefined;
    const { nodes: all } = this.#graph;
    const maker = this.#makers.get(input);
    return {
      activation: f,
      node: all[nodes[nodes.length - 1]].name,
      nodes,
      types: nodes.map((index) => all[index].type),
      input,
      output,
      producer: maker === undefined ? undefined : all[maker].type,
      perUnit: this.#values,
      rows: undefined,
    };
  }

  /** The activation that a chain comes to, without what only scales it before and behind. */
  #recognise(output: string, element: Element): FoundActivation | undefined {
    const { formula, root } = element;
    const values = new Map([...this.#values].map(([name, tensor]) => [name, tensor.values]));
    const tensorOf = (e: Expression): string | undefined => (e === x ? root : this.#tensors.get(e));
    if (curvesOf(formula, values).some(({ curve }) => curve === x)) return undefined;
    for (const { inner } of peeled(formula, values)) {
      const to = inner === formula ? output : tensorOf(inner);
      if (to === undefined) continue;
      for (const { part, curve } of curvesOf(inner, values)) {
        const from = tensorOf(part);
        const f = from === undefined ? undefined : fromCatalogue(curve, values);
        if (from !== undefined && f !== undefined) return this.#found(element, f, from, to);
      }
    }
    if (!inOrder(formula).some(({ kind }) => CURVED.has(kind))) return undefined;
    const plain = curvesOf(formula, values).find(
      ({ part, curve }) =>
        tensorOf(part) !== undefined && !inOrder(curve).some(({ kind }) => kind === "parameter"),
    );
    const from = plain && tensorOf(plain.part);
    if (plain === undefined || from === undefined || isTooLong(plain.curve)) return undefined;
    return this.#found(element, activationOf(plain.curve, new Map(), output), from, output);
  }

  #row(node: GraphNode, index: number): FoundActivation | undefined {
    const f = node.domain === "" ? rowFunction(node.type) : undefined;
    const [input] = node.inputs;
    if (f === undefined || input === undefined) return undefined;
    const maker = this.#makers.get(input);
    return {
      activation: f,
      node: node.name,
      nodes: [index],
      types: [node.type],
      input,
      output: node.outputs[0],
      producer: maker === undefined ? undefined : this.#graph.nodes[maker].type,
      perUnit: new Map(),
      rows: rowAxisOf(node, this.#graph.opset),
    };
  }

  find(): FoundActivation[] {
    const found: FoundActivation[] = [];
    const seen = new Set<string>();
    this.#graph.nodes.forEach((node, index) => {
      const [output] = node.outputs;
      const element = this.#elements.get(output);
      const each =
        element !== undefined && this.#ends.has(output)
          ? this.#recognise(output, element)
          : this.#row(node, index);
      if (each === undefined || seen.has(each.output)) return;
      seen.add(each.output);
      found.push(each);
    });
    return found;
  }
}

/** Every activation of a graph, in the order in which they are computed. */
export const findActivations = (graph: Graph): FoundActivation[] => new Finder(graph).find();
