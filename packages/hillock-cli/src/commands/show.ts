import { type Activation, type DescribedLoss, HillockError, latex, losses, wgsl } from "hillock";
import { readActivation } from "../models/call.ts";
import { card } from "../terminal/card.ts";
import type { Form } from "./forms.ts";

type Shown = Activation | DescribedLoss;

function shader(f: Shown): string {
  if (f.kind === "elementwise") return wgsl(f);
  throw new HillockError(
    "invalid-argument",
    `${f.name} ${f.kind === "loss" ? "is a loss" : "acts on a whole row"}; GPU code is made of functions of one number.`,
  );
}

const TEXTS: Record<Form, (f: Shown) => string> = { card: (f) => card(f), latex, wgsl: shader };

const problem = (what: string, remedy: string): HillockError =>
  new HillockError("invalid-argument", `${what}. ${remedy}`);
const found = (name: string): Shown => losses.get(name.trim()) ?? readActivation(name, problem);

/** Prints a function of the catalogue, a loss that is fused with its gradient, or a formula, as a card, as LaTeX or as GPU code. */
export const runShow = (name: string, { as }: { readonly as: Form }): void =>
  console.log(TEXTS[as](found(name)));
