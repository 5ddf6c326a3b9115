import { type DenseLayer, HillockError, MOST_MEMORY, memoryNeeded, parameterShapes } from "hillock";
import { available, size } from "../../machine.ts";
import { MOST_CHARACTERS } from "../container.ts";

/**
 * Refuses, before anything is allocated, what cannot fit, with the figure.
 * @param rows that lie in memory at once
 * @throws HillockError "out-of-memory"
 */
export function requireMemory(
  inputs: number,
  layers: readonly DenseLayer[],
  batchSize: number,
  rows: number,
): void {
  const { network, perRow } = memoryNeeded(inputs, layers, batchSize);
  const data = rows * perRow;
  const sizes = [inputs, ...layers.map((layer) => layer.units)].join("-");
  const remedy =
    network > data
      ? "Use smaller layers or a smaller --batch-size."
      : "Use fewer rows, or --stream with a smaller --buffer.";
  const figures = `The network ${sizes} with batches of ${batchSize} needs ${size(network)}, and ${rows} rows of ${inputs} inputs need ${size(data)}`;
  if (network + data > MOST_MEMORY)
    throw new HillockError(
      "out-of-memory",
      `${figures}; a network's memory has at most ${size(MOST_MEMORY)}. ${remedy}`,
    );
  // the rows stand once more outside while they are put in
  if (network + 2 * data > available())
    throw new HillockError(
      "out-of-memory",
      `${figures}, twice while they are put in; this machine gives ${size(available())}. ${remedy}`,
    );
}

/** @throws HillockError "out-of-memory" where the model's file would be longer than a text can be. */
export function requireSaveable(inputs: number, layers: readonly DenseLayer[]): void {
  const weights = parameterShapes(inputs, layers).reduce(
    (sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  );
  // four bytes each, in base64
  const characters = (weights * 16) / 3;
  if (characters > 0.9 * MOST_CHARACTERS)
    throw new HillockError(
      "out-of-memory",
      `A model of ${weights} weights takes ${size(characters)} as a file; at most ${size(0.9 * MOST_CHARACTERS)} can be saved. Leave --save out, or use smaller layers.`,
    );
}
