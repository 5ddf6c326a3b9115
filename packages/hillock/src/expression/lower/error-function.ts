import { abs, add, divide, equal, less, min, multiply, negate, select, subtract } from "../build.ts";
import type { Expression } from "../node.ts";
import { lowerExp } from "./exponential.ts";
import { polynomial } from "./polynomial.ts";

// Chebyshev fits against the float64 series and continued fraction: erf(x)/x in 2x² − 1 on |x| ≤ 1, and
// e^(x²) erfc(x) (1 + x/2) in 1/(1 + x/2) on 1 ≤ x ≤ 11; both within 0.001 ULP of float32.
const NEAR = [
  0.965468738637551, -0.14053608901552905, 0.019852497722776873, -0.0022854856569551442,
  0.00021751198976797782, -0.000017536824685997486, 0.0000012316401650025454, -7.557492835985613e-8,
];
const FAR = [
  0.45350890329652815, 0.15149232689502923, 0.03367657453794337, 0.0033364103935247403,
  -0.0004985885324499683, -0.00016025849342179654, 0.00001354590309775361, 0.000007613538498780769,
  -8.870579997477534e-7, -3.4319557215667376e-7, 6.6936530060957e-8,
];
const FAR_LOW = 1 / (1 + 11 / 2);
const FAR_HIGH = 1 / (1 + 1 / 2);

const near = (x: Expression): Expression =>
  multiply(x, polynomial(subtract(multiply(2, multiply(x, x)), 1), NEAR));

/** erfc(size) for size ≥ 1. */
function far(size: Expression): Expression {
  const t = divide(1, add(1, multiply(0.5, size)));
  const y = multiply(subtract(t, (FAR_LOW + FAR_HIGH) / 2), 2 / (FAR_HIGH - FAR_LOW));
  return multiply(multiply(lowerExp(negate(multiply(size, size))), t), polynomial(y, FAR));
}

export function lowerErf(x: Expression): Expression {
  const size = min(abs(x), 11);
  const outer = subtract(1, far(size));
  const value = select(less(abs(x), 1), near(x), select(less(x, 0), negate(outer), outer));
  return select(equal(x, x), value, x);
}

export function lowerErfc(x: Expression): Expression {
  const outer = far(min(abs(x), 11));
  const value = select(less(abs(x), 1), subtract(1, near(x)), select(less(x, 0), subtract(2, outer), outer));
  return select(equal(x, x), value, x);
}
