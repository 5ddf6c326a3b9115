import { arithmeticOf } from "../expression/interpret.ts";
import type { ElementwiseActivation } from "./activation.ts";
import { defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

/**
 * An activation from a formula of arithmetic, choices, minima and maxima alone, which processors have: a page that
 * imports no other carries none of the code for exponentials, logarithms and the like. A test compares with `lower`, which
 * must have nothing to say about them.
 */
export const defineArithmetic = (definition: ElementwiseDefinition): ElementwiseActivation =>
  defineElementwise(definition, { lower: (formula) => formula, operation: arithmeticOf });
