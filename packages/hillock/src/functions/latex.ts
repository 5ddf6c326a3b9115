import { formulaText } from "../expression/formula.ts";
import { expressionLatex } from "../expression/latex.ts";
import { presentedFormula, presentedSlope } from "../expression/present.ts";
import { text } from "../expression/text.ts";
import type { Activation, Closed, DescribedLoss, ElementwiseActivation, Interval } from "./activation.ts";

/** The equation in LaTeX, without dollar signs. */
export const latex = (f: Activation | DescribedLoss): string =>
  f.kind === "elementwise" ? expressionLatex(presentedFormula(f.formula)) : f.equation;

/** The formula as `activation` reads it; undefined where it cannot be typed, or is longer than is read. */
export function formulaOf(f: ElementwiseActivation): string | undefined {
  const text = formulaText(f.formula);
  // a bracket at the start closes at the end
  return text?.startsWith("(") ? text.slice(1, -1) : text;
}

/** The equation of f and of f′ on one line each, for a terminal. */
export function equations(f: Activation | DescribedLoss): {
  readonly value: string;
  readonly derivative: string;
} {
  if (f.kind !== "elementwise") return f.text;
  return {
    value: text(presentedFormula(f.formula)),
    derivative: text(presentedSlope(f.derivativeFormula)),
  };
}

/** The equation of f′ in LaTeX, without dollar signs; the Jacobian of a row function. */
export const derivativeLatex = (f: Activation): string =>
  f.kind === "elementwise" ? expressionLatex(presentedSlope(f.derivativeFormula)) : f.jacobianEquation;

/** The ranges of f and of f′ as text: `(0, 1)`, `[0, ∞)`. Round brackets where a bound is not reached. */
export const ranges = (
  f: Activation | DescribedLoss,
): { readonly value: string; readonly derivative: string } => ({
  value: intervalText(f.range, f.rangeClosed),
  derivative: intervalText(f.derivativeRange, f.derivativeRangeClosed),
});

const DIGITS = 6;
function intervalText([low, high]: Interval, [lowClosed, highClosed]: Closed): string {
  const bound = (x: number): string =>
    String(Number(x.toPrecision(DIGITS)))
      .replace("Infinity", "∞")
      .replaceAll("-", "−");
  return `${lowClosed ? "[" : "("}${bound(low)}, ${bound(high)}${highClosed ? "]" : ")"}`;
}
