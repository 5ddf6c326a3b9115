import { type Activation, type ElementwiseActivation, functions } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { troubleOf } from "./trouble.ts";

const resolved = new Map<string, Activation>();
const MOST_KEPT = 500;

type Read = (text: string, parameters: FunctionSpec["parameters"]) => Activation;
let readFormula: Read | undefined;

/** Reading formulas is a sixth of the library: a page that shows named functions does without. */
export const useFormulas = (read: Read): void => {
  readFormula = read;
};
export const readsFormulas = (): boolean => readFormula !== undefined;

function formula({ text, parameters }: FunctionSpec): Activation {
  if (!readFormula) throw new Error("Formulas cannot be read yet: loadFormulasFor comes first.");
  return readFormula(text, parameters);
}

/** The function itself. @throws HillockError "invalid-formula" with the character at fault. */
export function resolve(spec: FunctionSpec): Activation {
  const { parameters } = spec;
  const text = spec.text.trim();
  const key = JSON.stringify([text, parameters]);
  const kept = resolved.get(key);
  if (kept) return kept;
  const known = functions.get(text);
  const made =
    known === undefined
      ? formula(spec)
      : known.kind === "row" || Object.keys(parameters).length === 0
        ? known
        : known.with(parameters);
  if (resolved.size > MOST_KEPT) resolved.clear();
  resolved.set(key, made);
  return made;
}

/** How many numbers a row function is shown over: (z, 0, 0, 0). */
const ROW = 4;

/** f and f′ of one number; a row function shows its first output over the row (z, 0, 0, 0). */
export function curveOf(f: Activation): {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
} {
  if (f.kind === "elementwise") return { value: f, slope: f.derivative };
  const row = (z: number): number[] => [z, ...new Array<number>(ROW - 1).fill(0)];
  return {
    value: (z) => f(row(z))[0] ?? Number.NaN,
    slope: (z) => f.jacobian(row(z))[0]?.[0] ?? Number.NaN,
  };
}

/** For a hidden layer. @throws Error where the function acts on a whole row, or never gives a number. */
export function resolveHidden(spec: FunctionSpec): ElementwiseActivation {
  const f = resolve(spec);
  if (f.kind === "row") throw new Error(`${f.name} acts on a whole row: it can only be an output layer.`);
  const trouble = functions.has(spec.text) ? undefined : troubleOf(f);
  if (trouble?.never) throw new Error(`${spec.text}: ${trouble.message}`);
  return f;
}
