import { type Activation, type ElementwiseActivation, HillockError, relu } from "hillock";
import { findActivation, splitList } from "./activations.ts";

export interface LayerList {
  readonly hidden: readonly { readonly units: number; readonly activation: ElementwiseActivation }[];
  /** Where the list ends with a function alone. */
  readonly output: Activation | undefined;
}

const MOST_UNITS = 65_536;
const HELP =
  'Write hidden layers as units:function, as in "64:gelu,64:prelu"; an output function may stand last.';
const refuse = (text: string, part: string, what: string): HillockError =>
  new HillockError("invalid-argument", `--layers "${text}": "${part}" ${what}. ${HELP}`);

/** A function by name, with parameters as in leakyRelu(negativeSlope=0.2), or a formula. */
function functionOf(text: string, part: string, name: string): Activation {
  const call = /^([A-Za-z_]\w*)\(((?:\s*\w+\s*=[^,=]+,?)+)\)$/.exec(name);
  if (!call) return findActivation(name);
  const f = findActivation(call[1]);
  if (f.kind === "row") throw refuse(text, part, "has parameters, which a row function has not");
  const values = call[2].split(",").map((pair) => {
    const [key, value] = pair.split("=").map((side) => side.trim());
    if (value === "" || !Number.isFinite(Number(value)))
      throw refuse(text, part, `gives ${key} the value "${value}", which is no number`);
    return [key, Number(value)] as const;
  });
  return f.with(Object.fromEntries(values));
}

/** Reads "16:relu,8:x * tanh(x),softmax": units alone mean ReLU, a function alone, last, is the output's. */
export function parseLayers(text: string): LayerList {
  const parts = splitList(text);
  if (parts.length === 0) throw refuse(text, "", "names no layer");
  const hidden: { units: number; activation: ElementwiseActivation }[] = [];
  let output: Activation | undefined;
  for (const [i, part] of parts.entries()) {
    const sized = /^(\d+(?:\.\d+)?)\s*(?::(.*))?$/s.exec(part);
    if (!sized) {
      if (i < parts.length - 1)
        throw refuse(text, part, "has no number of units, and only the last may be a function alone");
      output = functionOf(text, part, part);
      continue;
    }
    const units = Number(sized[1]);
    if (!Number.isInteger(units) || units < 1 || units > MOST_UNITS)
      throw refuse(text, part, `has ${sized[1]} units; a whole number from 1 to ${MOST_UNITS} is needed`);
    const f = sized[2] === undefined ? relu : functionOf(text, part, sized[2].trim());
    if (f.kind === "row")
      throw refuse(text, part, `has ${f.name}, which acts on a whole row and can only be the output's`);
    hidden.push({ units, activation: f });
  }
  return { hidden, output };
}

/** The list that `parseLayers` reads. */
export function writeLayers({ hidden, output }: LayerList): string {
  const name = (f: Activation): string => {
    const values = f.kind === "elementwise" ? Object.entries(f.parameters) : [];
    const plain = values.every(([, v]) => typeof v === "number");
    return values.length > 0 && plain
      ? `${f.name}(${values.map(([k, v]) => `${k}=${String(v)}`).join(",")})`
      : f.name;
  };
  return [
    ...hidden.map(({ units, activation }) => `${units}:${name(activation)}`),
    ...(output ? [name(output)] : []),
  ].join(",");
}
