// What is verified of an elementwise function: its value and its slope, each with the kernel's identity.
import { createHash } from "node:crypto";
import {
  gradientTimes,
  inOrder,
  keepNaN,
  loweredFor,
  text,
  ulpBound,
  withFixedParameters,
} from "./library.mjs";

/** "output": the slope from the output, where the function has such a form. */
export const whatOf = (f) =>
  f.outputDerivativeFormula ? ["forward", "derivative", "output"] : ["forward", "derivative"];

const fixed = (f, formula) => withFixedParameters(formula, f.parameters, f.learnable);

/** What the kernel under test computes. */
function computedOf(f, what) {
  if (what === "forward") return fixed(f, f.formula);
  return gradientTimes(fixed(f, what === "output" ? f.outputDerivativeFormula : f.derivativeFormula));
}

/** What it ought to be. */
export const formulaOf = (f, what) => (what === "forward" ? f.formula : keepNaN(f.derivativeFormula));

/** The kernel under test, x to results; ones stand for the gradient. */
export function runnerOf(f, what, ones) {
  if (what === "forward") return (x, out) => f.forward(x, out);
  if (what === "derivative") return (x, out) => f.backward(ones.subarray(0, x.length), x, out);
  return (x, out) => {
    f.forward(x, out);
    f.backwardFromOutput(ones.subarray(0, x.length), out, out);
  };
}

/** The first of each parameter's values: a kernel with one value for all units. */
export const valuesOf = (f) =>
  Object.fromEntries(
    Object.entries(f.parameters).map(([name, value]) => [name, typeof value === "number" ? value : value[0]]),
  );

/** What tells a node from others of its kind: of a row, its table. */
function nameOf({ kind, name, table }) {
  if (table)
    return `${text(table.formula)} by ${table.columns}, ${table.rows} from ${table.from} by ${table.step}`;
  return kind === "noted" ? "" : name;
}

/** A figure holds for one kernel: for this lowered formula with these values. */
export function kernelOf(f, what) {
  const values = valuesOf(f);
  const lowered = (formula) => inOrder(loweredFor(formula, values));
  const order = [...lowered(computedOf(f, what)), ...(what === "output" ? lowered(fixed(f, f.formula)) : [])];
  const places = new Map(order.map((e, i) => [e, i]));
  const hash = createHash("sha256").update(JSON.stringify(values));
  for (const e of order) {
    const value = Object.is(e.value, -0) ? "-0" : String(e.value);
    hash.update(`${e.kind} ${value} ${nameOf(e)} ${e.args.map((arg) => places.get(arg)).join(" ")}\n`);
  }
  return hash.digest("hex").slice(0, 12);
}

/** Units of the last place allowed. */
export const boundOf = (f, what) => ulpBound(formulaOf(f, what));
