import { HillockError } from "../errors.ts";
import { constant } from "../expression/build.ts";
import { differentiate } from "../expression/differentiate.ts";
import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { parameterNames, substitute } from "../expression/structure.ts";
import type { Activation, ElementwiseActivation } from "../functions/activation.ts";
import { isDraw } from "../functions/random-parameters.ts";
import type { LayerPlan } from "./compile/plan.ts";
import type { DenseLayer } from "./layers.ts";

/** An expression as the network computes it: parameters that are not learned become numbers. */
function fixed(f: ElementwiseActivation, expression: Expression): Expression {
  return substitute(expression, (leaf) => {
    if (leaf.kind !== "parameter" || f.learnable.includes(leaf.name) || isDraw(leaf.name)) return undefined;
    const value = f.parameters[leaf.name];
    return constant(typeof value === "number" ? value : value[0]);
  });
}

/** A row function over a single unit, such as a softmax of one logit: it gives the same whatever comes in. */
const constantLayer = (inputs: number, value: number): LayerPlan => ({
  inputs,
  units: 1,
  formula: constant(value),
  slope: constant(0),
  slopeOfOutput: null,
  learnable: [],
  draws: [],
  saturatedBelow: -Infinity,
  saturatedAbove: Infinity,
});

/** What the compiler is told of a layer. @throws HillockError "invalid-argument" where the function cannot stand there */
export function planLayer(layer: DenseLayer, inputs: number, last: boolean, trained: boolean): LayerPlan {
  const { activation: f, units } = layer;
  if (f.kind === "row" && last && units === 1) return constantLayer(inputs, f([0])[0]);
  if (f.kind === "row") {
    if (!last)
      throw new HillockError(
        "invalid-argument",
        `${f.name} acts on a whole row and can only be the last layer.`,
      );
    if (trained) requireLoss(f);
    return {
      inputs,
      units,
      formula: null,
      slope: null,
      slopeOfOutput: null,
      learnable: [],
      draws: [],
      saturatedBelow: -Infinity,
      saturatedAbove: Infinity,
    };
  }
  return { inputs, units, ...planFunction(f) };
}

type FunctionPlan = Omit<LayerPlan, "inputs" | "units">;
const functionPlans = new WeakMap<ElementwiseActivation, FunctionPlan>();

/** What every layer of the function has in common, made once. */
function planFunction(f: ElementwiseActivation): FunctionPlan {
  const known = functionPlans.get(f);
  if (known) return known;
  const { saturatedBelow, saturatedAbove } = f.tails;
  const formula = fixed(f, f.trainingFormula);
  const draws = parameterNames(formula).filter(isDraw);
  const slope = draws.length > 0 ? differentiate(formula) : simplify(fixed(f, f.derivativeFormula));
  const slopeOfOutput = f.outputDerivativeFormula ? fixed(f, f.outputDerivativeFormula) : null;
  const plan = {
    formula,
    slope,
    slopeOfOutput,
    learnable: f.learnable,
    draws,
    saturatedBelow,
    saturatedAbove,
  };
  functionPlans.set(f, plan);
  return plan;
}

/** @throws HillockError "invalid-argument" where nothing can be trained through the output function */
export function requireLoss(output: Activation): void {
  if (output.kind === "row" && output.fusedLoss === undefined)
    throw new HillockError("invalid-argument", `${output.name} has no loss to be trained with; use softmax.`);
}
