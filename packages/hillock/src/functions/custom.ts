import { HillockError } from "../errors.ts";
import { differentiate } from "../expression/differentiate.ts";
import { lower, MOST_OF_A_NODE } from "../expression/lower/lower.ts";
import { parse, RESERVED_NAMES } from "../expression/parse.ts";
import { inOrder, parameterNames } from "../expression/structure.ts";
import type { ElementwiseActivation, ParameterValues } from "./activation.ts";
import { defineActivation } from "./define.ts";

/** Of a derivative, lowered; engines refuse functions with too many locals, and compile large ones slowly. */
const MOST_OPERATIONS = 10_000;

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
  if (typeof name !== "string")
    throw new HillockError("invalid-argument", `The name of an activation is a text, not ${String(name)}.`);
  if (name.trim() === "")
    throw new HillockError("invalid-argument", "An activation needs a name that is not empty.");
  if (typeof formula !== "string")
    throw new HillockError(
      "invalid-formula",
      `The formula of "${name}" is ${String(formula)}; a text such as "x * tanh(x)" is needed.`,
    );
  if (RESERVED_NAMES.has(name))
    throw new HillockError(
      "invalid-argument",
      `An activation cannot be called "${name}": that is a name of the formula language. Call it something else.`,
    );
  if (typeof parameters !== "object" || parameters === null)
    throw new HillockError(
      "invalid-argument",
      `The parameters of "${name}" are ${String(parameters)}; an object such as { beta: 1 } is needed.`,
    );
  for (const parameter of Object.keys(parameters)) {
    if (parameter in {})
      throw new HillockError(
        "invalid-formula",
        `A parameter cannot be called "${parameter}": JavaScript's objects have that name. Call it something else.`,
      );
  }
  const expression = parse(formula, Object.keys(parameters));
  const used = parameterNames(expression);
  const unused = Object.keys(parameters).filter((parameter) => !used.includes(parameter));
  if (unused.length > 0) {
    throw new HillockError(
      "invalid-argument",
      `The value of "${formula}" does not depend on the parameter "${unused[0]}"; leave it out, or change the formula.`,
    );
  }
  for (const parameter of [undefined, ...used]) {
    const derivative = differentiate(expression, parameter);
    // short formulas need not be lowered to know that they are short
    if (inOrder(derivative).length * MOST_OF_A_NODE <= MOST_OPERATIONS) continue;
    const nodes = inOrder(lower(derivative)).length;
    if (nodes > MOST_OPERATIONS)
      throw new HillockError(
        "invalid-formula",
        `The derivative of "${name}" takes ${nodes} operations; at most ${MOST_OPERATIONS} are compiled. Write the formula shorter.`,
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
