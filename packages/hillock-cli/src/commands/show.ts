import { type Activation, HillockError, latex, wgsl } from "hillock";
import { findActivation } from "../activations.ts";
import { card } from "../terminal/card.ts";
import type { Form } from "./forms.ts";

function shader(f: Activation): string {
  if (f.kind === "elementwise") return wgsl(f);
  throw new HillockError(
    "invalid-argument",
    `${f.name} acts on a whole row; GPU code is made of functions of one number.`,
  );
}

const TEXTS: Record<Form, (f: Activation) => string> = { card: (f) => card(f), latex, wgsl: shader };

/** Prints a function of the catalogue, or a formula, as a card, as LaTeX or as GPU code. */
export const runShow = (name: string, { as }: { readonly as: Form }): void =>
  console.log(TEXTS[as](findActivation(name)));
