import { multiply, normal, sigmoid, softplus, tanh, x } from "../build.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, NamedKind } from "../node.ts";
import { simplify } from "../simplify.ts";
import { structuralKey, substitute } from "../structure.ts";
import { lowerMish, lowerMishSlope } from "./mish.ts";
import { lowerNormalGated, lowerNormalGatedSlope } from "./normal.ts";
import { lowerGatedSlope } from "./sigmoid.ts";

type Lowering = (u: Expression) => Expression;

/** Formulas in u that lose digits, or work, when their parts are lowered one by one. `mark` is a node over u alone. */
interface Whole {
  readonly mark: NamedKind;
  readonly tree: Expression;
  readonly lowered: Lowering;
}

const withSlope = (
  mark: NamedKind,
  tree: Expression,
  value: Lowering | undefined,
  slope: Lowering,
): Whole[] => [
  ...(value ? [{ mark, tree, lowered: value }] : []),
  { mark, tree: differentiate(tree), lowered: slope },
];

const WHOLES: readonly Whole[] = [
  ...withSlope("normal", multiply(x, normal(x)), lowerNormalGated, lowerNormalGatedSlope),
  ...withSlope("softplus", multiply(x, tanh(softplus(x))), lowerMish, lowerMishSlope),
  ...withSlope("sigmoid", multiply(x, sigmoid(x)), undefined, lowerGatedSlope),
];

const DEPTH = 4;

/** The argument of the first node of that kind, not far below. */
function argumentOf(e: Expression, mark: NamedKind, depth = DEPTH): Expression | undefined {
  if (e.kind === mark) return e.args[0];
  if (depth === 0) return undefined;
  for (const arg of e.args) {
    const found = argumentOf(arg, mark, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** The lowered form of the whole expression, its argument not lowered yet; undefined where it is none of these. */
export function lowerWhole(e: Expression): Expression | undefined {
  for (const { mark, tree, lowered } of WHOLES) {
    if (e.kind !== tree.kind) continue;
    const u = argumentOf(e, mark);
    if (!u) continue;
    const same = simplify(substitute(tree, (leaf) => (leaf.kind === "variable" ? u : undefined)));
    if (structuralKey(same) === structuralKey(e)) return lowered(u);
  }
  return undefined;
}
