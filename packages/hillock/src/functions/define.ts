import { lower } from "../expression/lower/lower.ts";
import { lowerRelaxed } from "../expression/lower/relaxed.ts";
import type { ElementwiseActivation } from "./activation.ts";
import { defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

/** An activation from any formula: derivative, kernels, range and tails are derived, each when first asked for. */
export const defineActivation = (definition: ElementwiseDefinition): ElementwiseActivation =>
  defineElementwise(definition, (formula, relaxed) => (relaxed ? lowerRelaxed : lower)(formula));
