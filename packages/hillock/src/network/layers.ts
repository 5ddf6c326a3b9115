import { HillockError } from "../errors.ts";
import type { Activation } from "../functions/activation.ts";
import type { Initialization } from "./initialize.ts";

/** A fully connected layer: a = f(W·x + b). */
export interface DenseLayer {
  readonly units: number;
  readonly activation: Activation;
  /** Chosen from the activation's properties where it is left out. */
  readonly initialization: Initialization | undefined;
}

/** @throws HillockError "invalid-argument" unless `units` is a whole number of at least 1. */
export function dense(
  units: number,
  activation: Activation,
  options: { readonly initialization?: Initialization } = {},
): DenseLayer {
  if (!Number.isInteger(units) || units < 1)
    throw new HillockError(
      "invalid-argument",
      `A layer of ${units} units cannot be; give a whole number of at least 1.`,
    );
  return { units, activation, initialization: options.initialization };
}
