import { HillockError } from "../errors.ts";
import { parse, RESERVED_NAMES } from "../expression/parse.ts";
import { parameterNames } from "../expression/structure.ts";
import type { ElementwiseActivation, ParameterValues } from "./activation.ts";
import { defineActivation } from "./define.ts";

/**
 * An activation from a formula in x: `activation("swish", "x / (1 + exp(-beta * x))", { beta: 1 })`.
 * Parameters start at the values given and are learnable: in a network each unit has its own.
 * @throws HillockError "invalid-formula", with the position of the character at fault.
 */
export function activation(
  name: string,
  formula: string,
  parameters: ParameterValues = {},
): ElementwiseActivation {
  if (name.trim() === "")
    throw new HillockError("invalid-argument", "An activation needs a name that is not empty.");
  if (RESERVED_NAMES.has(name) && name === "x")
    throw new HillockError(
      "invalid-argument",
      `"${name}" is the variable of formulas and cannot name an activation.`,
    );
  const expression = parse(formula, Object.keys(parameters));
  const used = parameterNames(expression);
  const unused = Object.keys(parameters).filter((parameter) => !used.includes(parameter));
  if (unused.length > 0) {
    throw new HillockError(
      "invalid-argument",
      `The formula "${formula}" does not use the parameter "${unused[0]}"; leave it out or write it in.`,
    );
  }
  return defineActivation({
    name,
    title: name,
    formula: expression,
    parameters,
    learnable: used,
    uses: "A formula of your own: compare it with the functions of the catalogue on your data.",
    limitations: [],
    source: formula,
  });
}
