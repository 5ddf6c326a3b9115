import { formulaProgram } from "../../codegen/formula.ts";
import type { Expression } from "../../expression/node.ts";
import type { LayerPlan, NetworkPlan } from "./plan.ts";

/**
 * Where the way back has f′(z) from: it makes it of z or of f(z), or the forward pass has left it in the place of z.
 */
export interface SlopeSource {
  readonly from: "preActivation" | "activation" | "kept";
  readonly slope: Expression;
}

/** For each layer; undefined where the loss knows better, or no function is. */
export type SlopeSources = readonly (SlopeSource | undefined)[];

/** Instructions that have to be saved, for a store in every round, or for digits that are lost where the output saturates. */
const WORTH_IT = 10;

/**
 * Where f and f′ are made of the same parts (an exponential, a polynomial), the forward pass makes both. Where f′ is little
 * work from the output, such as 1 − A² of tanh, that is it. What is differentiated for its parameters, too, needs z.
 */
export function slopeSourcesOf({ layers }: NetworkPlan): SlopeSources {
  const known = new Map<Expression, SlopeSource>();
  return layers.slice(0, -1).map((layer) => {
    const { formula, slope } = layer;
    if (!formula || !slope) return undefined;
    const source = known.get(formula) ?? choose(layer, formula, slope);
    known.set(formula, source);
    return source;
  });
}

function choose(
  { learnable, draws, slopeOfOutput }: LayerPlan,
  formula: Expression,
  slope: Expression,
): SlopeSource {
  if (learnable.length === 0 && draws.length === 0) {
    const own = cost(slope);
    if (slopeOfOutput && own - cost(slopeOfOutput) >= WORTH_IT)
      return { from: "activation", slope: slopeOfOutput };
    if (cost(formula) + own - cost(formula, slope) >= WORTH_IT) return { from: "kept", slope };
  }
  return { from: "preActivation", slope };
}

/** Instructions that the formulas take together. */
const cost = (...roots: readonly Expression[]): number =>
  formulaProgram(roots).steps.filter(({ e }) => e.kind !== "constant").length;
