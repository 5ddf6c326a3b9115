import { tableSupport } from "../codegen/tables/support.ts";
import { operationOf } from "../expression/evaluate.ts";
import { lowerTabulated } from "../expression/lower/lower.ts";
import type { ElementwiseActivation } from "./activation.ts";
import { defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

/** An activation from any formula: derivative, kernels, range and tails are derived, each when first asked for. */
export const defineActivation = (definition: ElementwiseDefinition): ElementwiseActivation =>
  defineElementwise(definition, { lower: lowerTabulated, tables: tableSupport, operation: operationOf });
