import { add, constant, multiply, parameter, tanh, x } from "../../../expression/build.ts";
import { parameterNames, substitute } from "../../../expression/structure.ts";
import type { ElementwiseActivation } from "../../../functions/activation.ts";
import { type ActivationOperator, operatorNamed } from "../../operators.ts";
import type { Graph } from "../../read/graph.ts";
import type { GraphNode } from "../../read/node.ts";
import { activationOf } from "../../read/recognise.ts";
import { Type } from "../../tensor.ts";

/** One direction of a recurrent operator, as its node says. */
export interface Recurrent {
  readonly node: GraphNode;
  /** Units. */
  readonly hidden: number;
  readonly directions: readonly Direction[];
  /** Bound of what its functions take, to either side. */
  readonly clip: number | undefined;
}

export interface Direction {
  /** Which one in its tensors. */
  readonly place: number;
  readonly reversed: boolean;
  /** Its functions, in the order in which the operator names them. */
  readonly functions: readonly ElementwiseActivation[];
}

/** The functions that each operator has for one direction unless its node says otherwise. */
const DEFAULTS = {
  RNN: ["Tanh"],
  GRU: ["Sigmoid", "Tanh"],
  LSTM: ["Sigmoid", "Tanh", "Tanh"],
} as const;
export type RecurrentType = keyof typeof DEFAULTS;

/** The inputs that matter, by their places. */
export const INPUTS = {
  x: 0,
  weights: 1,
  recurrence: 2,
  bias: 3,
  lengths: 4,
  state: 5,
  cell: 6,
  peepholes: 7,
} as const;

export const inputOf = ({ inputs }: GraphNode, name: keyof typeof INPUTS): string | undefined =>
  inputs[INPUTS[name]] || undefined;

export const recurrentType = ({ type, domain }: GraphNode): RecurrentType | undefined =>
  domain === "" && Object.hasOwn(DEFAULTS, type) ? (type as RecurrentType) : undefined;

/** Functions that recurrent operators have, and ONNX not as operators. */
const OF_THEIR_OWN: ReadonlyMap<string, Pick<ActivationOperator, "formula" | "attributes">> = new Map([
  [
    "affine",
    { formula: add(multiply(parameter("alpha"), x), parameter("beta")), attributes: { alpha: 1, beta: 0 } },
  ],
  [
    "scaledtanh",
    {
      formula: multiply(parameter("alpha"), tanh(multiply(parameter("beta"), x))),
      attributes: { alpha: 1, beta: 1 },
    },
  ],
]);

/** The functions of all directions, or the name of one that is not known. */
function functionsOf(node: GraphNode, byDefault: readonly string[]): ElementwiseActivation[] | string {
  const names = node.attributes.texts("activations") ?? byDefault;
  // each list holds the numbers of those functions alone that have such a one
  const given = {
    alpha: [...(node.attributes.floats("activation_alpha") ?? [])],
    beta: [...(node.attributes.floats("activation_beta") ?? [])],
  };
  const found: ElementwiseActivation[] = [];
  for (const name of names) {
    const known = operatorNamed(name) ?? OF_THEIR_OWN.get(name.toLowerCase());
    if (known === undefined) return name;
    const { attributes } = known;
    const numbers = new Map(
      (["alpha", "beta"] as const)
        .filter((each) => Object.hasOwn(attributes, each))
        .map((each) => [each as string, given[each].shift() ?? attributes[each]]),
    );
    const formula = substitute(known.formula, (leaf) => {
      const value = leaf.kind === "parameter" ? numbers.get(leaf.name) : undefined;
      return value === undefined ? undefined : constant(value);
    });
    if (parameterNames(formula).length > 0) return name;
    found.push(activationOf(formula, new Map(), node.name));
  }
  return found;
}

/** What cannot be looked into, and why. */
export interface Closed {
  readonly node: string;
  readonly why: string;
}

/** Scan, which cells are followed with, and shapes of zeros. */
const LEAST_OPSET = 9;

/** What a recurrent operator is, or why it cannot be looked into. */
export function recurrentOf(
  node: GraphNode,
  type: RecurrentType,
  { opset, initializers }: Graph,
): Recurrent | Closed {
  const closed = (why: string): Closed => ({ node: node.name, why });
  const { attributes } = node;
  const hidden = attributes.int("hidden_size", 0);
  const direction = attributes.text("direction", "forward").toLowerCase();
  const count = direction === "bidirectional" ? 2 : 1;
  const functions = functionsOf(node, Array.from({ length: count }, () => DEFAULTS[type]).flat());
  const each = DEFAULTS[type].length;
  const weights = initializers.get(inputOf(node, "weights") ?? "");
  if (opset < LEAST_OPSET) return closed(`it is of opset ${opset}; from ${LEAST_OPSET} on it can be`);
  if (hidden < 1) return closed("it does not say how many units it has");
  if (attributes.int("layout", 0) !== 0) return closed("its rows stand before its steps (layout 1)");
  if (inputOf(node, "peepholes") !== undefined) return closed("it has peepholes");
  if (weights !== undefined && weights.dataType !== Type.FLOAT) return closed("its numbers are not float32");
  if (typeof functions === "string") return closed(`its function ${functions} is not known`);
  if (functions.length !== count * each)
    return closed(`it has ${functions.length} functions, for ${count * each}`);
  const clip = attributes.float("clip", 0);
  return {
    node,
    hidden,
    clip: clip > 0 ? clip : undefined,
    directions: Array.from({ length: count }, (_, place) => ({
      place,
      reversed: direction === "reverse" || place === 1,
      functions: functions.slice(place * each, (place + 1) * each),
    })),
  };
}
