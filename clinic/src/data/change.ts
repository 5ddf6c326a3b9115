import type { Examples, Random } from "hillock";
import type { Parts } from "./sets.ts";

const everywhere = (parts: Parts, change: (examples: Examples) => Examples): Parts => ({
  ...parts,
  train: change(parts.train),
  validation: change(parts.validation),
  test: change(parts.test),
});

/** Columns in other units: standardised first, so that the factor is the spread and the shift the mean in spreads. */
export function scaleColumns(
  parts: Parts,
  choose: (column: number) => { readonly factor: number; readonly shift: number },
): Parts {
  const { columns, train } = parts;
  const rows = train.labels.length;
  const units = Array.from({ length: columns }, (_, c) => {
    let [mean, squares] = [0, 0];
    for (let r = 0; r < rows; r++) mean += train.inputs[r * columns + c] / rows;
    for (let r = 0; r < rows; r++) squares += (train.inputs[r * columns + c] - mean) ** 2 / rows;
    return { mean, spread: Math.sqrt(squares) || 1, ...choose(c) };
  });
  return everywhere(parts, ({ inputs, labels }) => ({
    labels,
    inputs: inputs.map((value, i) => {
      const { mean, spread, factor, shift } = units[i % columns];
      return ((value - mean) / spread + shift) * factor;
    }),
  }));
}

/** The first so many rows to train on. */
export const fewRows = (parts: Parts, rows: number): Parts => ({
  ...parts,
  train: {
    inputs: parts.train.inputs.slice(0, rows * parts.columns),
    labels: Array.from(parts.train.labels).slice(0, rows),
  },
});

/** Columns of noise beside those that tell something. */
export function noiseColumns(parts: Parts, more: number, random: Random): Parts {
  const { columns } = parts;
  const wider = everywhere(parts, ({ inputs, labels }) => ({
    labels,
    inputs: Float32Array.from({ length: labels.length * (columns + more) }, (_, i) => {
      const column = i % (columns + more);
      return column < columns
        ? inputs[Math.floor(i / (columns + more)) * columns + column]
        : 2 * random.uniform() - 1;
    }),
  }));
  return { ...wider, columns: columns + more };
}

/** A share of the training labels drawn again from all of them. */
export function wrongLabels(parts: Parts, share: number, random: Random): Parts {
  const labels = Array.from(parts.train.labels);
  const drawn = labels.map((label) =>
    random.uniform() < share ? labels[Math.floor(random.uniform() * labels.length)] : label,
  );
  return { ...parts, train: { ...parts.train, labels: drawn } };
}
