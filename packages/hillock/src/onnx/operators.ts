import {
  abs,
  add,
  constant,
  expm1,
  greater,
  less,
  lessEqual,
  multiply,
  parameter,
  select,
  subtract,
  x,
} from "../expression/build.ts";
import type { Expression } from "../expression/node.ts";
import { substitute } from "../expression/structure.ts";
import type { ElementwiseActivation } from "../functions/activation.ts";
import {
  arctan,
  celu,
  clamp,
  elu,
  exp,
  gelu,
  geluTanh,
  hardShrink,
  hardSigmoid,
  hardSwish,
  hardTanh,
  leakyRelu,
  linear,
  mish,
  prelu,
  relu,
  sigmoid,
  silu,
  softplus,
  softsign,
  swish,
  tanh,
  thresholdedRelu,
} from "../functions/all.ts";
import { FUSED_DOMAIN } from "./domains.ts";

/** An activation operator of ONNX as a formula whose parameters have the names that ONNX gives them. */
export interface ActivationOperator {
  readonly type: string;
  /** The first opset that has it. */
  readonly since: number;
  readonly formula: Expression;
  /** Attributes that are numbers: ONNX' default. */
  readonly attributes: Readonly<Record<string, number>>;
  /** Further inputs, by name: the value where they are left out; undefined where they must be given. */
  readonly inputs: Readonly<Record<string, number | undefined>>;
  /** Before this opset those inputs were attributes. */
  readonly inputsSince: number;
  /** Attributes that are text, with the value that means this formula. */
  readonly texts: Readonly<Record<string, { readonly value: string; readonly byDefault: string }>>;
  /** Attributes that a node of this entry has, though they may be ONNX' default: a later entry is the operator without. */
  readonly given: readonly string[];
  /** Whether the formula is what the operator does with these numbers; with all unless given. */
  readonly holds?: (numbers: Readonly<Record<string, number>>) => boolean;
}

/** A function's formula with its parameters renamed, or replaced by numbers. */
function formulaOf(
  f: ElementwiseActivation,
  names: Readonly<Record<string, string | number>> = {},
): Expression {
  return substitute(f.formula, (leaf) => {
    const other = leaf.kind === "parameter" ? names[leaf.name] : undefined;
    if (other === undefined) return undefined;
    return typeof other === "number" ? constant(other) : parameter(other);
  });
}

const operator = (
  type: string,
  since: number,
  formula: Expression,
  more: Partial<ActivationOperator> = {},
): ActivationOperator => ({
  type,
  since,
  formula,
  attributes: {},
  inputs: {},
  inputsSince: since,
  texts: {},
  given: [],
  ...more,
});

const scaled = multiply(parameter("gamma"), select(greater(x, 0), x, multiply(parameter("alpha"), expm1(x))));
const shrunk = select(
  lessEqual(abs(x), parameter("lambd")),
  0,
  select(less(x, 0), add(x, parameter("bias")), subtract(x, parameter("bias"))),
);
const LARGEST = 3.4028234663852886e38;
const clip = {
  inputs: { min: -LARGEST, max: LARGEST },
  inputsSince: 11,
  holds: ({ min, max }: Readonly<Record<string, number>>) => !(min > max),
};
const approximate = (value: string) => ({ texts: { approximate: { value, byDefault: "none" } } });

/**
 * Every elementwise activation operator of ONNX up to opset 24, both ways: a formula that is built as one of these is
 * written as that operator, and that operator is read as its formula.
 * Source: the operator schemas of ONNX, with their defaults.
 */
export const ACTIVATION_OPERATORS: readonly ActivationOperator[] = [
  operator("Identity", 1, formulaOf(linear)),
  operator("Relu", 6, formulaOf(relu)),
  operator("LeakyRelu", 6, formulaOf(leakyRelu, { negativeSlope: "alpha" }), { attributes: { alpha: 0.01 } }),
  operator("PRelu", 7, formulaOf(prelu), {
    inputs: { slope: undefined },
    inputsSince: 1,
  }),
  operator("Elu", 6, formulaOf(elu), { attributes: { alpha: 1 } }),
  operator("Selu", 6, scaled, { attributes: { alpha: 1.6732632423543772, gamma: 1.0507009873554805 } }),
  operator("Celu", 12, formulaOf(celu), { attributes: { alpha: 1 } }),
  operator("Gelu", 20, formulaOf(gelu), approximate("none")),
  operator("Gelu", 20, formulaOf(geluTanh), approximate("tanh")),
  operator("Mish", 18, formulaOf(mish)),
  operator("HardSwish", 14, formulaOf(hardSwish)),
  operator("Swish", 24, formulaOf(swish, { beta: "alpha" }), { attributes: { alpha: 1 }, given: ["alpha"] }),
  // with ONNX' default, which says nothing of a number that is learned
  operator("Swish", 24, formulaOf(silu)),
  operator("Sigmoid", 6, formulaOf(sigmoid)),
  operator("Tanh", 6, formulaOf(tanh)),
  operator("Softplus", 1, formulaOf(softplus, { beta: 1 })),
  operator("Softsign", 1, formulaOf(softsign)),
  operator("HardSigmoid", 6, formulaOf(hardSigmoid, { slope: "alpha", offset: "beta" }), {
    attributes: { alpha: 0.2, beta: 0.5 },
  }),
  operator("ThresholdedRelu", 10, formulaOf(thresholdedRelu, { theta: "alpha" }), {
    attributes: { alpha: 1 },
  }),
  operator("Shrink", 9, shrunk, { attributes: { lambd: 0.5, bias: 0 }, holds: ({ lambd }) => !(lambd < 0) }),
  operator("Shrink", 9, formulaOf(hardShrink, { lambda: "lambd" }), { attributes: { lambd: 0.5 } }),
  operator("Clip", 6, formulaOf(clamp), clip),
  operator("Clip", 6, formulaOf(hardTanh), clip),
  operator("Exp", 6, formulaOf(exp)),
  operator("Atan", 7, formulaOf(arctan)),
];

/** One of ONNX' operators of a single input, by its name in small or large letters: as attributes of other operators name it. */
export const operatorNamed = (name: string): ActivationOperator | undefined =>
  ACTIVATION_OPERATORS.find(
    ({ type, inputs }) => type.toLowerCase() === name.toLowerCase() && Object.keys(inputs).length === 0,
  );

/** Those of onnxruntime, which are read only. Source: its contrib operators' schemas. */
const FUSED_OPERATORS: readonly ActivationOperator[] = [
  operator("Gelu", 1, formulaOf(gelu)),
  operator("FastGelu", 1, formulaOf(geluTanh)),
  operator("QuickGelu", 1, formulaOf(swish, { beta: "alpha" }), { attributes: { alpha: 1.702 } }),
];

/** A domain's activation operators. */
export function activationOperators(domain: string): readonly ActivationOperator[] {
  if (domain === "") return ACTIVATION_OPERATORS;
  return domain === FUSED_DOMAIN ? FUSED_OPERATORS : [];
}
