import type { Arbitrary } from "fast-check";

/** Formulas of the language, in x and `PARAMETERS`. */
export const valid: Arbitrary<string>;
export const PARAMETERS: Readonly<Record<string, number>>;
