import {
  abs,
  add,
  divide,
  expm1,
  less,
  multiply,
  normal,
  select,
  sigmoid,
  softplus,
  tanh,
  x,
} from "../build.ts";
import { differentiate } from "../differentiate.ts";
import type { Expression, Kind } from "../node.ts";
import { simplify } from "../simplify.ts";
import { sameTree, substitute } from "../structure.ts";
import { falling, fallingLess } from "./falling.ts";
import { GELU_SCALE, lowerGeluTanh, lowerGeluTanhSlope } from "./gelu-tanh.ts";
import { lowerMish, lowerMishSlope } from "./mish.ts";
import { lowerNormalGated, lowerNormalGatedSlope } from "./normal.ts";
import { lowerGatedSlope } from "./sigmoid.ts";
import { lowerSoftsign, lowerSoftsignSlope } from "./softsign.ts";
import { gated, rectified, smooth } from "./tabulated.ts";

type Lowering = (u: Expression) => Expression;

/**
 * Formulas in u that lose digits, or work, when their parts are lowered one by one. `marks` lead to u: a node somewhere
 * below the root, one below that, …, the last of which is over u alone. What few trees have comes first: most are sorted
 * out by it.
 */
interface Whole {
  readonly marks: readonly Kind[];
  readonly tree: Expression;
  /** By arithmetic alone; where it is left out, the parts are lowered. */
  readonly lowered?: Lowering;
  /** With values from tables, where that is quicker. */
  readonly tabulated?: Lowering;
}

const cubic = multiply(GELU_SCALE, add(x, multiply(0.044715, multiply(x, multiply(x, x)))));
const steepness = divide(1, add(1, abs(x)));

const gelu = multiply(x, normal(x));
const geluSlope = differentiate(gelu);
const mish = multiply(x, tanh(softplus(x)));
const mishSlope = differentiate(mish);
const siluSlope = differentiate(multiply(x, sigmoid(x)));
const geluTanh = multiply(x, sigmoid(cubic));
const geluTanhSlope = differentiate(geluTanh);

/** Scale and α of SELU, the fixed point of its paper. */
export const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 } as const;
const SELU_BELOW = SELU.scale * SELU.alpha;
const selu = multiply(SELU.scale, select(less(0, x), x, multiply(SELU.alpha, expm1(x))));
const [seluBelow, seluSlopeBelow] = [fallingLess(SELU_BELOW), falling(SELU_BELOW)];

const WHOLES: readonly Whole[] = [
  {
    marks: ["expm1"],
    tree: selu,
    tabulated: (u) => select(less(0, u), multiply(SELU.scale, u), seluBelow(u)),
  },
  {
    marks: ["exp"],
    tree: differentiate(selu),
    tabulated: (u) => select(less(0, u), SELU.scale, seluSlopeBelow(u)),
  },
  {
    marks: ["normal"],
    tree: gelu,
    lowered: lowerNormalGated,
    tabulated: gated(gelu, { to: 14.359375, step: 1 / 128 }),
  },
  {
    marks: ["normal"],
    tree: geluSlope,
    lowered: lowerNormalGatedSlope,
    tabulated: smooth(geluSlope, { from: -14.546875, to: 5.9140625, step: 1 / 128 }),
  },
  {
    marks: ["softplus"],
    tree: mish,
    lowered: lowerMish,
    tabulated: rectified(mish, { from: -108.671875, to: 9.5, step: 1 / 64 }),
  },
  {
    marks: ["softplus"],
    tree: mishSlope,
    lowered: lowerMishSlope,
    tabulated: smooth(mishSlope, { from: -108.65625, to: 10.15625, step: 1 / 32 }),
  },
  // x · σ(x) is a product like any other with σ
  {
    marks: ["sigmoid"],
    tree: siluSlope,
    lowered: lowerGatedSlope,
    tabulated: smooth(siluSlope, { from: -108.65625, to: 19.5625, step: 1 / 32 }),
  },
  { marks: ["abs"], tree: divide(x, add(1, abs(x))), lowered: lowerSoftsign },
  { marks: ["abs"], tree: divide(steepness, add(1, abs(x))), lowered: lowerSoftsignSlope },
  {
    marks: ["sigmoid", "variable"],
    tree: geluTanh,
    lowered: lowerGeluTanh,
    tabulated: gated(geluTanh, { to: 10.7734375, step: 1 / 256 }),
  },
  {
    marks: ["sigmoid", "variable"],
    tree: geluTanhSlope,
    lowered: lowerGeluTanhSlope,
    tabulated: smooth(geluTanhSlope, { from: -10.8984375, to: 5.46875, step: 1 / 256 }),
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
export function lowerWhole(e: Expression, tables: boolean): Expression | undefined {
  for (const { marks, tree, lowered, tabulated = lowered } of WHOLES) {
    if (e.kind !== tree.kind) continue;
    const u = marks.reduce<Expression | undefined>((above, mark) => above && argumentOf(above, mark), e);
    if (!u) continue;
    const same = simplify(substitute(tree, (leaf) => (leaf.kind === "variable" ? u : undefined)));
    if (sameTree(same, e)) return (tables ? tabulated : lowered)?.(u);
  }
  return undefined;
}
