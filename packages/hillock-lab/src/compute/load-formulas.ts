import { functions } from "hillock";
import type { FunctionSpec } from "./function-spec.ts";
import { readsFormulas, useFormulas } from "./resolve.ts";

/** Before `resolve` is asked for what was typed. */
export async function loadFormulasFor(specs: readonly FunctionSpec[]): Promise<void> {
  if (readsFormulas() || specs.every(({ text }) => functions.has(text))) return;
  useFormulas((await import("./formula.ts")).formula);
}
