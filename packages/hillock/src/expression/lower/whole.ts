import { abs, add, divide, multiply, normal, sigmoid, softplus, tanh, x } from "../build.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, Kind } from "../node.ts";
import { simplify } from "../simplify.ts";
import { structuralKey, substitute } from "../structure.ts";
import { GELU_SCALE, lowerGeluTanh, lowerGeluTanhSlope } from "./gelu-tanh.ts";
import { lowerMish, lowerMishSlope } from "./mish.ts";
import { lowerNormalGated, lowerNormalGatedSlope } from "./normal.ts";
import { lowerGatedSlope } from "./sigmoid.ts";
import { lowerSoftsign, lowerSoftsignSlope } from "./softsign.ts";

type Lowering = (u: Expression) => Expression;

/**
 * Formulas in u that lose digits, or work, when their parts are lowered one by one. `marks` lead to u: a node somewhere
 * below the root, one below that, …, the last of which is over u alone. What few trees have comes first: most are sorted
 * out by it.
 */
interface Whole {
  readonly marks: readonly Kind[];
  readonly tree: Expression;
  readonly lowered: Lowering;
}

const cubic = multiply(GELU_SCALE, add(x, multiply(0.044715, multiply(x, multiply(x, x)))));
const steepness = divide(1, add(1, abs(x)));

const WHOLES: readonly Whole[] = [
  { marks: ["normal"], tree: multiply(x, normal(x)), lowered: lowerNormalGated },
  { marks: ["normal"], tree: differentiate(multiply(x, normal(x))), lowered: lowerNormalGatedSlope },
  { marks: ["softplus"], tree: multiply(x, tanh(softplus(x))), lowered: lowerMish },
  { marks: ["softplus"], tree: differentiate(multiply(x, tanh(softplus(x)))), lowered: lowerMishSlope },
  // x · σ(x) is a product like any other with σ
  { marks: ["sigmoid"], tree: differentiate(multiply(x, sigmoid(x))), lowered: lowerGatedSlope },
  { marks: ["abs"], tree: divide(x, add(1, abs(x))), lowered: lowerSoftsign },
  { marks: ["abs"], tree: divide(steepness, add(1, abs(x))), lowered: lowerSoftsignSlope },
  { marks: ["sigmoid", "variable"], tree: multiply(x, sigmoid(cubic)), lowered: lowerGeluTanh },
  {
    marks: ["sigmoid", "variable"],
    tree: differentiate(multiply(x, sigmoid(cubic))),
    lowered: lowerGeluTanhSlope,
  },
];

const DEPTH = 4;

/** The argument of the first node of that kind, not far below. */
function argumentOf(e: Expression, mark: Kind, depth = DEPTH): Expression | undefined {
  if (e.kind === mark) return e.args[0] ?? e;
  if (depth === 0) return undefined;
  for (const arg of e.args) {
    const found = argumentOf(arg, mark, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** The lowered form of the whole expression, its argument not lowered yet; undefined where it is none of these. */
export function lowerWhole(e: Expression): Expression | undefined {
  for (const { marks, tree, lowered } of WHOLES) {
    if (e.kind !== tree.kind) continue;
    const u = marks.reduce<Expression | undefined>((above, mark) => above && argumentOf(above, mark), e);
    if (!u) continue;
    const same = simplify(substitute(tree, (leaf) => (leaf.kind === "variable" ? u : undefined)));
    if (structuralKey(same) === structuralKey(e)) return lowered(u);
  }
  return undefined;
}
