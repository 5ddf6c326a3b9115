import { type Activation, formulaOf, fromOnnx, functions, type Parameter } from "hillock";
import type { FunctionSpec } from "../compute/function-spec.ts";
import { type NetworkSettings, OUTPUTS } from "./settings.ts";

export interface Opened {
  readonly settings: NetworkSettings;
  readonly parameters: readonly Parameter[];
}

/** A function as the page names it: by its name, or by its formula. @throws Error where it has neither. */
function specOf(f: Activation): FunctionSpec {
  const known = functions.has(f.name);
  const text = known || f.kind === "row" ? f.name : formulaOf(f);
  if (text === undefined || (!known && f.kind === "row"))
    throw new Error(
      `A layer of the file has the function ${f.name}, which the page cannot write as a formula. hillock inspect shows the file.`,
    );
  if (f.kind === "row") return { text, parameters: {} };
  // what each unit has learned comes with the weights; a formula needs a number to start from all the same
  const numbers = Object.entries(f.parameters).flatMap(([name, value]): [string, number][] => {
    if (typeof value === "number") return known && f.learnable.includes(name) ? [] : [[name, value]];
    return known ? [] : [[name, value[0] ?? 0]];
  });
  return { text, parameters: Object.fromEntries(numbers) };
}

/**
 * The layers of an ONNX file in place of those of `before`, and its weights.
 * @throws HillockError where the file is damaged or holds no such network, Error where the page cannot show it
 */
export function openOnnx(bytes: Uint8Array, before: NetworkSettings, columns: number): Opened {
  const net = fromOnnx(bytes);
  if (net.inputs !== columns)
    throw new Error(
      `Its network takes ${net.inputs} inputs, and the data in use have ${columns}. Choose the data it was made for first.`,
    );
  const last = net.layers.at(-1)?.activation.name;
  const output = OUTPUTS.find((name) => name === last);
  if (output === undefined)
    throw new Error(
      `Its output function is ${last}; the page has ${OUTPUTS.filter((name) => name !== "auto").join(", ")}.`,
    );
  return {
    settings: {
      ...before,
      layers: net.layers
        .slice(0, -1)
        .map(({ units, activation }) => ({ units, activation: specOf(activation) })),
      output,
    },
    parameters: net.parameters(),
  };
}

/** Settings with this key start from the file's weights; another layer or function, and they begin anew. */
export const weightsKey = ({ layers, output }: NetworkSettings): string => JSON.stringify([layers, output]);
