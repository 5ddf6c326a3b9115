import { programOf } from "../../codegen/program.ts";
import { lower } from "../../expression/lower/lower.ts";
import type { Expression } from "../../expression/node.ts";
import type { NetworkPlan } from "./plan.ts";

/** For each layer the slope that the forward pass leaves for the backward pass; undefined where that makes its own. */
export type KeptSlopes = readonly (Expression | undefined)[];

/** Instructions that have to be saved, for a store in every round. */
const WORTH_A_STORE = 10;

/**
 * Where f and f′ are made of the same parts (an exponential, a polynomial), the forward pass makes both. The slope lies
 * in the place of the pre-activations, so nothing that needs those on the way back can have it.
 */
export function keptSlopesOf({ layers }: NetworkPlan): KeptSlopes {
  const worth = new Map<Expression, boolean>();
  return layers.slice(0, -1).map(({ formula, slope, learnable, draws }) => {
    if (!formula || !slope || learnable.length > 0 || draws.length > 0) return undefined;
    const known = worth.get(formula) ?? saved(formula, slope) >= WORTH_A_STORE;
    worth.set(formula, known);
    return known ? slope : undefined;
  });
}

/** Instructions that both need. */
function saved(formula: Expression, slope: Expression): number {
  const cost = (...roots: readonly Expression[]): number =>
    programOf(roots.map(lower)).steps.filter(({ e }) => e.kind !== "constant").length;
  return cost(formula) + cost(slope) - cost(formula, slope);
}
