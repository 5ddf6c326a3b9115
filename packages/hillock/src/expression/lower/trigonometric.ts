import {
  abs,
  add,
  constant,
  copySign,
  divide,
  equal,
  less,
  multiply,
  negate,
  round,
  select,
  subtract,
} from "../build.ts";
import type { Expression } from "../node.ts";
import { polynomial } from "./polynomial.ts";

// π/2 in three parts with few bits each; exact products up to |x| of about 1e4, good to 1e5
const PARTS = [1.5703125, 4.837512969970703e-4, 7.549789954891882e-8];

/** sin or cos (`shift` 0 or 1 quarter turns) by the quarter of the circle in which x lies. */
function sinusoid(x: Expression, shift: number): Expression {
  const n = round(multiply(x, 2 / Math.PI));
  const rest = PARTS.reduce<Expression>((r, part) => subtract(r, multiply(n, part)), x);
  const square = multiply(rest, rest);
  const sine = add(
    rest,
    multiply(multiply(rest, square), polynomial(square, [-1 / 6, 1 / 120, -1 / 5040, 1 / 362880])),
  );
  const cosine = add(1, multiply(square, polynomial(square, [-1 / 2, 1 / 24, -1 / 720, 1 / 40320])));
  const turns = add(n, shift);
  const quarter = subtract(turns, multiply(4, round(multiply(turns, 0.25))));
  const odd = equal(abs(quarter), 1);
  const value = select(odd, cosine, sine);
  const flipped = select(
    equal(quarter, -1),
    constant(1),
    select(equal(abs(quarter), 2), constant(1), constant(0)),
  );
  return select(equal(flipped, 1), negate(value), value);
}

export const lowerSin = (x: Expression): Expression => sinusoid(x, 0);
export const lowerCos = (x: Expression): Expression => sinusoid(x, 1);

/** Reduction at tan(π/8) and tan(3π/8), polynomial of Cephes' atanf (Moshier). */
export function lowerAtan(x: Expression): Expression {
  const size = abs(x);
  const far = less(2.414213562373095, size);
  const middle = less(0.4142135623730951, size);
  const reduced = select(
    far,
    divide(-1, size),
    select(middle, divide(subtract(size, 1), add(size, 1)), size),
  );
  const offset = select(far, Math.PI / 2, select(middle, Math.PI / 4, constant(0)));
  const z = multiply(reduced, reduced);
  const p = polynomial(z, [-3.33329491539e-1, 1.99777106478e-1, -1.38776856032e-1, 8.05374449538e-2]);
  const value = add(offset, add(reduced, multiply(multiply(reduced, z), p)));
  return select(equal(x, x), copySign(value, x), x);
}
