import { arithmeticOf } from "../expression/interpret.ts";
import { fractionsOf, lowerLeaks } from "../expression/lower/leaks.ts";
import { type Defined, defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

/** As `defineArithmetic`, where values below 0 are multiplied by a slope. */
export const defineLeaky = <D extends ElementwiseDefinition>(definition: D): Defined<D> =>
  defineElementwise(definition, { lower: lowerLeaks, fractions: fractionsOf, operation: arithmeticOf });
