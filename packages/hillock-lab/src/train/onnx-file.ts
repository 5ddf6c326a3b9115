import { type Activation, fromOnnx, functions, type Parameter } from "hillock";
import { type NetworkSettings, OUTPUTS } from "./settings.ts";

export interface Opened {
  readonly settings: NetworkSettings;
  readonly parameters: readonly Parameter[];
}

const numbersOf = (f: Activation): Record<string, number> =>
  f.kind === "row"
    ? {}
    : Object.fromEntries(
        Object.entries(f.parameters).flatMap(([name, value]) =>
          f.learnable.includes(name) || typeof value !== "number" ? [] : [[name, value]],
        ),
      );

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
  const unknown = net.layers.find(({ activation }) => !functions.has(activation.name));
  if (unknown)
    throw new Error(
      `A layer of the file has the function ${unknown.activation.name}, which is not among the page's. hillock inspect shows the file.`,
    );
  const last = net.layers.at(-1)?.activation.name;
  return {
    settings: {
      ...before,
      layers: net.layers.slice(0, -1).map(({ units, activation }) => ({
        units,
        activation: { text: activation.name, parameters: numbersOf(activation) },
      })),
      output: OUTPUTS.find((name) => name === last) ?? "auto",
    },
    parameters: net.parameters(),
  };
}

/** Settings with this key start from the file's weights; another layer or function, and they begin anew. */
export const weightsKey = ({ layers, output }: NetworkSettings): string => JSON.stringify([layers, output]);
