import { expressionLatex } from "../expression/latex.ts";
import { text } from "../expression/text.ts";
import type { Activation } from "./activation.ts";

/** The equation in LaTeX, without dollar signs. */
export const latex = (f: Activation): string =>
  f.kind === "elementwise" ? expressionLatex(f.formula) : f.equation;

/** The equation of f and of f′ on one line each, for a terminal. */
export function equations(f: Activation): { readonly value: string; readonly derivative: string } {
  if (f.kind === "row") return f.text;
  return { value: text(f.formula), derivative: text(f.derivativeFormula) };
}

/** The equation of f′ in LaTeX, without dollar signs; the Jacobian of a row function. */
export const derivativeLatex = (f: Activation): string =>
  f.kind === "elementwise" ? expressionLatex(f.derivativeFormula) : f.jacobianEquation;
