import { add, divide, multiply, node, pmax, pmin, ROUNDING, shiftedPow2, subtract } from "../build.ts";
import type { Expression, Kind } from "../node.ts";
import { inOrder } from "../structure.ts";
import { LOG2_E, PLACES } from "./exp.ts";
import { lower } from "./lower.ts";
import { polynomial } from "./polynomial.ts";
import { COTH } from "./tanh.ts";

/** ½ ln 2 in two parts; the first has 16 bits: its product with k is exact. */
const HALF_LN2_HIGH = 22_713 / 65_536;
const HALF_LN2_LOW = Math.fround(Math.LN2 / 2 - HALF_LN2_HIGH);

/**
 * exp(x) = 2^k · (G + h)/(G − h) with 2h = x − k · ln 2 and G = h · coth(h), so 1/(1 + exp(−x)) is N/(N + G − h) with
 * N = 2^k · (G + h): one division and short polynomials, 2.3 ULP. Both stand 2^64 times higher, so that what is subnormal
 * in the end is rounded once.
 */
function quickSigmoid(x: Expression): Expression {
  const size = pmax(pmin(x, 30), -110);
  const shift = ROUNDING + PLACES;
  const shifted = add(multiply(size, LOG2_E), shift);
  const k = subtract(shifted, shift);
  const h = subtract(subtract(multiply(size, 0.5), multiply(k, HALF_LN2_HIGH)), multiply(k, HALF_LN2_LOW));
  const square = multiply(h, h);
  const G = add(multiply(square, polynomial(square, COTH)), 1);
  const top = multiply(shiftedPow2(shifted), add(G, h));
  return divide(top, add(top, multiply(subtract(G, h), 2 ** PLACES)));
}

const QUICK: Partial<Record<Kind, (x: Expression) => Expression>> = { sigmoid: quickSigmoid };

/**
 * Like `lower`, for kernels whose last bits are the processor's: shorter forms where there are any, but in products,
 * which have forms of their own.
 */
export function lowerRelaxed(root: Expression): Expression {
  const inProducts = new Set(inOrder(root).flatMap((e) => (e.kind === "multiply" ? e.args : [])));
  const done = new Map<Expression, Expression>();
  for (const e of inOrder(root)) {
    const args = e.args.map((arg) => done.get(arg) ?? arg);
    const quick = inProducts.has(e) ? undefined : QUICK[e.kind];
    const changed = args.some((arg, i) => arg !== e.args[i]);
    done.set(e, quick ? quick(args[0]) : changed ? node(e.kind, args, e.value, e.name) : e);
  }
  return lower(done.get(root) ?? root);
}
