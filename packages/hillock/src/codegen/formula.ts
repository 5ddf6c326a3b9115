import { lowerLeaks } from "../expression/lower/leaks.ts";
import { lower } from "../expression/lower/lower.ts";
import type { Expression } from "../expression/node.ts";
import { ANGLE_RULES } from "./angle.ts";
import { type Bindings, emitProgram, hoistConstantsOf, type Program, programOf } from "./program.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";

/** The instructions of formulas, arithmetic alone. */
export const formulaProgram = (roots: readonly Expression[]): Program =>
  programOf(
    roots.map((root) => lower(lowerLeaks(root, []))),
    false,
    ANGLE_RULES,
  );

/** Puts the formulas' constants into locals before a loop: not every engine takes them out of it. */
export const hoistConstants = (
  f: FunctionBuilder,
  roots: readonly Expression[],
): ReadonlyMap<number, number> => hoistConstantsOf(f, formulaProgram(roots));

/** Emits the formulas, parts in common once, and names the v128 locals that hold their values. */
export const emitFormulas = (
  f: FunctionBuilder,
  roots: readonly Expression[],
  bindings: Bindings,
): number[] => emitProgram(f, formulaProgram(roots), [bindings])[0];
