import { HillockError } from "../errors.ts";
import {
  add,
  log,
  max,
  min,
  multiply,
  negate,
  parameter,
  softplus,
  subtract,
  x,
} from "../expression/build.ts";
import type { Activation, ElementwiseActivation } from "../functions/activation.ts";
import { TARGET } from "./compile/module.ts";
import type { LossPlan } from "./compile/plan.ts";

export type LossName = "softmaxCrossEntropy" | "binaryCrossEntropy" | "meanSquaredError";

/** Probabilities nearer to 0 or 1 than this count as this near: another output than a sigmoid may leave (0, 1). */
const CLIP = 2 ** -20;

/** Whether it is the logistic function, built in or typed: a probability, trained with binary cross-entropy. */
export const isSigmoid = (f: Activation): boolean =>
  f.kind === "elementwise" && f.formula.kind === "sigmoid" && f.formula.args[0].kind === "variable";

/** Whether the probabilities that its loss works with are its output: not those of a log-softmax. */
export const isFusedSoftmax = (f: Activation): boolean =>
  f.kind === "row" && f.fusedLoss !== undefined && f.range[0] >= 0;

/** What the last layer asks for: softmax cross-entropy, one sigmoid unit binary cross-entropy, else squared error. */
export function inferLoss(last: Activation, units: number): LossName {
  if (last.kind === "row") return "softmaxCrossEntropy";
  return units === 1 && isSigmoid(last) ? "binaryCrossEntropy" : "meanSquaredError";
}

/** The loss of one output as an expression of its pre-activation and target, or the fused row kernel. */
export function planLoss(
  name: LossName,
  last: Activation,
  formula: ElementwiseActivation["formula"] | null,
  units: number,
): LossPlan {
  if (name === "softmaxCrossEntropy") {
    if (last.kind !== "row")
      throw new HillockError(
        "invalid-argument",
        `Cross-entropy over classes needs a softmax or log-softmax output, not ${last.name}.`,
      );
    return { kind: "softmaxCrossEntropy" };
  }
  if (formula === null && name === "meanSquaredError" && isFusedSoftmax(last))
    return { kind: "softmaxSquaredError" };
  if (formula === null)
    throw new HillockError(
      "invalid-argument",
      `A ${last.name} output is trained with softmaxCrossEntropy${isFusedSoftmax(last) ? " or meanSquaredError" : ""}, not with ${name}.`,
    );
  const target = parameter(TARGET);
  if (name === "binaryCrossEntropy") {
    // −y ln σ(z) − (1 − y) ln(1 − σ(z)) without logarithms of what underflows
    if (isSigmoid(last))
      return { kind: "elementwise", formula: subtract(softplus(x), multiply(target, x)), decides: true };
    const inside = min(max(formula, CLIP), 1 - CLIP);
    const yes = multiply(target, log(inside));
    const no = multiply(subtract(1, target), log(subtract(1, inside)));
    return { kind: "elementwise", formula: negate(add(yes, no)), decides: true };
  }
  const error = subtract(formula, target);
  return { kind: "elementwise", formula: multiply(1 / units, multiply(error, error)), decides: false };
}
