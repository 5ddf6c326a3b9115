import type { Cell } from "./table.ts";

/** Standardising in units of `unit`, so that squares of very large or small numbers stay in range. */
export interface StoredScale {
  /** 1 unless the numbers are beyond what can be squared. */
  readonly unit: number;
  /** In units of `unit`. */
  readonly mean: number;
  /** In units of `unit`; above 0. */
  readonly spread: number;
}

/** What preparation learned of a column from the training rows, as plain data that can be kept with a model. */
export type FittedColumn =
  | {
      readonly kind: "numeric";
      readonly name: string;
      /** Stands in for a missing value. */
      readonly fill: number;
      readonly scale: StoredScale;
    }
  | {
      readonly kind: "category";
      readonly name: string;
      /** In the order of their features. */
      readonly categories: readonly string[];
      /** Stands in for a missing value. */
      readonly fill: string;
    };

/** One column's way into the network. */
export interface Encoder {
  /** Names of the features it makes; their count is its width. */
  readonly features: readonly string[];
  /**
   * Writes the features of one value from `at` on; `out` holds zeros there. False where the value is a category that
   * no training row had: its features stay all zeros. A numeric column's values are numbers or null.
   */
  readonly encode: (value: Cell, out: Float32Array | Float64Array, at: number) => boolean;
}

const ENCODERS: {
  readonly [K in FittedColumn["kind"]]: (column: Extract<FittedColumn, { kind: K }>) => Encoder;
} = {
  numeric: ({ name, fill, scale: { unit, mean, spread } }) => ({
    features: [name],
    encode: (value, out, at) => {
      out[at] = (Number(value ?? fill) / unit - mean) / spread;
      return true;
    },
  }),
  category: ({ name, categories, fill }) => {
    const index = new Map(categories.map((category, i) => [category, i]));
    return {
      features: categories.map((category) => `${name}=${category}`),
      encode: (value, out, at) => {
        const place = index.get(String(value ?? fill));
        if (place !== undefined) out[at + place] = 1;
        return place !== undefined;
      },
    };
  },
};

/** The encoder of a column as it was fitted, today or in a stored model. */
export const encoderOf = (column: FittedColumn): Encoder =>
  column.kind === "numeric" ? ENCODERS.numeric(column) : ENCODERS.category(column);
