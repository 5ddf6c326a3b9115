import type { activation, HillockError } from "hillock";
import type { Special } from "./enclose.mjs";

export interface FuzzCounts {
  readonly formulas: number;
  readonly refusedWithPlace: number;
  readonly refusedWithout: number;
  readonly compiled: number;
  readonly forward: number;
  readonly backward: number;
  readonly parameters: number;
  readonly sharp: number;
}

export declare function fuzzFormulas(
  hillock: {
    readonly activation: typeof activation;
    readonly HillockError: typeof HillockError;
    readonly evaluate: (...given: never) => number;
    readonly special: Special;
  },
  options: { readonly runs: number; readonly seed: number; readonly path?: string },
): { readonly counts: FuzzCounts; readonly failure: object | undefined };
