import { tableSupport } from "../codegen/tables/support.ts";
import { operationOf } from "../expression/evaluate.ts";
import { lowerTabulated } from "../expression/lower/lower.ts";
import { type Defined, defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

/** An activation from any formula: derivative, kernels, range and tails are derived, each when first asked for. */
export const defineActivation = <D extends ElementwiseDefinition>(definition: D): Defined<D> =>
  defineElementwise(definition, { lower: lowerTabulated, tables: tableSupport, operation: operationOf });
