import { lower } from "../expression/lower/lower.ts";
import type { Expression } from "../expression/node.ts";
import { type Bindings, emitProgram, hoistConstantsOf, programOf } from "./program.ts";
import type { FunctionBuilder } from "./wasm/function-builder.ts";

/** Puts the formulas' constants into locals before a loop: not every engine takes them out of it. */
export const hoistConstants = (
  f: FunctionBuilder,
  roots: readonly Expression[],
): ReadonlyMap<number, number> => hoistConstantsOf(f, programOf(roots.map(lower)));

/** Emits the formulas, parts in common once, and names the v128 locals that hold their values. */
export const emitFormulas = (
  f: FunctionBuilder,
  roots: readonly Expression[],
  bindings: Bindings,
): number[] => emitProgram(f, programOf(roots.map(lower)), [bindings])[0];
