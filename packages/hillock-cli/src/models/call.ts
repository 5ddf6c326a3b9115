import { type Activation, functions, type HillockError, type ParameterValues } from "hillock";
import { findActivation } from "../activations.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const CALL = /^([A-Za-z_]\w*)\s*\((.*)\)$/s;

/** An error that says what is wrong, and what to do. */
export type Problem = (what: string, remedy: string) => HillockError;

/** The parameters in a call such as leakyRelu(0.2) or leakyRelu(negativeSlope=0.2); undefined for a formula. */
function readArguments(f: Activation, inner: string, problem: Problem) {
  const parts = inner.split(",").map((part) => part.trim());
  const pairs = parts.map(
    (part) => /^(?:([A-Za-z_]\w*)\s*=\s*)?(.*)$/s.exec(part) ?? [part, undefined, part],
  );
  if (!pairs.some(([, name, value]) => name !== undefined || NUMBER.test(value ?? ""))) return undefined;
  const known = f.kind === "row" ? [] : Object.keys(f.parameters);
  const takes =
    known.length === 0 ? `${f.name} takes no parameters.` : `${f.name} takes ${known.join(", ")}.`;
  const values = new Map<string, number>();
  pairs.forEach(([, name, value = ""], i) => {
    const key = name ?? known[i];
    if (key === undefined || !known.includes(key))
      throw problem(`${f.name} has no parameter ${name === undefined ? i + 1 : `"${name}"`}`, takes);
    if (values.has(key)) throw problem(`the parameter "${key}" is given twice`, "Give it once.");
    if (!NUMBER.test(value) || !Number.isFinite(Number(value)))
      throw problem(`"${value}" is not a number for the parameter "${key}"`, takes);
    values.set(key, Number(value));
  });
  return Object.fromEntries(values) satisfies ParameterValues;
}

/** A function of the catalogue with parameters, as in leakyRelu(0.2); undefined where the text is no such call. */
function readCall(text: string, problem: Problem): Activation | undefined {
  const call = CALL.exec(text.trim());
  const called = call ? functions.get(call[1]) : undefined;
  const values = call && called ? readArguments(called, call[2], problem) : undefined;
  if (!called || !values) return undefined;
  return called.kind === "row" ? called : called.with(values);
}

/** A function of the catalogue, with parameters or without, or a formula in x. */
export const readActivation = (text: string, problem: Problem): Activation =>
  readCall(text, problem) ?? findActivation(text);
