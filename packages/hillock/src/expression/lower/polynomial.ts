import { add, multiply, type Operand } from "../build.ts";
import type { Expression } from "../node.ts";

/** c₀ + c₁·z + c₂·z² + …, by Horner's rule. */
export function polynomial(z: Expression, coefficients: readonly Operand[]): Expression {
  const [last = 0, ...rest] = [...coefficients].reverse();
  return rest.reduce<Operand>((sum, coefficient) => add(multiply(sum, z), coefficient), last) as Expression;
}
