import { add, multiply, parameter, subtract } from "../expression/build.ts";
import type { Expression } from "../expression/node.ts";
import { substitute } from "../expression/structure.ts";

/** Parameters that training draws for each element anew, evenly between the values of two others. */
type RandomParameters = Readonly<Record<string, { readonly from: string; readonly to: string }>>;

const DRAW = "draw of ";
/** Whether a parameter of a training's formula stands for a draw: evenly from −½ to ½, without ½. */
export const isDraw = (name: string): boolean => name.startsWith(DRAW);

function replace(
  formula: Expression,
  random: RandomParameters,
  value: (from: Expression, to: Expression, name: string) => Expression,
): Expression {
  const made = new Map<string, Expression>();
  return substitute(formula, ({ kind, name }) => {
    if (kind !== "parameter" || !Object.hasOwn(random, name)) return undefined;
    const { from, to } = random[name];
    const known = made.get(name) ?? value(parameter(from), parameter(to), name);
    made.set(name, known);
    return known;
  });
}

const mean = (from: Expression, to: Expression): Expression => multiply(0.5, add(from, to));

/**
 * The formula with the mean in each random parameter's place; and as training computes it: the mean, and the width times a
 * draw of its own (`isDraw`).
 */
export const drawnEvenly = (
  formula: Expression,
  random: RandomParameters,
): { readonly formula: Expression; readonly trainingFormula: Expression } => ({
  formula: replace(formula, random, mean),
  trainingFormula: replace(formula, random, (from, to, name) =>
    add(mean(from, to), multiply(subtract(to, from), parameter(DRAW + name))),
  ),
});
