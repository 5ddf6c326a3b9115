import { x } from "../../expression/build.ts";
import type { Expression, Kind } from "../../expression/node.ts";
import { inOrder, parameterNames, structuralKey } from "../../expression/structure.ts";
import type { ElementwiseActivation } from "../../functions/activation.ts";
import { curvesOf, over, peeled } from "../read/affine.ts";
import { isActivationOperator } from "../read/elementwise.ts";
import type { Graph } from "../read/graph.ts";
import { activationOf, fromCatalogue, isTooLong } from "../read/recognise.ts";
import { isTruth } from "../read/truth.ts";
import type { Element, Elements } from "./elements.ts";

/** Nodes that are one function of one tensor, and that give nothing away but its values. */
export interface Composite {
  readonly activation: ElementwiseActivation;
  readonly input: string;
  readonly output: string;
  readonly nodes: readonly number[];
}

interface Candidate {
  readonly from: string;
  readonly part: Expression;
  readonly curve: Expression;
  readonly nodes: readonly number[];
  /** How many of the nodes are activations by themselves. */
  readonly operators: number;
}

/** Formulas that may be sought in the catalogue in vain, in all of a graph: it takes long. */
const MOST_FAILED = 100;
/** More of them are no one function, however it is written. */
const MOST_OPERATORS = 4;

/** What tells a curve of the file's own from arithmetic such as a square or a root. */
const CURVED: ReadonlySet<Kind> = new Set<Kind>([
  "exp",
  "expm1",
  "tanh",
  "sigmoid",
  "softplus",
  "erf",
  "erfc",
  "normal",
  "atan",
  "sin",
  "cos",
  "max",
  "min",
  "select",
  "log",
  "log1p",
]);

/** Finds what a tensor is as one function of another. */
export class Composer {
  readonly #graph: Graph;
  readonly #elements: Elements;
  readonly #failed = new Set<number>();
  /** Tensors that end in no function of the catalogue, with calls whole and taken apart. */
  readonly #unknown = [new Set<string>(), new Set<string>()] as const;

  constructor(graph: Graph, elements: Elements) {
    this.#graph = graph;
    this.#elements = elements;
  }

  /** The activation that ends in a tensor, without what only scales it before and, where it can, behind. */
  endingIn(output: string, element: Element): Composite | undefined {
    const { values } = this.#elements;
    const { formula } = element;
    if (curvesOf(formula, values).some(({ curve }) => curve === x)) return undefined;
    const ends = [...peeled(formula, values)].flatMap(({ inner }) => {
      const to = inner === formula ? output : this.#elements.tensorOf(inner, element);
      return to === undefined ? [] : [{ to, inner }];
    });
    const called = element.nodes.some((index) => this.#graph.nodes[index].call !== undefined);
    return (called ? this.#ending(ends, element, true) : undefined) ?? this.#ending(ends, element, false);
  }

  /** @param whole whether a call of a function is not taken apart */
  #ending(
    ends: readonly { readonly to: string; readonly inner: Expression }[],
    element: Element,
    whole: boolean,
  ): Composite | undefined {
    const able = whole ? ends.filter(({ to }) => !this.#elements.isInCall(to)) : ends;
    const unknown = this.#unknown[whole ? 0 : 1];
    for (const { to, inner } of able) {
      if (unknown.has(to)) continue;
      const found = this.#inCatalogue(to, this.#candidates(to, inner, element, whole));
      if (found !== undefined) return found;
      unknown.add(to);
    }
    const [end] = able;
    return end && this.#ofItsOwn(end.to, this.#candidates(end.to, end.inner, element, whole));
  }

  /** The ways to see a tensor as a function of one before it, from the longest to the shortest. */
  #candidates(to: string, formula: Expression, element: Element, whole: boolean): Candidate[] {
    return inOrder(formula).flatMap((part): Candidate[] => {
      const from = this.#elements.tensorOf(part, element);
      if (part === formula || from === undefined || (whole && this.#elements.isInCall(from))) return [];
      const curve = over(formula, part);
      const nodes = curve === undefined ? [] : this.#elements.between(element, from, to);
      if (curve === undefined || nodes.length === 0) return [];
      const operators = nodes.filter((index) => isActivationOperator(this.#graph.nodes[index])).length;
      return [{ from, part, curve, nodes, operators }];
    });
  }

  /** Whether nothing but the candidate's last node gives something to others. */
  #isClosed({ nodes }: Candidate): boolean {
    const own = new Set(nodes);
    return nodes
      .slice(0, -1)
      .every((index) => this.#graph.nodes[index].outputs.every((name) => this.#elements.isWithin(name, own)));
  }

  #inCatalogue(to: string, candidates: readonly Candidate[]): Composite | undefined {
    for (const [i, candidate] of candidates.entries()) {
      const { from, curve, nodes, operators } = candidate;
      const canBe =
        operators <= MOST_OPERATORS &&
        inOrder(curve).some(({ kind }) => kind === "abs" || CURVED.has(kind)) &&
        this.#isClosed(candidate);
      const activation = canBe ? this.#seek(candidate) : undefined;
      if (activation !== undefined && !this.#isTwo(activation, candidate, candidates.slice(i + 1)))
        return { activation, input: from, output: to, nodes };
    }
    return undefined;
  }

  #seek({ curve, nodes }: Candidate): ElementwiseActivation | undefined {
    const key = structuralKey(curve);
    if (nodes.length > 1 && (this.#failed.has(key) || this.#failed.size >= MOST_FAILED)) return undefined;
    const found = fromCatalogue(curve, this.#elements.values);
    if (found === undefined) this.#failed.add(key);
    return found;
  }

  /** Whether one activation stands behind another of its kind, as a ReLU behind a ReLU: a reader should see both. */
  #isTwo(whole: ElementwiseActivation, first: Candidate, shorter: readonly Candidate[]): boolean {
    return shorter.some(({ part, curve, operators }) => {
      if (operators === 0 || operators === first.operators) return false;
      const before = over(part, first.part);
      return [curve, before].some((half) => {
        const own = half === undefined ? undefined : fromCatalogue(half, this.#elements.values);
        return own?.name === whole.name;
      });
    });
  }

  /** A function that is none of the catalogue's: operators that are activations by themselves are no part of it. */
  #ofItsOwn(to: string, candidates: readonly Candidate[]): Composite | undefined {
    const able = candidates.filter(
      (each) => this.#isOneFunction(each) && isCurve(each.curve) && this.#isClosed(each),
    );
    const [longest, ...shorter] = able;
    if (longest === undefined) return undefined;
    const scaled = shorter.filter(({ part }) => {
      const before = over(part, longest.part);
      return before !== undefined && curvesOf(before, this.#elements.values).some(({ curve }) => curve === x);
    });
    const { from, curve, nodes } = scaled[scaled.length - 1] ?? longest;
    return { activation: activationOf(curve, new Map(), to), input: from, output: to, nodes };
  }

  #isOneFunction({ nodes, operators }: Candidate): boolean {
    if (operators === 0 || nodes.length === 1) return true;
    const calls = new Set(nodes.map((index) => this.#graph.nodes[index].call));
    return calls.size === 1 && !calls.has(undefined);
  }
}

const isCurve = (curve: Expression): boolean =>
  !isTruth(curve) &&
  inOrder(curve).some(({ kind }) => CURVED.has(kind)) &&
  parameterNames(curve).length === 0 &&
  !isTooLong(curve);
