import { constant } from "../expression/build.ts";
import type { Expression } from "../expression/node.ts";
import { simplify } from "../expression/simplify.ts";
import { substitute } from "../expression/structure.ts";
import type { ParameterValues } from "./activation.ts";

/**
 * The formula with those parameters as constants that nothing can change: so what is divided by a β of 1 is not
 * divided. Parameters that are learned, and those with a value for each unit, stay.
 */
export function withFixedParameters(
  formula: Expression,
  parameters: ParameterValues,
  learnable: readonly string[],
): Expression {
  const fixed = ({ kind, name }: Expression): Expression | undefined => {
    const value = kind === "parameter" && !learnable.includes(name) ? parameters[name] : undefined;
    return typeof value === "number" ? constant(value) : undefined;
  };
  return simplify(substitute(formula, fixed));
}
