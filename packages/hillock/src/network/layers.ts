import { HillockError } from "../errors.ts";
import type { Activation } from "../functions/activation.ts";
import { checkInitialization, type Initialization } from "./initialize.ts";

/** A fully connected layer: a = f(W·x + b). */
export interface DenseLayer {
  readonly units: number;
  readonly activation: Activation;
  /** Chosen from the activation's properties where it is left out. */
  readonly initialization: Initialization | undefined;
  /** What every bias starts at. */
  readonly bias: number;
}

/** @throws HillockError "invalid-argument" unless `units` is a whole number of at least 1. */
export function dense(
  units: number,
  activation: Activation,
  options: { readonly initialization?: Initialization; readonly bias?: number } = {},
): DenseLayer {
  if (!Number.isInteger(units) || units < 1)
    throw new HillockError(
      "invalid-argument",
      `A layer of ${units} units cannot be; give a whole number of at least 1.`,
    );
  if (activation?.kind !== "elementwise" && activation?.kind !== "row")
    throw new HillockError(
      "invalid-argument",
      `The activation of a layer is ${String(activation)}; give a function such as relu.`,
    );
  if (options.initialization !== undefined) checkInitialization(options.initialization);
  const bias = options.bias ?? 0;
  if (!Number.isFinite(bias))
    throw new HillockError("invalid-argument", `bias is ${bias}; a finite number is needed.`);
  return { units, activation, initialization: options.initialization, bias };
}
