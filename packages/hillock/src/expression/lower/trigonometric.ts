import { abs, add, equal, less, multiply, negate, node, round, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { FAR_ANGLE } from "../special/angle.ts";
import { exactSum } from "./pair.ts";
import { polynomial } from "./polynomial.ts";

/** π/2 in pieces of eight bits, whose products with whole numbers below 2^16 are exact, and the rest. */
const HALF_PI_PIECES = piecesOfHalfPi();

/** (sin(r) − r)/r³ and (cos(r) − 1 + r²/2)/r⁴ in r², |r| ≤ 0.8. */
const SIN_TAIL = [-0.16666667, 0.008333394, -0.00019859574, 0.0000028987142];
const COS_TAIL = [0.041666668, -0.0013889043, 0.00002484905, -3.1622758e-7];

function piecesOfHalfPi(): readonly number[] {
  // 30 hexadecimal digits of π/2 behind the point: more than a float64 holds.
  const digits = "921fb54442d18469898cc51701b839";
  // 1.921fb…: the first piece has the leading 1 and seven bits more, each later one eight bits.
  const bits = [...`1${digits}`].map((digit, i) =>
    Number.parseInt(digit, 16)
      .toString(2)
      .padStart(i === 0 ? 1 : 4, "0"),
  );
  const all = bits.join("");
  const piece = (start: number, length: number) =>
    Number.parseInt(all.slice(start, start + length), 2) * 2 ** -(start + length - 1);
  return [...Array.from({ length: 6 }, (_, i) => piece(8 * i, 8)), Math.fround(piece(48, 40))];
}

interface Angle {
  readonly k: Expression;
  readonly r: Expression;
  readonly low: Expression;
}

/** x + beside − k·π/2 as r + low, and k, which for far x is less by whole turns. */
function reduce(x: Expression, beside?: Expression): Angle {
  const { k, r, low } = beside === undefined ? reduceNear(x) : further(reduceNear(x), beside);
  const near = [k, r, low];
  const angle = node("angle", [x, less(FAR_ANGLE, abs(x)), ...near]);
  const [turns, rest, lost] = near.map((each, i) => node("entry", [angle, each], i, String(i)));
  return { k: turns, r: rest, low: lost };
}

/** The same of |x| up to `FAR_ANGLE`. */
function reduceNear(x: Expression): Angle {
  const k = round(multiply(x, Math.fround(2 / Math.PI)));
  let r = x;
  let low: Expression | undefined;
  for (const [i, piece] of HALF_PI_PIECES.entries()) {
    const part = multiply(k, piece);
    const next = subtract(r, part);
    // The first three differences are exact; the rounding of the others is kept.
    if (i >= 3) {
      const lost = subtract(subtract(r, next), part);
      low = low === undefined ? lost : add(low, lost);
    }
    r = next;
  }
  // within ±π/4 and a little: k is rounded
  return { k, r, low: low ?? r };
}

/** The same of x + beside, which is up to some hundredths. */
function further({ k, r, low }: Angle, beside: Expression): Angle {
  const sum = exactSum(r, beside);
  return { k, r: sum.high, low: add(low, sum.low) };
}

/** sin(x + beside + quarters·π/2). */
function shiftedSine(x: Expression, quarters: number, beside?: Expression): Expression {
  const { k, r, low } = reduce(x, beside);
  const square = multiply(r, r);
  const sine = add(r, add(low, multiply(multiply(r, square), polynomial(square, SIN_TAIL))));
  const half = multiply(square, 0.5);
  const oneLess = subtract(1, half);
  const lost = subtract(subtract(1, oneLess), half);
  const cosineTail = subtract(
    multiply(multiply(square, square), polynomial(square, COS_TAIL)),
    multiply(r, low),
  );
  const cosine = add(oneLess, add(lost, cosineTail));
  const turn = quarters === 0 ? k : add(k, quarters);
  // −2, −1, 0, 1 or 2: quarter turns of the circle.
  const quadrant = subtract(turn, multiply(round(multiply(turn, 0.25)), 4));
  const value = select(equal(abs(quadrant), 1), cosine, sine);
  const opposite = select(equal(abs(quadrant), 2), -1, select(equal(quadrant, -1), -1, 1));
  return select(less(opposite, 0), negate(value), value);
}

/** sin(x + beside); ±∞ gives NaN. */
export function lowerSin(x: Expression, beside?: Expression): Expression {
  // Below 2^−12 sin(x) rounds to x, which also keeps −0 and subnormal numbers.
  return select(less(abs(x), 2 ** -12), x, shiftedSine(x, 0, beside));
}

/** cos(x + beside); ±∞ gives NaN. */
export const lowerCos = (x: Expression, beside?: Expression): Expression => shiftedSine(x, 1, beside);
