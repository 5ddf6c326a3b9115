import { hasRelaxedSimd } from "../codegen/relaxed.ts";
import { tableSupport } from "../codegen/tables/support.ts";
import { operationOf } from "../expression/evaluate.ts";
import { fractionsOf, lowerLeaks } from "../expression/lower/leaks.ts";
import { lowerTabulated } from "../expression/lower/lower.ts";
import type { Expression } from "../expression/node.ts";
import { type Defined, defineElementwise, type ElementwiseDefinition } from "./define-elementwise.ts";

const lowerKnowing = (formula: Expression, fractions: readonly string[]): Expression =>
  lowerTabulated(lowerLeaks(formula, fractions));

/** The formula as kernels compute it whose parameters have these values. */
export const loweredFor = (formula: Expression, values: Readonly<Record<string, number>>): Expression =>
  lowerKnowing(formula, fractionsOf(formula, values));

/** An activation from any formula: derivative, kernels, range and tails are derived, each when first asked for. */
export const defineActivation = <D extends ElementwiseDefinition>(definition: D): Defined<D> =>
  defineElementwise(definition, {
    lower: lowerKnowing,
    fractions: fractionsOf,
    tables: tableSupport,
    operation: operationOf,
    mayRelax: hasRelaxedSimd,
  });
